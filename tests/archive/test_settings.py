"""Settings: what is missing or unusable stops the start with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive import settings

ROOT = Path(__file__).parents[2]


def run_manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with the archive's own settings and only the environment given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_archive_without_a_signing_key_does_not_start(tmp_path: Path) -> None:
    result = run_manage("check", DATA_DIR=str(tmp_path))

    assert result.returncode != 0
    assert "SECRET_KEY is not set" in result.stderr


def test_a_production_environment_passes_the_deployment_check(tmp_path: Path) -> None:
    result = run_manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        DATA_DIR=str(tmp_path),
        SECRET_KEY="Zimmerwald-September-1915-thirty-eight-delegates-in-four-coaches",
        SITE_URL="https://archive.example.org",
        BEHIND_TLS="1",
    )

    assert result.returncode == 0, result.stderr


def test_the_signing_key_is_read_from_the_file_that_the_first_start_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    secret = tmp_path / "secret"
    secret.write_text("a-key-from-a-file\n")

    assert settings.read_secret(secret, debug=False) == "a-key-from-a-file"


def test_the_environment_wins_over_the_file_of_the_signing_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "a-key-from-the-environment")
    secret = tmp_path / "secret"
    secret.write_text("a-key-from-a-file\n")

    assert settings.read_secret(secret, debug=False) == "a-key-from-the-environment"


def test_only_a_debugging_server_starts_with_a_key_that_everybody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)

    assert settings.read_secret(tmp_path / "none", debug=True)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE"):
        settings.read_secret(tmp_path / "none", debug=False)


def test_the_public_address_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://archive.example.org/")

    assert settings.read_address("SITE_URL", "") == "https://archive.example.org"


@pytest.mark.parametrize(
    "address", ["archive.example.org", "ftp://archive.example.org", "https://a.example.org/slovo"]
)
def test_a_public_address_that_is_not_a_scheme_and_a_host_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", address)

    with pytest.raises(ImproperlyConfigured, match="SITE_URL must be a scheme and a host"):
        settings.read_address("SITE_URL", "")


def test_sqlite_takes_its_write_lock_first_and_never_blocks_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    database = settings.read_database(f"sqlite:///{tmp_path / 'slovo.sqlite3'}")

    assert database["NAME"] == str(tmp_path / "slovo.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert database["CONN_MAX_AGE"] == 60


def test_postgresql_gets_a_pool_only_when_one_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://editor:p%40ss@db.example.org:5433/slovo")
    without_pool = settings.read_database("")
    monkeypatch.setenv("DATABASE_POOL_SIZE", "8")
    with_pool = settings.read_database("")

    assert without_pool["PASSWORD"] == "p@ss"
    assert without_pool["OPTIONS"] == {}
    assert with_pool["OPTIONS"]["pool"]["max_size"] == 8


@pytest.mark.parametrize("address", ["mysql://u:p@host/slovo", "slovo.sqlite3"])
@pytest.mark.filterwarnings("ignore:Engine not recognized")
def test_a_database_that_nobody_tried_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        settings.read_database("")


@pytest.mark.parametrize("value", ["many", "-1", "1.5"])
def test_a_count_that_is_not_a_whole_number_is_refused(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROXY_COUNT", value)

    with pytest.raises(ImproperlyConfigured, match="PROXY_COUNT must"):
        settings.read_count("PROXY_COUNT", 0)


@pytest.mark.parametrize("naan", ["1234", "ark:12345", "1234l", "12 345"])
def test_a_number_that_the_ark_alliance_cannot_have_given_is_refused(
    naan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARK_NAAN", naan)

    with pytest.raises(ImproperlyConfigured, match="ARK_NAAN must be"):
        settings.read_naan("ARK_NAAN")


def test_an_archive_without_a_number_has_no_arks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARK_NAAN", raising=False)
    assert settings.read_naan("ARK_NAAN") == ""

    monkeypatch.setenv("ARK_NAAN", "12345")
    assert settings.read_naan("ARK_NAAN") == "12345"


def test_a_second_factor_is_demanded_of_known_groups_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_FACTOR_FOR", "publisher, superuser")
    assert settings.read_members("SECOND_FACTOR_FOR") == ["publisher", "superuser"]

    monkeypatch.setenv("SECOND_FACTOR_FOR", "publishers")
    with pytest.raises(ImproperlyConfigured, match="not publishers"):
        settings.read_members("SECOND_FACTOR_FOR")
