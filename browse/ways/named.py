"""What the parameter `with` names: entries of the archive, and in words what does not count."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from browse.kept.standing import Stand, find_each_stand
from browse.markup import fill
from browse.words import in_words, link
from entries import pid as pids
from entries.choices import Kind
from entries.models import Entry

MOST_READ: Final = 20
"""Identifiers of an address that are looked at."""
MOST_SIGNS: Final = 40
"""Signs of what is no identifier that are repeated to the reader."""


@dataclass(frozen=True, slots=True)
class Named:
    """Public entries, each once and in the order of the address, and notes for the reader."""

    entries: list[Entry]
    notes: list[SafeString]
    """What was left out, or stands for something else, and why."""


def read_named(params: QueryDict, most: int, kinds: tuple[str, ...] = ()) -> Named:
    """Return the entries of these kinds (without any, of all) that `with` names, at most `most`.

    What was merged is followed to its survivor. Of what was never public is said what is said of
    nonsense. Queries as for a reading list, see `find_each_stand`.
    """
    given = [text for raw in params.getlist("with") if (text := raw.strip())]
    wanted = given[:MOST_READ]
    valid = [text for text in dict.fromkeys(wanted) if pids.is_valid(text)]
    stands = {one.asked: one for one in find_each_stand(valid)}
    taken: dict[int, Entry] = {}
    notes: dict[SafeString, None] = {}
    for text in wanted:
        notes |= dict.fromkeys(_take(stands.get(text, Stand(text)), taken, most, kinds))
    if len(given) > MOST_READ:
        pattern = gettext("Only the first {most} identifiers of the address were looked at.")
        notes[fill(pattern, most=MOST_READ)] = None
    return Named(list(taken.values()), list(notes))


def _take(
    stand: Stand, taken: dict[int, Entry], most: int, kinds: tuple[str, ...]
) -> Iterator[SafeString]:
    """Add what stands for an identifier to what is taken, and yield what is to be said of it."""
    entry = stand.entry
    if entry is None:
        yield _missing(stand)
        return
    shown = link(entry)
    if stand.moved:
        yield fill(gettext("{pid} was merged into {entry}."), pid=stand.asked, entry=shown)
    if kinds and entry.kind not in kinds:
        labels = ", ".join(str(Kind(kind).label) for kind in kinds)
        pattern = gettext("{entry} was left out. What can be chosen here: {kinds}.")
        yield fill(pattern, entry=shown, kinds=labels)
    elif entry.pk in taken:
        yield fill(gettext("{entry} was named more than once and counts once."), entry=shown)
    elif len(taken) >= most:
        pattern = ngettext(
            "{entry} was left out: at most {most} entry can be chosen here.",
            "{entry} was left out: at most {most} entries can be chosen here.",
            most,
        )
        yield fill(pattern, entry=shown, most=most)
    else:
        taken[entry.pk] = entry


def _missing(stand: Stand) -> SafeString:
    """Say that nothing can be read under an identifier."""
    gone = stand.gone
    if gone is None:
        pattern = gettext("“{text}” was left out: no entry of this archive has this identifier.")
        return fill(pattern, text=stand.asked[:MOST_SIGNS])
    name = in_words(gone.label) if stand.is_named and gone.label.text else gone.pid
    shown = fill('<a href="{}">{}</a>', gone.get_absolute_url(), name)
    return fill(gettext("{entry} was left out: it is not public any more."), entry=shown)
