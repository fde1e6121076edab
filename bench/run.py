"""Times requests through the whole stack of a public server, in one process.

Every request passes all middleware and renders its page, as under a web server with one worker;
only the socket is missing. A case is timed with questions that nobody asked since the process
began (`first`), with the same after another entry was edited (`edited`), as it is in an archive
that people work in, and once more (`again`).
"""

import cProfile
import io
import json
import os
import platform
import pstats
import resource
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import close_old_connections, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from archive.memory import settle
from bench import desk
from bench.cases import TARGETS, Asked, Case, all_cases
from bench.edits import edit_something, edits
from bench.generate import EDITOR
from bench.world import World
from entries.models import Entry, Name, Statement, Text
from interop.keeping import forget_answers
from search import background, follower
from search.remembered import forget_remembered
from search.tallies import forget_tallies
from search.warming import warm
from sources.models import Citation

LEAST_RUNS: Final = 21


@dataclass(slots=True)
class Figure:
    """One line of the table; times in milliseconds."""

    case: str
    runs: int
    first: float
    first_p95: float
    cpu: float
    """Of `first`: what the process computed, which a busy machine does not lengthen as much."""
    edited: float | None
    edited_cpu: float | None
    """The same once more after an edit of another entry."""
    again: float | None
    again_cpu: float | None
    queries: float
    size: float
    """Bytes of the answer."""
    target: float | None = None


def rebuild(folder: Path) -> None:
    """Build the index anew, and write down how long it took and what there is."""
    started = time.perf_counter()
    indexed = follower.rebuild()
    seconds = time.perf_counter() - started
    made = {
        "rebuild_seconds": round(seconds, 1),
        "indexed": indexed,
        "peak_memory_mb": peak_memory(),
        **_counts(),
        **_sizes(folder),
    }
    (folder / "made.json").write_text(json.dumps(made, indent=1))
    print(f"{indexed} entries indexed in {seconds:.0f} s")


def run(size: int, folder: Path, runs: int, only: str, to: Path | None) -> None:
    """Time every case, print the table and the figures as JSON, perhaps to a file as well."""
    runs = max(runs, LEAST_RUNS)
    _prepare()
    figures = []
    for case in all_cases(size, runs, only):
        if case.paths:
            figures.append(time_case(case, runs))
            print(_line(figures[-1]), flush=True)
    for case in desk.cases(Asked(World(size), runs), only):
        figures.append(time_case(case, runs))
        print(_line(figures[-1]), flush=True)
    for name, deed in desk.deeds(size).items():
        if only in name:
            figures.append(time_deed(name, deed))
            print(_line(figures[-1]), flush=True)
    for name, edit in edits(size).items():
        if only in name:
            figures.append(time_edit(name, edit, runs))
            print(_line(figures[-1]), flush=True)
    report = {
        "entries": size,
        "machine": _machine(),
        "made": json.loads((folder / "made.json").read_text()),
        "peak_memory_mb": peak_memory(),
        "figures": [asdict(figure) for figure in figures],
    }
    print("\n" + _table(figures) + "\n\n" + json.dumps(report, ensure_ascii=False))
    if to is not None:
        to.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def time_case(case: Case, runs: int) -> Figure:
    """Time the requests of one case."""
    client = client_for(case)
    first, edited, again = ([], [], [])  # type: tuple[list[Answer], list[Answer], list[Answer]]
    for path in case.paths[:3]:
        ask(client, path)
    for at in range(runs):
        path = case.paths[at % len(case.paths)]
        forget(is_broad=case.is_broad)
        first.append(ask(client, path))
        edit_something(at)
        edited.append(ask(client, path))
        again.append(ask(client, path))
    median = statistics.median
    return Figure(
        case.name,
        runs,
        median(one.waited for one in first),
        _p95([one.waited for one in first]),
        median(one.computed for one in first),
        median(one.waited for one in edited),
        median(one.computed for one in edited),
        median(one.waited for one in again),
        median(one.computed for one in again),
        median(_count_queries(client, path) for path in case.paths[:7]),
        median(one.size for one in first),
        TARGETS.get(case.target),
    )


def client_for(case: Case) -> Client:
    """Return a reader, or the editor."""
    client = Client(headers={"host": "localhost"})
    if case.as_editor:
        client.force_login(
            get_user_model().objects.get(username=EDITOR),
            "django.contrib.auth.backends.ModelBackend",
        )
    return client


def forget(*, is_broad: bool = False) -> None:
    """Be as a process that has just begun: no answer is kept from one request to the next.

    What it counts in its first seconds, one question after another, is only counted for those who
    ask just that: it takes long, and nobody else would notice.
    """
    forget_answers()
    forget_tallies()
    forget_remembered()
    cache.clear()
    broad = warm()
    for query in broad if is_broad else ():
        query.run()


class Answer(NamedTuple):
    """Milliseconds that a reader waited and that the process computed, and bytes."""

    waited: float
    computed: float
    size: int


def ask(client: Client, path: str) -> Answer:
    """Ask for a page, which must be there, in the connections that a server would keep."""
    close_old_connections()
    cpu, started = time.process_time(), time.perf_counter()
    response = client.get(path)
    waited = (time.perf_counter() - started) * 1000
    computed = (time.process_time() - cpu) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return Answer(waited, computed, len(response.content))


