"""What an entry alone may have: a statement's anchor, an identifier in an authority file.

Records that are read together may pass such a row from one entry to another, as a merge and its
undoing do. Whoever had it gives it up first; the record of the one that gives it up is then read
whatever it says, for the row is gone.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from entries.models import Identifier, Statement
from records.columns import RecordError
from records.schema import EntryRecord

BATCH = 500

K = TypeVar("K")


def give_up(records: Sequence[EntryRecord]) -> set[str]:
    """Delete rows that these records give to another entry; return the pids of their holders.

    Raises RecordError if two records claim the same, or if the holder has no record here: what
    nobody said to change stays as it is.
    """
    holders = _give_up_statements(_claims((one.id, r.pid) for r in records for one in r.statements))
    holders |= _give_up_identifiers(
        _claims(((one.scheme, one.value), r.pid) for r in records for one in r.identifiers)
    )
    strangers = holders.keys() - {record.pid for record in records}
    for pid in strangers:
        raise RecordError(f"{holders[pid]} belongs to {pid}.")
    return set(holders)


def _give_up_statements(claims: dict[str, str]) -> dict[str, str]:
    """Return those who had statements that others claim, with one such statement each."""
    holders = {}
    for uids in _batches(claims):
        for one in Statement.objects.filter(uid__in=uids).select_related("subject"):
            if one.subject.pid != claims[one.uid]:
                holders[one.subject.pid] = f"Statement {one.uid}"
                Statement.objects.filter(pk=one.pk).delete()
    return holders


def _give_up_identifiers(claims: dict[tuple[str, str], str]) -> dict[str, str]:
    """Return those who had identifiers that others claim, with one such identifier each."""
    holders = {}
    for keys in _batches(claims):
        values = [value for _scheme, value in keys]
        for one in Identifier.objects.filter(value__in=values).select_related("entry"):
            if claims.get((one.scheme, one.value), one.entry.pid) != one.entry.pid:
                holders[one.entry.pid] = str(one)
                one.delete()
    return holders


def _claims(pairs: Iterable[tuple[K, str]]) -> dict[K, str]:
    """Return who claims what; raises RecordError if two do."""
    claims: dict[K, str] = {}
    for key, pid in pairs:
        if claims.setdefault(key, pid) != pid:
            raise RecordError(f"{key} is claimed by {claims[key]} as well.", pid)
    return claims


def _batches(keys: Iterable[K]) -> Iterator[list[K]]:
    """Yield the keys in lists that a query can take."""
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch
