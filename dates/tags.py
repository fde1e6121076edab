"""Template filters for historical dates: `{% load dates %}`.

{{ statement.date|in_words }}              9 January 1905 O.S. (22 January N.S.)
{{ statement.date|in_words:"short" }}      9 Jan 1905 O.S.
{{ statement.date|in_words:"th" }}         in another language than the reader's
{{ statement.date|in_words:"buddhist" }}   with the year of the Buddhist Era
{{ statement.date|time_element }}          the same in `<time>`, for machines as well
{{ version.at|day_in_words }}              28 November 2026: a moment of our own time
"""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dates.format import LANGUAGES, Style
from dates.historical import HistoricalDate

register = template.Library()


@register.filter
def in_words(said: HistoricalDate | None, how: str = "long") -> str:
    """Say a date; `how` names, in any order, a style, a language, and `buddhist`. None is empty."""
    if said is None:
        return ""
    asked = how.split()
    style: Style = "short" if "short" in asked else "long"
    language = next((word for word in asked if word in LANGUAGES), get_language() or "en")
    return said.format(f"{language}-u-ca-buddhist" if "buddhist" in asked else language, style)


@register.filter
def time_element(said: HistoricalDate | None, how: str = "long") -> SafeString:
    """Say a date in `<time>` with the Gregorian day, month or year, as far as HTML can name it."""
    machine = said.iso() if said is not None else None
    if machine is None:
        return format_html("{}", in_words(said, how))
    return format_html('<time datetime="{}">{}</time>', machine, in_words(said, how))


@register.filter
def day_in_words(moment: date | datetime | None, how: str = "long") -> str:
    """Say the day of a moment of our own time as historical dates are said; None is empty.

    So that a reader meets one form of dates, with one kind of digits and one era.
    """
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return in_words(HistoricalDate(moment.isoformat()), how)