def time_deed(name: str, deed: desk.Deed) -> Figure:
    """Time what an editor sends: one request of each run, whose preparation is not timed."""
    client = client_for(Case(name, [], as_editor=True))
    answers: list[Answer] = []
    asked: list[int] = []
    for at in range(deed.runs + 1):
        send = deed.prepare(client, at)
        connections.close_all()
        with CaptureQueriesContext(connection) if at == deed.runs else nullcontext() as queries:
            cpu, started = time.process_time(), time.perf_counter()
            size = send()
            waited = (time.perf_counter() - started) * 1000
            answers.append(Answer(waited, (time.process_time() - cpu) * 1000, size))
        asked = [len(queries)] if queries is not None else asked
    waits = [one.waited for one in answers[: deed.runs]]
    return Figure(
        name,
        deed.runs,
        statistics.median(waits),
        _p95(waits) if len(waits) > 1 else waits[0],
        statistics.median(one.computed for one in answers[: deed.runs]),
        None,
        None,
        None,
        None,
        asked[0],
        statistics.median(one.size for one in answers),
        deed.target,
    )


def _count_queries(client: Client, path: str) -> int:
    """Return how many queries one answer takes when nothing is kept."""
    forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def time_edit(name: str, edit: Callable[[int], tuple[int, str]], runs: int) -> Figure:
    """Time an edit from the first query to the end of the answer that shows it."""
    client = Client(headers={"host": "localhost"})
    runs = runs if "5,000" not in name else 3
    times, sizes, computed = [], [], []
    with override("en"):
        path = reverse("browse:browse")
    for at in range(runs):
        # What the edit before left to the background is no part of this one.
        background.start(follower.apply_waiting).join()
        connections.close_all()
        cpu, started = time.process_time(), time.perf_counter()
        with transaction.atomic():
            number, word = edit(at)
        response = client.get(path, {"q": word})
        times.append((time.perf_counter() - started) * 1000)
        computed.append((time.process_time() - cpu) * 1000)
        sizes.append(len(response.content))
        pid = Entry.objects.values_list("pid", flat=True).get(pk=number)
        if f"/{pid}/" not in response.content.decode():
            raise RuntimeError(f"{name}: {pid} was not found by {word}")
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        edit(runs)
    median = statistics.median
    return Figure(
        name,
        runs,
        median(times),
        _p95(times),
        median(computed),
        None,
        None,
        None,
        None,
        len(queries),
        median(sizes),
    )


# --- Profile -----------------------------------------------------------------------------------


def profile(size: int, only: str, runs: int) -> None:
    """Print where the time of the cases goes whose name holds `only`."""
    _prepare()
    asked = Asked(World(size), runs)
    for case in chain(all_cases(size, runs, only), desk.cases(asked, only)):
        client = client_for(case)
        for path in case.paths[:3]:
            ask(client, path)
        profiler = cProfile.Profile()
        for path in case.paths:
            forget(is_broad=case.is_broad)
            profiler.enable()
            client.get(path)
            profiler.disable()
        text = io.StringIO()
        pstats.Stats(profiler, stream=text).sort_stats("cumtime").print_stats(70)
        print(case.name, len(case.paths), text.getvalue().replace(str(settings.BASE_DIR), ""))


# --- Small things ------------------------------------------------------------------------------


def _prepare() -> None:
    """Gather the static files, whose names pages bear, and bring an older archive up to date."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    settle()


def _p95(times: list[float]) -> float:
    """Return what 95 of 100 requests stay below (of few runs, the slowest)."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def peak_memory() -> int:
    """Return the most memory that this process had, in megabytes."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def _counts() -> dict[str, int]:
    """Return how many rows there are."""
    models: tuple[Any, ...] = (Entry, Name, Text, Statement, Citation)
    return {model._meta.model_name: model.objects.count() for model in models}


def _sizes(folder: Path) -> dict[str, int]:
    """Return megabytes on disk."""
    index = sum(file.stat().st_size for file in (folder / "index").rglob("*") if file.is_file())
    database = sum(file.stat().st_size for file in folder.glob("slovo.sqlite3*"))
    return {"index_mb": round(index / 1e6), "database_mb": round(database / 1e6)}


def _machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "database": connection.vendor,
    }


def _line(figure: Figure) -> str:
    """Return one figure as a line."""
    again = "".join(
        f" {one:9.1f}" if one is not None else " " * 10
        for one in (figure.edited, figure.edited_cpu, figure.again, figure.again_cpu)
    )
    target = "" if figure.target is None else f"  (≤ {figure.target:.0f})"
    return (
        f"{figure.case:36} {figure.first:9.1f} {figure.first_p95:9.1f} {figure.cpu:9.1f}{again}"
        f" {figure.queries:8.0f} {figure.size:9.0f}{target}"
    )


def _table(figures: list[Figure]) -> str:
    """Return the figures as a Markdown table."""
    rows = [
        (
            "| request | first, ms | p95 | CPU | after an edit, ms | CPU | again, ms | CPU "
            "| queries | KB |"
        ),
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for one in figures:
        later = " | ".join(
            "–" if figure is None else f"{figure:.1f}"
            for figure in (one.edited, one.edited_cpu, one.again, one.again_cpu)
        )
        rows.append(
            f"| {one.case} | {one.first:.1f} | {one.first_p95:.1f} | {one.cpu:.1f} | {later} "
            f"| {one.queries:.0f} | {one.size / 1000:.1f} |"
        )
    return "\n".join(rows)
