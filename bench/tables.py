"""What it costs to try a table of so many persons, and to write it if `--only write` is said.

Every third row is an entry that is there, found by its identifier; the others are looked for by
name. Told are seconds, rows a second, and by how much the peak of the process rose.
"""

import csv
import io
import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.management import call_command
from django.db import transaction

from entries.choices import NameType
from entries.models import Name
from exchange import actions
from exchange.models import Job
from people.models import Person

NAMED = 1_000
"""Entries that are there already."""


def run(size: int, to: Path | None, only: str) -> None:
    """Make the file, have it tried, and print what that cost."""
    settings.JOBS_IN_BACKGROUND = False
    call_command("migrate", verbosity=0)
    user, _made = User.objects.get_or_create(
        username="bench", defaults={"is_staff": True, "is_superuser": True}
    )
    pids = _people()
    with tempfile.TemporaryFile() as file:
        _write(file, size, pids)
        figures = {"size": size, "bytes": file.tell()}
        peak, begun, cpu = _peak(), time.perf_counter(), time.process_time()
        job = actions.begin_import(user, "person", f"{size}.csv", File(file))
        figures["upload"] = time.perf_counter() - begun
    begun = time.perf_counter()
    actions.try_import(job, user, job.details["mapping"], {})
    figures["trial"] = time.perf_counter() - begun
    figures["trial_cpu"] = time.process_time() - cpu
    if only == "write":
        begun = time.perf_counter()
        actions.write_job(job, user, Job.Mode.GOOD)
        figures["writing"] = time.perf_counter() - begun
    figures["memory_mb"] = _peak() - peak
    print(f"{job.state}: {job.counts} {job.message}")
    for name in ("upload", "trial", "writing"):
        if name in figures:
            print(f"{name}: {figures[name]:.1f} s, {size / figures[name]:.0f} rows a second")
    print(f"CPU of upload and trial: {figures['trial_cpu']:.1f} s")
    print(f"peak of memory: +{figures['memory_mb']:.0f} MB")
    if to is not None:
        to.write_text(json.dumps(figures, indent=1))


@transaction.atomic
def _people() -> list[str]:
    """Return the identifiers of the entries that are there; they are made the first time."""
    if not Person.objects.exists():
        for number in range(NAMED):
            person = Person.objects.create()
            text = f"Ivan Petrov {number}"
            Name.objects.create(entry=person, text=text, language="en", type=NameType.PREFERRED)
    return list(Person.objects.order_by("pk").values_list("pid", flat=True)[:NAMED])


def _write(file: Any, size: int, pids: list[str]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(["pid", "name_en", "name_ru", "years", "gender", "summary_en", "note"])
    for number in range(size):
        pid = pids[number % len(pids)] if number % 3 == 0 and number < 3 * len(pids) else ""
        name = f"Nikolai Sukhanov {number}"
        life = f"{1850 + number % 50}/{1910 + number % 40}"
        summary = "A delegate.\nNothing else is known." if number % 2 else ""
        writer.writerow([pid, name, f"Николай Суханов {number}", life, "male", summary, "card"])
    text.flush()
    text.detach()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
