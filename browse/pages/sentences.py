"""A statement as a sentence, read from any of its ends."""

from functools import cache
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from browse.markup import fill
from browse.words import in_words, link
from entries.choices import Certainty, Rank
from entries.languages import Shown, current_language, show
from entries.models import Entry, Statement

VERDICTS = {
    Rank.PREFERRED: lambda: gettext("preferred"),
    Rank.DEPRECATED: lambda: gettext("no longer held"),
}
DOUBTS = {
    Certainty.PROBABLE: lambda: gettext("probable"),
    Certainty.POSSIBLE: lambda: gettext("possible, not certain"),
    Certainty.DISPUTED: lambda: gettext("disputed"),
}


class _Patterns(NamedTuple):
    """How the parts of a sentence are put together in one language."""

    pair: str
    at: str
    during: str
    comma: str


@cache
def _patterns(language: str) -> _Patterns:
    """Return the patterns of the active language; a page asks for them hundreds of times."""
    return _Patterns(
        pair=pgettext("statement", "{label} {object}"),
        at=gettext("at {place}"),
        during=gettext("in the course of {event}"),
        comma=pgettext("between the parts of a statement", ", "),
    )


def tell(statement: Statement, entry: Entry) -> SafeString:
    """Return the sentence as it stands on the page of `entry`, one of the ends of `statement`.

    The ends must have been fetched and be public. A statement of which `entry` is but the place
    or the event names its subject too.
    """
    patterns = _patterns(current_language())
    parts = [_main(statement, entry)]
    if statement.qualifier:
        parts.append(in_words(show(statement.qualifier)))
    place, event = statement.place, statement.event
    if place is not None and place.pk != entry.pk and not _place_is_object(statement):
        parts.append(fill(patterns.at, place=link(place)))
    if event is not None and event.pk != entry.pk:
        parts.append(fill(patterns.during, event=link(event)))
    return SafeString(patterns.comma.join(parts))


def verdict(statement: Statement) -> str:
    """Say what the archive thinks of the statement; nothing if it plainly holds with it."""
    words = [
        say()
        for say in (VERDICTS.get(Rank(statement.rank)), DOUBTS.get(Certainty(statement.certainty)))
        if say is not None
    ]
    return ", ".join(words)


def _main(statement: Statement, entry: Entry) -> SafeString:
    """Return label and object, as read from `entry`."""
    if statement.subject_id == entry.pk:
        return _forward(statement, _object(statement))
    if statement.object_id == entry.pk:
        return _pair(statement.property.backward, link(statement.subject))
    return fill(
        pgettext("statement with its subject", "{subject} {statement}"),
        subject=link(statement.subject),
        statement=_forward(statement, _object(statement, entry)),
    )


def _forward(statement: Statement, other: SafeString) -> SafeString:
    """Return the label as read from the subject, and what follows it, if anything."""
    if not other:
        return in_words(statement.property.alone)
    return _pair(statement.property.forward, other)


def _pair(label: Shown, other: SafeString) -> SafeString:
    """Return label and what follows it."""
    return fill(_patterns(current_language()).pair, label=in_words(label), object=other)


def _object(statement: Statement, entry: Entry | None = None) -> SafeString:
    """Return what the statement says of its subject: an entry, a text, or a place alone."""
    if statement.object is not None:
        return link(statement.object)
    if statement.value:
        return in_words(show(statement.value))
    if _place_is_object(statement) and statement.place is not None:
        if entry is not None and statement.place_id == entry.pk:
            return in_words(entry.label)
        return link(statement.place)
    return SafeString("")


def _place_is_object(statement: Statement) -> bool:
    """Tell whether the place stands where the object would: “born in” and nothing but a place."""
    return statement.object_id is None and not statement.value and statement.place_id is not None
