"""Times requests through the whole stack of a public server, in one process.

Every request opens its connection to the database, passes all middleware and renders its page, as
under a web server with one worker; only the socket is missing. A case is timed with questions
that nobody asked since the last edit (`first`) and with each asked once more (`again`).
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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from bench.cases import TARGETS, Case, all_cases
from bench.generate import EDITOR
from bench.world import World
from entries.choices import NameType
from entries.models import Entry, Name, Statement, Text
from interop.keeping import forget_answers
from search import background, follower
from search.tallies import forget_tallies
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
        "peak_memory_mb": _peak_memory(),
        **_counts(),
        **_sizes(folder),
    }
    (folder / "made.json").write_text(json.dumps(made, indent=1))
    print(f"{indexed} entries indexed in {seconds:.0f} s")


def run(size: int, folder: Path, runs: int, only: str, to: Path | None) -> None:
    """Time every case, print the table and the figures as JSON, perhaps to a file as well."""
    runs = max(runs, LEAST_RUNS)
    _collect_static()
    figures = []
    for case in all_cases(size, runs):
        if only in case.name and case.paths:
            figures.append(time_case(case, runs))
            print(_line(figures[-1]), flush=True)
    for name, edit in edits(size).items():
        if only in name:
            figures.append(time_edit(name, edit, runs))
            print(_line(figures[-1]), flush=True)
    report = {
        "entries": size,
        "machine": _machine(),
        "made": json.loads((folder / "made.json").read_text()),
        "peak_memory_mb": _peak_memory(),
        "figures": [asdict(figure) for figure in figures],
    }
    print("\n" + _table(figures) + "\n\n" + json.dumps(report, ensure_ascii=False))
    if to is not None:
        to.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def time_case(case: Case, runs: int) -> Figure:
    """Time the requests of one case."""
    client = client_for(case)
    firsts, agains, sizes, computed, computed_again = [], [], [], [], []
    for path in case.paths[:3]:
        _ask(client, path)
    for at in range(runs):
        path = case.paths[at % len(case.paths)]
        forget()
        cpu = time.process_time()
        first, size = _ask(client, path)
        computed.append((time.process_time() - cpu) * 1000)
        firsts.append(first)
        sizes.append(size)
        cpu = time.process_time()
        agains.append(_ask(client, path)[0])
        computed_again.append((time.process_time() - cpu) * 1000)
    return Figure(
        case.name,
        runs,
        statistics.median(firsts),
        _p95(firsts),
        statistics.median(computed),
        statistics.median(agains),
        statistics.median(computed_again),
        statistics.median(_count_queries(client, path) for path in case.paths[:7]),
        statistics.median(sizes),
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


def forget() -> None:
    """Forget every answer that is kept from one request to the next."""
    forget_answers()
    forget_tallies()
    cache.clear()


def _ask(client: Client, path: str) -> tuple[float, int]:
    """Return the milliseconds and the bytes of one answer, which must be a page."""
    connections.close_all()
    started = time.perf_counter()
    response = client.get(path)
    elapsed = (time.perf_counter() - started) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return elapsed, len(response.content)


def _count_queries(client: Client, path: str) -> int:
    """Return how many queries one answer takes when nothing is kept."""
    forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


# --- Edits -------------------------------------------------------------------------------------


def edits(size: int) -> dict[str, Callable[[int], tuple[int, str]]]:
    """Return edits by name: each makes a word findable, and answers the entry and the word."""
    world = World(size)

    def text(at: int) -> tuple[int, str]:
        row = Text.objects.filter(entry__status="published", pk__gte=1 + at * 7).order_by("pk")[0]
        word = f"visible{at}x{os.getpid()}"
        row.body = f"{row.body.partition(' visible')[0]} {word}"
        row.save()
        return row.entry_id, word

    def rename(number: int, at: int) -> tuple[int, str]:
        name = Name.objects.get(entry_id=number, type=NameType.PREFERRED, language="en")
        word = f"Renamed{at}x{os.getpid()}"
        name.text = f"{name.text.partition(' Renamed')[0]} {word}"
        name.save()
        return number, word

    def well_known(at: int) -> tuple[int, str]:
        return rename(world.well_known[at % len(world.well_known)], at)

    return {
        "edit of a text, until found": text,
        "new name of a person, until found": lambda at: rename(_nobody(world, at), at),
        "new name, 200 statements": lambda at: rename(
            world.well_known[at % len(world.well_known)], at
        ),
        "new name, 5,000 statements": lambda at: rename(world.central, at),
    }


def _nobody(world: World, at: int) -> int:
    """Return a person of whom little is said."""
    persons = world.ranges["person"]
    middle = persons[len(persons) // 2]
    rows = Name.objects.filter(
        entry__status="published", entry_id__gte=middle, type=NameType.PREFERRED, language="en"
    )
    return rows.order_by("entry_id").values_list("entry_id", flat=True)[at]


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
        len(queries),
        median(sizes),
    )


# --- Profile -----------------------------------------------------------------------------------


def profile(size: int, only: str, runs: int) -> None:
    """Print where the time of the cases goes whose name holds `only`."""
    _collect_static()
    for case in all_cases(size, runs):
        if only not in case.name or not case.paths:
            continue
        client = client_for(case)
        for path in case.paths[:3]:
            _ask(client, path)
        profiler = cProfile.Profile()
        for path in case.paths:
            forget()
            profiler.enable()
            client.get(path)
            profiler.disable()
        text = io.StringIO()
        pstats.Stats(profiler, stream=text).sort_stats("cumtime").print_stats(70)
        print(case.name, len(case.paths), text.getvalue().replace(str(settings.BASE_DIR), ""))


# --- Small things ------------------------------------------------------------------------------


def _collect_static() -> None:
    """Gather the static files: pages name them by their fingerprint."""
    call_command("collectstatic", interactive=False, verbosity=0)


def _p95(times: list[float]) -> float:
    """Return what 95 of 100 requests stay below (of few runs, the slowest)."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def _peak_memory() -> int:
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
    again = " " * 19
    if figure.again is not None and figure.again_cpu is not None:
        again = f"{figure.again:9.1f} {figure.again_cpu:9.1f}"
    target = "" if figure.target is None else f"  (≤ {figure.target:.0f})"
    return (
        f"{figure.case:36} {figure.first:9.1f} {figure.first_p95:9.1f} {figure.cpu:9.1f} {again}"
        f" {figure.queries:8.0f} {figure.size:9.0f}{target}"
    )


def _table(figures: list[Figure]) -> str:
    """Return the figures as a Markdown table."""
    rows = [
        "| request | median, ms | p95, ms | CPU, ms | asked again, ms | CPU, ms | queries | KB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for one in figures:
        again, again_cpu = (
            "–" if figure is None else f"{figure:.1f}" for figure in (one.again, one.again_cpu)
        )
        rows.append(
            f"| {one.case} | {one.first:.1f} | {one.first_p95:.1f} | {one.cpu:.1f} | {again} "
            f"| {again_cpu} | {one.queries:.0f} | {one.size / 1000:.1f} |"
        )
    return "\n".join(rows)
