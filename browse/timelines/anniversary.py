"""On this day: what is dated on one day of any year, in either calendar."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.frame import errors_of_form
from browse.pages.claims import fetch_claims
from browse.pages.sentences import Teller
from browse.timelines.rows import NOBODY, dated_kinds
from browse.words import link, when
from dates import HistoricalDate
from dates.calendars import GREGORIAN, JULIAN, from_jdn, month_length, to_jdn
from dates.format import LANGUAGES
from entries.languages import current_language
from entries.models import Entry, Statement

MOST: Final = 200
"""Statements of one page, and as many entries."""
LEAP_YEAR: Final = 2000

CALENDARS: Final = (
    (GREGORIAN, gettext_lazy("New style (Gregorian)")),
    (JULIAN, gettext_lazy("Old style (Julian)")),
)


class DayForm(forms.Form):
    """A day of the year in a calendar. Nothing given is today."""

    month = forms.IntegerField(min_value=1, max_value=12, label=gettext_lazy("Month"))
    day = forms.IntegerField(min_value=1, max_value=31, label=gettext_lazy("Day"))
    calendar = forms.ChoiceField(choices=CALENDARS, label=gettext_lazy("Calendar"), required=False)

    def clean(self) -> None:
        """Refuse a day that no year has."""
        month, day = self.cleaned_data.get("month"), self.cleaned_data.get("day")
        if month and day and day > month_length(LEAP_YEAR, month):
            raise forms.ValidationError(_("This month has no such day."), code="impossible")


@dataclass(frozen=True, slots=True)
class DayPage:
    """All that the template is given."""

    errors: list[str]
    month: int
    day: int
    calendar: str
    label: str
    months: list[tuple[int, str, bool]]
    calendars: list[tuple[str, str | Promise, bool]]
    things: list[tuple[SafeString, SafeString]]
    cut: bool
    before: str
    after: str
    canonical: str
    asked: bool
    """Whether the address names a day."""


def build_day(params: QueryDict) -> DayPage:
    """Return what is dated on the day that the parameters name, the earliest first (four queries).

    A day of a year that is given alone, doubtful or not; a month or a year has no anniversary.
    """
    asked = any(params.get(name) for name in DayForm.base_fields)
    form = DayForm(params)
    valid = asked and form.is_valid()
    today = timezone.localdate()
    month: int = form.cleaned_data["month"] if valid else today.month
    day: int = form.cleaned_data["day"] if valid else today.day
    calendar: str = (valid and form.cleaned_data["calendar"]) or GREGORIAN
    things, cut = _things(month, day, calendar)
    return DayPage(
        errors=[one.removeprefix("__all__: ") for one in _errors(form)] if asked else [],
        month=month,
        day=day,
        calendar=calendar,
        label=day_in_words(month, day),
        months=[
            (number, name, number == month)
            for number, name in enumerate(LANGUAGES[current_language()].month_names, start=1)
        ],
        calendars=[(code, label, code == calendar) for code, label in CALENDARS],
        things=things,
        cut=cut,
        before=_address(*_beside(month, day, -1), calendar),
        after=_address(*_beside(month, day, 1), calendar),
        canonical=_address(month, day, calendar) if valid else reverse("browse:on-this-day"),
        asked=bool(asked),
    )


def _errors(form: forms.Form) -> list[str]:
    """Return what is wrong, first what is wrong with the day as a whole."""
    whole = [str(one) for one in form.non_field_errors()]
    form.errors.pop("__all__", None)
    return whole + errors_of_form(form)


def _things(
    month: int, day: int, calendar: str
) -> tuple[list[tuple[SafeString, SafeString]], bool]:
    """Return date and sentence of each, and whether there are more."""
    wanted = (month, day, calendar)
    statements = Statement.objects.public().standing().filter(date__on_this_day=wanted)
    claims = fetch_claims(statements.order_by("date_earliest", "pk")[: MOST + 1])
    entries = Entry.objects.published().filter(kind__in=dated_kinds(), span__on_this_day=wanted)
    own = list(entries.order_by("span_earliest", "pk")[: MOST + 1])
    teller = Teller(NOBODY)
    dated: list[tuple[HistoricalDate, SafeString]] = [
        (claim.date, teller.tell(claim)) for claim in claims[:MOST] if claim.date is not None
    ]
    dated += [(one.span, link(one)) for one in own[:MOST] if one.span is not None]
    dated.sort(key=lambda pair: pair[0].sort_key)
    cut = len(claims) > MOST or len(own) > MOST
    return [(when(date, "long"), sentence) for date, sentence in dated], cut


def day_in_words(month: int, day: int) -> str:
    """Return a day of the year for the reader: 7 November."""
    language = LANGUAGES[current_language()]
    return language.digits(language.day(str(day), month, "long"))


def _beside(month: int, day: int, step: int) -> tuple[int, int]:
    return from_jdn(to_jdn(LEAP_YEAR, month, day) + step)[1:]


def _address(month: int, day: int, calendar: str) -> str:
    query: dict[str, int | str] = {"month": month, "day": day}
    if calendar != GREGORIAN:
        query["calendar"] = calendar
    return f"{reverse('browse:on-this-day')}?{urlencode(query)}"
