"""Reading histories back: each as it was, with its own moments, numbers and names.

What a database has of an entry beyond the package stays. Where both went different ways since, the
database keeps its own history, for the numbers of its versions may have been cited.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from pydantic import TypeAdapter, ValidationError

from entries.models import Entry
from exchange.errors import PackageError
from exchange.history.dump import files
from exchange.history.lines import (
    HeadLine,
    Line,
    PartLine,
    StateLine,
    parse_line,
    parse_user,
    parse_wording,
)
from exchange.history.marks import load_closures, load_log, load_merges
from exchange.history.states import load_parts, missing_states
from history.models import Wording

T = TypeVar("T")
People = dict[str, int]


def load_history(folder: Path, known: Collection[str], left: Collection[str]) -> None:
    """Read all histories below `folder`, which may be missing; those of `left` stay as they are.

    The entries have been read. Of those that were not `known` before, it is set as well who made
    and changed them, and when. One file at a time, some hundred rows of it. Raises PackageError.
    """
    if not folder.is_dir():
        return
    people = _load_people(folder / "users.jsonl")
    _load_wordings(folder / "wordings.jsonl")
    for path in files(folder):
        lines = read_lines(path, parse_line)
        head = next(lines, None)
        if not isinstance(head, HeadLine):
            raise PackageError(f"{path}: the first line does not say whose history it is")
        if head.pid in left:
            continue
        pk = Entry.objects.filter(pid=head.pid).values_list("pk", flat=True).first()
        if pk is not None and head.pid not in known:
            _set_head(pk, head, people)
        try:
            _load_rows(head, pk, lines, people)
        except LookupError as error:
            raise PackageError(f"{path}: there is no {error}") from error


def _load_rows(head: HeadLine, pk: int | None, lines: Iterator[Line], people: People) -> None:
    """Read the rows of one entry; raises LookupError for what they name and is not there."""
    moments: dict[str, dict[int, Any]] = {}
    for what, group in groupby(lines, key=lambda line: line.what):
        rows = cast("Iterable[Any]", group)
        store = what.partition("-")[0]
        if store != "revision" and pk is None:
            raise LookupError(f"entry {head.pid}")
        if what == "log":
            load_log(cast("int", pk), rows, people)
        elif what == "closure":
            load_closures(cast("int", pk), rows, people)
        elif what == "merge":
            load_merges(cast("int", pk), rows, people)
        elif what in {"version", "revision"}:
            states = [row for row in rows if isinstance(row, StateLine)]
            if missing_states(what, head, pk, states, people):
                moments[store] = {state.number: state.at for state in states}
        elif store in moments:
            parts = (row for row in rows if isinstance(row, PartLine))
            load_parts(store, head, pk, parts, moments[store])


def _set_head(pk: int, head: HeadLine, people: People) -> None:
    """Set what a record does not hold."""
    if head.created_at is None or head.changed_at is None:
        return
    Entry.objects.filter(pk=pk).update(
        revision=head.revision,
        created_at=head.created_at,
        created_by=people.get(head.created_by),
        changed_at=head.changed_at,
        changed_by=people.get(head.changed_by),
    )


def _load_people(path: Path) -> People:
    """Return the users by name. Who has no account gets one that nobody can log in to."""
    people = dict(User.objects.values_list("username", "pk"))
    if path.exists():
        for one in read_lines(path, parse_user):
            if one.username not in people:
                user = User(**one.model_dump(), is_active=False)
                user.set_unusable_password()
                user.save()
                people[one.username] = user.pk
    return people


def _load_wordings(path: Path) -> None:
    """Read what properties and terms were called before."""
    if not path.exists():
        return
    held = set(Wording.objects.values_list("scheme", "code", "until"))
    given = list(read_lines(path, parse_wording))
    new = [one for one in given if (one.scheme, one.code, one.until) not in held]
    Wording.objects.bulk_create([Wording(**one.model_dump()) for one in new], batch_size=500)


def read_lines(path: Path, adapter: TypeAdapter[T]) -> Iterator[T]:
    """Yield the lines of a file; raises PackageError with the number of the line at fault."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield adapter.validate_json(line)
            except ValidationError as error:
                raise PackageError(f"{path}, line {number}: {error}") from error
