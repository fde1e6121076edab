"""Template filters for historical dates: `{% load dates %}`.

{{ statement.date|in_words }}              9 January 1905 O.S. (22 January N.S.)
{{ statement.date|in_words:"short" }}      9 Jan 1905 O.S.
{{ statement.date|in_words:"th" }}         in another language than the reader's
{{ statement.date|in_words:"buddhist" }}   with the year of the Buddhist Era
{{ statement.date|time_element }}          the same in `<time>`, for machines as well
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dates.format import LANGUAGES, Style
from dates.historical import HistoricalDate

register = template.Library()


@register.filter
def in_words(date: HistoricalDate | None, how: str = "long") -> str:
    """Say a date; `how` names, in any order, a style, a language, and `buddhist`. None is empty."""
    if date is None:
        return ""
    asked = how.split()
    style: Style = "short" if "short" in asked else "long"
    language = next((word for word in asked if word in LANGUAGES), get_language() or "en")
    return date.format(f"{language}-u-ca-buddhist" if "buddhist" in asked else language, style)


@register.filter
def time_element(date: HistoricalDate | None, how: str = "long") -> SafeString:
    """Say a date in `<time>` with the Gregorian day, month or year, as far as HTML can name it."""
    machine = date.iso() if date is not None else None
    if machine is None:
        return format_html("{}", in_words(date, how))
    return format_html('<time datetime="{}">{}</time>', machine, in_words(date, how))
