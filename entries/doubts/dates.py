"""Dates that cannot all be right: lives, events, and what is said of them.

A life is the span that an entry keeps (`entries.derive`), which counts in whole years, so what is
told here is off by a year at least. What the archive no longer holds with is left in peace. Bounds
that are open or unknown contradict nothing: a comparison with NULL is never true.
"""

from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.choices import Kind, Rank
from entries.doubts.checks import Check, when
from entries.languages import show
from entries.models import Entry, Property, Statement

YEAR: Final = 366
"""Days; a leap year, so that no life is found too long by a day."""
LONGEST_LIFE: Final = 110
YOUNGEST_PARENT: Final = 12

# Codes of properties, which never change. What is not in the vocabulary does no harm here.
NOT_IN_LIFE: Final = (
    "age", "awarded", "based-on", "became", "buried-at", "depicted-on", "described-as",
    "honoured-by", "influenced", "named-after", "nationality", "part-of", "preserved-in",
    "related-to",
)  # fmt: skip
"""What may be said of somebody dead, or of a time before the birth."""
IN_PERSON: Final = (
    "arrested", "chaired", "delegate-at", "exiled-to", "expelled-from", "imprisoned-at",
    "killed-in", "led", "organised", "participated-in", "released", "sentenced", "signed",
)  # fmt: skip
"""What one has to be there for."""
FACE_TO_FACE: Final = (
    "ally-of", "appointed", "associate-of", "attacked", "corresponded-with", "killed",
    "lived-with", "met", "negotiated-with", "partner-of", "separated-from", "spouse-of", "watched",
)  # fmt: skip
"""What two persons can only do while both live."""
MADE: Final = ("contributed-to", "edited", "translated", "wrote")
"""What takes a living maker; it may come out when the maker is dead."""
WITHIN: Final = ("held-office", "left", "left-office", "member-of")
"""What takes an organisation that exists."""

HELD: Final = ~Q(rank=Rank.DEPRECATED)
OF_PERSON: Final = HELD & Q(subject__kind=Kind.PERSON)
LIVED: Final = Q(property__boundary="") & ~Q(property__code__in=NOT_IN_LIFE)
"""Birth and death themselves may compete with others."""
ENDS: Final = ("subject", "object", "event")
NEEDS: Final = ("property", *ENDS)


def _apart(one: str, other: str) -> Q:
    """Return the condition that two spans have no day in common."""
    before = Q(**{f"{one}_latest__lt": F(f"{other}_earliest")})
    return before | Q(**{f"{one}_earliest__gt": F(f"{other}_latest")})


def _told(one: Statement) -> dict[str, str]:
    """Return what sentences about a statement may name."""
    what = str(one.object or "") or show(one.value).text
    event = one.event or one.object
    return {
        "statement": " ".join(filter(None, (str(one.property), what))),
        "date": when(one.date),
        "subject": str(one.subject),
        "subject_years": when(one.subject.span),
        "object": str(one.object or ""),
        "object_years": when(one.object.span) if one.object is not None else "",
        "event": str(event or ""),
        "event_years": when(event.span) if event is not None else "",
    }


def _say_life(one: Statement) -> str:
    return _("“%(statement)s” is dated %(date)s, but %(subject)s: %(subject_years)s.") % _told(one)


def _say_event(one: Statement) -> str:
    sentence = _(
        "“%(statement)s”: %(event)s is dated %(event_years)s, but %(subject)s: %(subject_years)s."
    )
    return sentence % _told(one)


def _say_other_date(one: Statement) -> str:
    return _("“%(statement)s” is dated %(date)s, but %(event)s: %(event_years)s.") % _told(one)


def _say_both(one: Statement) -> str:
    sentence = _("“%(statement)s”: %(subject)s, %(subject_years)s; %(object)s, %(object_years)s.")
    return sentence % _told(one)


def _say_turned(one: Statement) -> str:
    return _("“%(statement)s” is dated %(date)s, after the end of the same life.") % _told(one)


def _say_long(entry: Entry) -> str:
    told = {"entry": str(entry), "years": when(entry.span), "most": LONGEST_LIFE}
    return _("%(entry)s, %(years)s: a life of more than %(most)d years.") % told


def _check(code: str, title: Any, condition: Q, say: Any) -> Check:
    return Check(code, "dates", title, Statement, condition, say, "subject", ENDS, NEEDS)


def _earlier_end() -> Exists:
    """Return whether the same life has an end that lies before this beginning."""
    ends = Statement.objects.filter(
        subject=OuterRef("subject"),
        property__boundary=Property.Boundary.END,
        date_latest__lt=OuterRef("date_earliest"),
    )
    return Exists(ends.exclude(rank=Rank.DEPRECATED))


_TAKES_PART: Final = Q(property__code__in=IN_PERSON, object__kind=Kind.EVENT)

CHECKS: Final = (
    _check(
        "life-turned-round",
        gettext_lazy("The end lies before the beginning"),
        HELD & Q(property__boundary=Property.Boundary.BEGIN) & Q(_earlier_end()),
        _say_turned,
    ),
    _check(
        "after-death",
        gettext_lazy("Did something after death"),
        OF_PERSON & LIVED & Q(date_earliest__gt=F("subject__span_latest")),
        _say_life,
    ),
    _check(
        "before-birth",
        gettext_lazy("Did something before birth"),
        OF_PERSON & LIVED & Q(date_latest__lt=F("subject__span_earliest")),
        _say_life,
    ),
    _check(
        "event-outside-life",
        gettext_lazy("Took part in an event outside their life"),
        OF_PERSON
        & (
            (_TAKES_PART & _apart("object__span", "subject__span"))
            | (LIVED & Q(event__isnull=False) & _apart("event__span", "subject__span"))
        ),
        _say_event,
    ),
    _check(
        "date-outside-event",
        gettext_lazy("Dated outside the event"),
        HELD
        & (
            (_TAKES_PART & _apart("date", "object__span"))
            | (Q(event__isnull=False) & _apart("date", "event__span"))
        ),
        _say_other_date,
    ),
    _check(
        "never-together",
        gettext_lazy("Two who did not live at the same time"),
        OF_PERSON
        & Q(property__code__in=FACE_TO_FACE, object__kind=Kind.PERSON)
        & (_apart("subject__span", "object__span") | _apart("date", "object__span")),
        _say_both,
    ),
    _check(
        "parent-too-young",
        gettext_lazy("Parent younger than a child can have"),
        OF_PERSON
        & Q(
            property__code="parent-of",
            subject__span_earliest__gt=F("object__span_earliest") - YOUNGEST_PARENT * YEAR,
        ),
        _say_both,
    ),
    _check(
        "made-before-birth",
        gettext_lazy("Wrote or edited before birth"),
        OF_PERSON & Q(property__code__in=MADE, object__span_latest__lt=F("subject__span_earliest")),
        _say_both,
    ),
    _check(
        "organisation-not-there",
        gettext_lazy("In an organisation before it began or after it ended"),
        HELD
        & Q(property__code__in=WITHIN, object__kind=Kind.ORGANISATION)
        & _apart("date", "object__span"),
        _say_other_date,
    ),
    Check(
        "life-too-long",
        "dates",
        gettext_lazy("A life too long"),
        Entry,
        Q(
            kind=Kind.PERSON,
            span_latest__gt=F("span_earliest") + LONGEST_LIFE * YEAR,
        ),
        _say_long,
        "pk",
        ("pk",),
    ),
)
