"""Writing all rows or none, while the process is killed in the middle of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

BEGIN = """
import os, signal
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from entries.models import Entry
from exchange import actions
from exchange.work import writing
from tests import make
from tests.exchange.tables import as_csv, tried

call_command("migrate", run_syncdb=True, verbosity=0)
user = User.objects.create_superuser("boss")
person = make.make_person({"en": "Leon Trotsky"})
writing.BATCH = 2
store, batches = writing.Writer._store, []

def killed(self, documents, plans):
    written = store(self, documents, plans)
    batches.append(written)
    if len(batches) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return written

writing.Writer._store = killed
comrades = [f" ¦ Comrade {at}" for at in range(6)]
text = as_csv("pid ¦ name_en", f"{person.pid} ¦ L. Trotsky", *comrades)
job = tried(user, "person", text)
print(job.counts, flush=True)
actions.write_job(job, user, "all")
"""
GO_ON = """
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from entries.models import Entry
from exchange import actions
from exchange.models import Job

job = Job.objects.get()
print(job.state, sorted(map(str, Entry.objects.all())))
Job.objects.update(beat=timezone.now() - timedelta(minutes=5))
call_command("jobs", "run")
job.refresh_from_db()
print(job.state, job.message, sorted(map(str, Entry.objects.all())))
actions.try_import(job, job.user, job.details["mapping"], {})
actions.write_job(job, job.user, "all")
job.refresh_from_db()
print(job.state, job.counts["written"], Entry.objects.count())
"""
START = """
import django
from django.conf import settings
settings.MIGRATION_MODULES = {one.rpartition(".")[2]: None for one in settings.INSTALLED_APPS}
django.setup()
"""


def run(script: str, folder: Path) -> tuple[int, list[str]]:
    """Run a script of its own process on an archive in a folder; return its code and lines."""
    environment = {name: one for name, one in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    base = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START + script],
        cwd=base, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode, done.stdout.splitlines()


def test_all_or_none_that_was_killed_leaves_nothing_and_can_be_written_again(
    tmp_path: Path,
) -> None:
    code, lines = run(BEGIN, tmp_path)
    assert (code, lines) == (-signal.SIGKILL, ["{'create': 6, 'update': 1}"])

    _code, lines = run(GO_ON, tmp_path)

    assert lines[0] == "writing ['Comrade 0', 'L. Trotsky']"
    assert lines[1:3] == [
        "2 done",
        "failed Nothing was written. It was interrupted. ['Leon Trotsky']",
    ]
    assert lines[3] == "done 7 7"
