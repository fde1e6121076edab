"""A statement as a sentence, read from any of its ends."""

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from browse.markup import fill, without_marks
from browse.pages.claims import Claim, End
from browse.words import Linker, cut_short, in_words, when_in
from dates import JULIAN, HistoricalDate
from entries.choices import Certainty, Rank
from entries.languages import current_language, show
from entries.models import Entry, Property, Statement

VERDICTS: Final[dict[str, Callable[[], str]]] = {
    Rank.PREFERRED: lambda: gettext("preferred"),
    Rank.DEPRECATED: lambda: gettext("no longer held"),
}
DOUBTS: Final[dict[str, Callable[[], str]]] = {
    Certainty.PROBABLE: lambda: gettext("probable"),
    Certainty.POSSIBLE: lambda: gettext("possible, not certain"),
    Certainty.DISPUTED: lambda: gettext("disputed"),
}

LONGEST: Final = 160
"""Letters of a sentence at a mark in a picture, where nobody reads on."""

_PLACE: Final = "\0"
"""Stands where the object belongs."""


class _Patterns(NamedTuple):
    """How the parts of a sentence are put together in one language."""

    pair: str
    at: str
    during: str
    comma: str
    whole: str


@cache
def _patterns(language: str) -> _Patterns:
    """Return the patterns of the active language; a page asks for them hundreds of times."""
    return _Patterns(
        pair=pgettext("statement", "{label} {object}"),
        at=gettext("at {place}"),
        during=gettext("in the course of {event}"),
        comma=pgettext("between the parts of a statement", ", "),
        whole=pgettext("statement with its subject", "{subject} {statement}"),
    )


class Teller:
    """Tells statements on the page of one entry, in the language of the request.

    It remembers links and labels, for statements of a page share most of them, and what it told:
    a picture says the same once more.
    """

    def __init__(self, reader: int) -> None:
        """Tell them on the page of the entry with the key `reader`."""
        self.entry = reader
        self.language = current_language()
        self._patterns = _patterns(self.language)
        self._linker = Linker(self.language)
        self._told: dict[str, SafeString] = {}
        self._links: dict[int, SafeString] = {}
        self._labels: dict[tuple[int, str], SafeString] = {}
        self._pairs: dict[tuple[int, str], tuple[str, str]] = {}
        """What stands before and after the object, by property and way to read it."""

    def tell(self, statement: Claim | Statement) -> SafeString:
        """Return the sentence as it stands on the page: the entry is an end of `statement`.

        The ends must have been fetched and be public. A statement of which the entry is but the
        place or the event names its subject too.
        """
        told = self._told.get(statement.uid)
        if told is None:
            told = self._told[statement.uid] = self._tell(statement)
        return told

    def _tell(self, statement: Claim | Statement) -> SafeString:
        """Return the sentence, put together."""
        parts = [self._main(statement)]
        if statement.qualifier:
            parts.append(in_words(show(statement.qualifier, self.language)))
        place, event = statement.place, statement.event
        if place is not None and place.pk != self.entry and not _place_is_object(statement):
            parts.append(fill(self._patterns.at, place=self._link(place)))
        if event is not None and event.pk != self.entry:
            parts.append(fill(self._patterns.during, event=self._link(event)))
        return SafeString(self._patterns.comma.join(parts))

    def say(self, statement: Claim | Statement) -> str:
        """Return the sentence as plain words, for a mark in a picture of the entry."""
        return in_brief(self.tell(statement))

    def when(self, date: HistoricalDate | None) -> SafeString:
        """Return the date beside a sentence: of a day of the old calendar also that of the new."""
        old = date is not None and date.calendar == JULIAN
        return when_in(self.language, date, "long" if old else "short")

    def verdict(self, statement: Claim) -> str:
        """Say what the archive thinks of the statement; nothing if it plainly holds with it."""
        held = VERDICTS.get(statement.rank)
        doubt = DOUBTS.get(statement.certainty)
        if held is None and doubt is None:
            return ""
        return ", ".join(say() for say in (held, doubt) if say is not None)

    def _main(self, statement: Claim | Statement) -> SafeString:
        """Return label and object, as read from the entry."""
        if statement.subject_id == self.entry:
            return self._forward(statement)
        if statement.object_id == self.entry:
            return self._pair(statement.property, "backward", self._link(statement.subject))
        return fill(
            self._patterns.whole,
            subject=self._link(statement.subject),
            statement=self._forward(statement),
        )

    def _forward(self, statement: Claim | Statement) -> SafeString:
        """Return the label as read from the subject, and what follows it, if anything."""
        other = self._object(statement)
        if not other:
            return self._label(statement.property, "alone")
        return self._pair(statement.property, "forward", other)

    def _pair(self, one: Property, way: str, other: SafeString) -> SafeString:
        """Return a label of the property and what follows it."""
        around = self._pairs.get((one.pk, way))
        if around is None:
            whole = fill(self._patterns.pair, label=self._label(one, way), object=_PLACE)
            before, _, after = whole.partition(_PLACE)
            around = self._pairs[one.pk, way] = (before, after)
        return SafeString(f"{around[0]}{other}{around[1]}")

    def _object(self, statement: Claim | Statement) -> SafeString:
        """Return what the statement says of its subject: an entry, a text, or a place alone."""
        if statement.object is not None:
            return self._link(statement.object)
        if statement.value:
            return in_words(show(statement.value, self.language))
        if _place_is_object(statement) and statement.place is not None:
            if statement.place_id == self.entry:
                return in_words(statement.place.label_in(self.language))
            return self._link(statement.place)
        return SafeString("")

    def _link(self, end: End | Entry) -> SafeString:
        """Return the link to an end."""
        if end.pk not in self._links:
            self._links[end.pk] = self._linker(end)
        return self._links[end.pk]

    def _label(self, one: Property, way: str) -> SafeString:
        """Return the label `forward`, `backward` or `alone` of the property."""
        if (one.pk, way) not in self._labels:
            self._labels[one.pk, way] = in_words(getattr(one, way))
        return self._labels[one.pk, way]


def in_brief(sentence: SafeString) -> str:
    """Return a sentence that was told as plain words, shortened where it is very long."""
    return cut_short(without_marks(sentence), LONGEST)


def _place_is_object(statement: Claim | Statement) -> bool:
    """Tell whether the place stands where the object would: “born in” and nothing but a place."""
    return statement.object_id is None and not statement.value and statement.place_id is not None
