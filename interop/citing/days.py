"""Dates in the words of a style: years alone, and days."""

from interop.citing.terms import Terms
from interop.citing.when import Parts, When


def year(when: When, terms: Terms, language: str) -> str:
    """“1915”, “1902–1904”, “[1902?]”, “[ca. 1902]”, “1930s”; the term for what has no date."""
    if not when.start:
        return when.words(language) or when.literal or terms.no_date
    bare = bare_year(when)
    if not when.circa:
        return bare
    return f"[{terms.about} {bare}]" if when.approximate else f"[{bare}?]"


def bare_year(when: When) -> str:
    """Return the year or years, whatever the doubt."""
    first = str(when.start[0])
    return f"{first}–{when.end[0]}" if when.end and when.end[0] != when.start[0] else first


def full(when: When, terms: Terms, language: str, months: tuple[str, ...] | None = None) -> str:
    """“January 29, 1915”, “September 5–8, 1915”; with the short months of a style if given.

    A Julian day stands in both calendars, in the archive's own words.
    """
    if not when.start:
        return when.words(language) or when.literal or terms.no_date
    if len(when.start) < 2:
        return year(when, terms, language)
    day_first = terms.day_first or months is not None
    if when.julian:
        return _in_both(when, terms, months or terms.months_of_day, day_first, True)
    text = _range(when.start, when.end, terms, months or terms.months_of_day, day_first, True)
    if not when.circa:
        return text
    return f"{terms.about} {text}" if when.approximate else f"[{text}?]"


def within_year(when: When, terms: Terms, language: str) -> str:
    """“January 29”, for a style that has said the year; nothing where only that is known."""
    if when.julian and len(when.start) > 1:
        return _in_both(when, terms, terms.months_of_day, terms.day_first, False)
    if len(when.start) < 2 or (when.end and when.end[0] != when.start[0]):
        return ""
    return _range(when.start, when.end, terms, terms.months_of_day, terms.day_first, False)


def _in_both(
    when: When, terms: Terms, months: tuple[str, ...], day_first: bool, with_year: bool
) -> str:
    """Return a Julian day as the thing itself has it, and as the Gregorian calendar does.

    The Gregorian year is said only where it is another one.
    """
    old = _range(when.start, when.end, terms, months, day_first, with_year)
    start, end = when.gregorian
    crossed = start[:1] != when.start[:1]
    new = _range(start, end, terms, months, day_first, crossed)
    return f"{old} {terms.old_style} ({new} {terms.new_style})"


def _range(
    start: Parts,
    end: Parts,
    terms: Terms,
    months: tuple[str, ...],
    day_first: bool,
    with_year: bool,
) -> str:
    """Return a day or month, or a range of them in which nothing is said twice."""
    if not end:
        return _one(start, terms, months, day_first, with_year)
    if start[0] != end[0]:
        ends = (_one(one, terms, months, day_first, with_year) for one in (start, end))
        return "–".join(ends)
    if len(start) == len(end) == 3 and start[1] == end[1]:
        days = f"{start[2]}–{end[2]}"
        return _placed(days, months[start[1] - 1], start[0] if with_year else None, day_first)
    first = _one(start, terms, months, day_first, False)
    last = _one(end, terms, months, day_first, with_year)
    return f"{first}–{last}"


def _one(
    parts: Parts, terms: Terms, months: tuple[str, ...], day_first: bool, with_year: bool
) -> str:
    own = parts[0] if with_year else None
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        names = terms.months if months is terms.months_of_day else months
        return f"{names[parts[1] - 1]} {own}" if own else names[parts[1] - 1]
    return _placed(str(parts[2]), months[parts[1] - 1], own, day_first)


def _placed(days: str, month: str, own: int | None, day_first: bool) -> str:
    """Return day, month and year in the order of the language."""
    text = f"{days} {month}" if day_first else f"{month} {days}"
    if own is None:
        return text
    return f"{text} {own}" if day_first else f"{text}, {own}"
