"""Asking the addresses that entries lead to, one after another, and keeping what came of it."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Final, TypeVar
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from desk.links.addresses import each_address
from desk.links.asking import Outcome, Verdict, ask
from desk.links.models import DEAD_AFTER, LONGEST, Link
from desk.worklists.inspecting import inspect

Thing = TypeVar("Thing")

PAUSE: Final = 2.0
"""Seconds between two requests to one host."""
AGAIN: Final = {
    Verdict.ALIVE: timedelta(days=30),
    Verdict.UNCLEAR: timedelta(days=30),
    Verdict.LATER: timedelta(days=1),
    Verdict.DEAD: timedelta(days=1),
}
"""When an address is asked again."""
LONG_DEAD: Final = timedelta(days=14)
"""When one is asked again that is known to be dead."""
BATCH: Final = 500


@dataclass(slots=True)
class Report:
    """What came of a round."""

    asked: int = 0
    dead: int = 0
    """That are dead now."""
    waiting: int = 0
    """That should have been asked as well."""


def check_links(
    most: int, *, asking: Callable[[str], Outcome] = ask, pause: float = PAUSE
) -> Report:
    """Ask at most so many of the addresses that are due, and bring the list of work up to date."""
    gather()
    due = list(Link.objects.due()[:most])
    report = Report()
    turned: set[str] = set()
    busy: set[str] = set()
    for link in _by_turns(due, busy, pause):
        outcome = asking(link.address)
        report.asked += 1
        if outcome.verdict is Verdict.LATER:
            busy.add(host_of(link.address))
        if note(link, outcome):
            turned.add(link.address)
    inspect_leading_to(turned)
    report.dead = Link.objects.dead().count()
    report.waiting = Link.objects.due().count()
    return report


def gather() -> None:
    """Note the addresses that entries lead to now, and forget those that none does any more."""
    now = timezone.now()
    addresses = (address for _pk, address in each_address() if len(address) <= LONGEST)
    for some in _batches(addresses):
        with transaction.atomic():
            rows = [Link(address=one, needed_at=now, next_at=now) for one in some]
            Link.objects.bulk_create(rows, ignore_conflicts=True)
            Link.objects.filter(address__in=some).update(needed_at=now)
    Link.objects.filter(needed_at__lt=now).delete()


def note(link: Link, outcome: Outcome) -> bool:
    """Keep what an address answered; tell whether it is dead now and was not, or the reverse."""
    now = timezone.now()
    was_dead = link.failed_days >= DEAD_AFTER
    failed_before = link.checked_at if link.failed_days else None
    link.checked_at, link.problem = now, outcome.problem
    if outcome.verdict is Verdict.DEAD:
        link.failed_at = link.failed_at or now
        if failed_before is None or failed_before.date() != now.date():
            link.failed_days = min(link.failed_days + 1, 9_999)
    elif outcome.verdict is not Verdict.LATER:
        link.failed_at, link.failed_days = None, 0
        link.dismissed_at = link.dismissed_by = None
        if outcome.verdict is Verdict.ALIVE:
            link.alive_at = now
    is_dead = link.failed_days >= DEAD_AFTER
    link.next_at = now + (LONG_DEAD if is_dead else AGAIN[outcome.verdict])
    link.save()
    return is_dead != was_dead


def host_of(address: str) -> str:
    """Return the host of an address."""
    return urlsplit(address).hostname or ""


def _by_turns(due: Iterable[Link], busy: set[str], pause: float) -> Iterator[Link]:
    """Yield the links host by host in turn, and none of a host sooner than `pause` seconds after.

    What is `busy` is left for another time.
    """
    waiting: dict[str, deque[Link]] = defaultdict(deque)
    for link in due:
        waiting[host_of(link.address)].append(link)
    hosts = deque((host, 0.0) for host in waiting)
    while hosts:
        host, free_at = hosts.popleft()
        if host in busy or not waiting[host]:
            continue
        time.sleep(max(free_at - time.monotonic(), 0))
        yield waiting[host].popleft()
        hosts.append((host, time.monotonic() + pause))


def inspect_leading_to(addresses: set[str]) -> None:
    """Inspect the entries that lead to these addresses: all that lead anywhere are looked at."""
    if not addresses:
        return
    keys = {pk for pk, address in each_address() if address in addresses}
    for some in _batches(sorted(keys)):
        with transaction.atomic():
            inspect(some)


def _batches(rows: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
