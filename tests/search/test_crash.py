"""A process that is killed at any moment leaves index and database in agreement."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

EDITS = 100


@pytest.fixture
def worker_environment(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, str]]:
    """The environment of the workers: a database and an index of their own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATA_DIR": str(tmp_path),
        "SEARCH_INDEX_DIR": str(tmp_path / "index"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'crash.sqlite3'}",
    }
    if connection.vendor == "sqlite":
        yield environment
        return
    name = f"slovo_crash_{os.getpid()}"
    quoted = connection.ops.quote_name(name)
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
            cursor.execute(f"CREATE DATABASE {quoted}")
        yield {**environment, "DATABASE_URL": postgres_address(name)}
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def postgres_address(name: str) -> str:
    """Return the address of another database on the server of the tests."""
    of_tests = {key: str(value) for key, value in connection.settings_dict.items() if value}
    user = quote(of_tests.get("USER", ""), safe="")
    password = f":{quote(of_tests['PASSWORD'], safe='')}" if "PASSWORD" in of_tests else ""
    host = quote(of_tests.get("HOST", ""), safe="")
    port = f":{of_tests['PORT']}" if "PORT" in of_tests else ""
    return f"postgres://{user}{password}@{host}{port}/{name}"


def start(what: str, environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.search.crash_worker", what],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(what: str, environment: dict[str, str]) -> str:
    with start(what, environment) as worker:
        assert worker.stdout is not None
        said = worker.stdout.read().strip()
    assert worker.returncode == 0
    return said


def edit_until_killed(environment: dict[str, str], chance: random.Random) -> int:
    """Let a worker check what the last one left, then edit, and kill it in the midst of an edit.

    Returns how many edits it committed.
    """
    with start("edit", environment) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "clean"
        begun, wanted = time.monotonic(), chance.randint(3, 12)
        for _ in range(wanted):
            assert worker.stdout.readline() == "edited\n"
        time.sleep(chance.uniform(0, 1.2) * (time.monotonic() - begun) / wanted)
        worker.kill()
        return wanted + worker.stdout.read().count("edited\n")


def test_nothing_is_lost_or_torn_by_kill_9(worker_environment: dict[str, str]) -> None:
    run("setup", worker_environment)
    chance = random.Random()
    edits = 0
    while edits < EDITS:
        edits += edit_until_killed(worker_environment, chance)
    assert run("verify", worker_environment) == "clean"


def test_two_processes_that_edit_at_once_lose_nothing(worker_environment: dict[str, str]) -> None:
    run("setup", worker_environment)
    with start("edit", worker_environment) as one, start("edit", worker_environment) as two:
        commits = []
        for worker in (one, two):
            assert worker.stdout is not None
            assert worker.stdout.readline()  # either may find the other in the middle of an edit
        # However busy the machine is, each gets its turn before both go on beside one another.
        first = [worker.stdout.readline() for worker in (one, two) if worker.stdout is not None]
        time.sleep(1.5)
        for worker, line in zip((one, two), first, strict=True):
            worker.kill()
            assert worker.stdout is not None
            commits.append((line + worker.stdout.read()).count("edited\n"))
    assert min(commits) > 0
    assert run("verify", worker_environment) == "clean"
