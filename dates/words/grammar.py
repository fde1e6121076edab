"""How dates stand together: from one to another, before, after, and one day in two calendars."""

from dataclasses import dataclass, replace
from typing import Literal

from dates.bounds import bounds
from dates.calendars import GREGORIAN, JULIAN, Calendar
from dates.edtf import APPROXIMATE, UNCERTAIN, read
from dates.errors import DateError
from dates.historical import HistoricalDate
from dates.words.point import Point, completed, make_point, put, style_of, to_edtf
from dates.words.tokens import Kind, Token

Shape = Literal[
    "single", "range", "since", "until", "either", "both", "unknown-start", "unknown-end"
]

_JOINTS: tuple[Kind, ...] = ("to", "dash", "and", "or")


@dataclass(frozen=True, slots=True)
class Expression:
    """One or two points, and how they make a date."""

    shape: Shape
    points: tuple[Point, ...]


def evaluate(
    tokens: list[Token], text: str, calendar: Calendar | None, *, buddhist: bool
) -> HistoricalDate:
    """The date that the tokens mean; `buddhist` takes a bare late Thai year for a Buddhist one."""
    tokens, thai = _cut_buddhist_year(tokens)
    if thai:
        date = evaluate(tokens, text, calendar, buddhist=buddhist)
        return _with_buddhist_year(date, _expression(thai, buddhist=buddhist), text)
    outer, inner = _cut_brackets(tokens)
    slashed = [number for number, token in enumerate(outer) if token.kind == "slash"]
    if inner is None and len(slashed) == 1:
        outer, inner = outer[: slashed[0]], outer[slashed[0] + 1 :]
    first = _expression(outer, buddhist=buddhist)
    if inner is None:
        style = style_of(first.points, calendar, text)
        return _historical(_edtf(first, style), style, text)
    return _in_both_calendars(first, _expression(inner, buddhist=buddhist), text, calendar)


def _cut_buddhist_year(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens without a last bracket that holds a year of the Buddhist Era, and that year."""
    kinds = [token.kind for token in tokens]
    if kinds[-1:] == ["close"] and "open" in kinds:
        start = len(kinds) - 1 - kinds[::-1].index("open")
        inner = tokens[start + 1 : -1]
        if start and any(token.kind == "era" and token.value == "be" for token in inner):
            return tokens[:start], inner
    return tokens, []


def _with_buddhist_year(date: HistoricalDate, other: Expression, text: str) -> HistoricalDate:
    """The date, once the year of the Buddhist Era beside it is found to be of the same time."""
    thai = HistoricalDate(_edtf(other, GREGORIAN))
    first, last = date.earliest, date.latest
    if (thai.earliest or 0) > (last if last is not None else 10**9) or (thai.latest or 0) < (
        first if first is not None else -(10**9)
    ):
        raise DateError("disagree", text)
    return date


def _historical(edtf: str, calendar: Calendar, text: str) -> HistoricalDate:
    """The date, any fault in it told in the words that were given."""
    try:
        return HistoricalDate(edtf, calendar, text)
    except DateError as error:
        raise DateError(error.code, text) from error


def _cut_brackets(tokens: list[Token]) -> tuple[list[Token], list[Token] | None]:
    """The tokens outside and inside brackets; brackets around a style alone are left away."""
    kinds = [token.kind for token in tokens]
    if "open" not in kinds:
        return tokens, None
    start = kinds.index("open")
    end = kinds.index("close") if "close" in kinds else -1
    marks = [kind for kind in kinds if kind in ("open", "close", *_JOINTS)]
    if marks[:2] + marks[3:] == ["open", "close"] * 2:  # both ends of a range in both calendars
        joint = next(number for number, kind in enumerate(kinds) if kind in _JOINTS)
        first, last = _cut_brackets(tokens[:joint]), _cut_brackets(tokens[joint + 1 :])
        outer, between = [*first[0], tokens[joint], *last[0]], [tokens[joint]]
        if first[1] is None and last[1] is None:
            return outer, None
        return outer, (first[1] or []) + between + (last[1] or [])
    if end < start or kinds.count("open") > 1 or kinds.count("close") > 1:
        raise DateError("not-understood", tokens[start].text)
    outer, inner = tokens[:start] + tokens[end + 1 :], tokens[start + 1 : end]
    if not outer and inner:  # "[May 1905]": not on the title page, but known to the cataloguer
        return inner, None
    if all(token.kind in ("style", "doubt", "circa", "era") for token in inner):
        return tokens[:start] + inner + tokens[end + 1 :], None
    return outer, inner


# One expression


def _expression(tokens: list[Token], *, buddhist: bool) -> Expression:
    if len(tokens) > 1 and tokens[-1].kind == "style":  # said of the whole
        expression = _expression(tokens[:-1], buddhist=buddhist)
        put(expression.points[-1], "style", tokens[-1])
        return expression
    shape, parts = _shape(tokens)
    points = tuple(replace(make_point(part), buddhist=buddhist) for part in parts)
    if len(points) == 2:
        first, last = points
        next_year = (first.year or 0) + 1
        if first.season == 24 and last.only_a_year and last.year == next_year:
            return Expression("single", (first,))  # "winter 1904–1905" is one winter
        if not first.dated:  # "about 5–8 September": the one word is for both
            last = replace(last, flags=last.flags | first.flags)
        if _is_fused(tokens):
            first, last = _both_decades(first, last, tokens)
            last = replace(last, flags=last.flags | (first.flags & APPROXIMATE))
            if tokens[-1].text == "(?)":
                first = replace(first, flags=first.flags | UNCERTAIN)
        points = (completed(first, last), completed(last, first))
    elif len(points) > 2:
        points = tuple(completed(point, points[-1]) for point in points)
    return Expression(shape, points)


def _both_decades(first: Point, last: Point, tokens: list[Token]) -> tuple[Point, Point]:
    """The dates, if "decade" before them or the ending of the second is meant for both."""
    if tokens[0].kind == "decade-word" and last.only_a_year:
        return first, replace(last, decade=True)
    if tokens[-1].kind == "decade" and first.only_a_year and (first.year or 0) % 10 == 0:
        return replace(first, decade=True), last
    return first, last


def _is_fused(tokens: list[Token]) -> bool:
    """Whether a dash without blanks makes one thing of two dates: "about 1904–1907"."""
    return any(
        token.kind == "dash" and before.end == token.start and token.end == after.start
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _shape(tokens: list[Token]) -> tuple[Shape, list[list[Token]]]:
    """How the tokens are built, and the tokens of each date in them."""
    if all(token.kind == "comma" for token in tokens):
        raise DateError("incomplete", "")
    kinds = [token.kind for token in tokens]
    if kinds[0] == "onwards":  # "on 9 January"
        return _shape(tokens[1:])
    opening = kinds[0] if kinds[0] in ("from", "since", "between") else None
    rest = tokens[1:] if opening else tokens
    if "comma" in kinds:
        if _is_list(rest):
            return _listed(rest)
        rest = [token for token in rest if token.kind != "comma"]
        kinds = [token.kind for token in rest]
    if len(rest) > 2 and kinds[0] == "after" and "before" in kinds:  # "after May and before July"
        border = kinds.index("before")
        first = [token for token in rest[1:border] if token.kind != "and"]
        return "range", [first, rest[border + 1 :]]
    joint = _joint(rest)
    if joint is not None:
        return _joined(rest, joint, between=opening == "between")
    if opening == "between":
        raise DateError("incomplete", tokens[0].text)
    return _alone(rest, begins=opening is not None)


def _alone(tokens: list[Token], *, begins: bool) -> tuple[Shape, list[list[Token]]]:
    """One date, and the words that say it is a beginning or an end."""
    kind = tokens[0].kind if tokens else "from"
    if kind in ("before", "to") and not begins:
        return "until", [tokens[1:]]
    if kind == "after" and not begins:
        return "since", [tokens[1:]]
    if kind == "dash":  # "–1905"
        return "until", [tokens[1:]]
    if tokens[-1:] and tokens[-1].kind == "dash":  # "1905–"
        return "since", [tokens[:-1]]
    if begins or tokens[-1].kind == "onwards":
        return "since", [_without_onwards(tokens)]
    return "single", [tokens]


def _without_onwards(tokens: list[Token]) -> list[Token]:
    return tokens[:-1] if tokens and tokens[-1].kind == "onwards" else tokens


def _joint(tokens: list[Token]) -> int | None:
    """Where the word or mark stands that joins two dates."""
    inner = range(1, len(tokens) - 1)
    found = [number for number in inner if tokens[number].kind in _JOINTS]
    if len(found) > 1:
        raise DateError("not-understood", tokens[found[1]].text)
    return found[0] if found else None


def _is_list(tokens: list[Token]) -> bool:
    """Whether commas part dates, of which the last has "and" or "or" before it.

    "5, 7 and 9 September" are days, "1905, 1906 or 1907" years; but "May 9, 1905 and June 1, 1906"
    are two dates with commas in them.
    """
    kinds = [token.kind for token in tokens]
    if sum(kind in _JOINTS for kind in kinds) != 1 or not {"and", "or"} & set(kinds):
        return False
    joint = next(number for number, kind in enumerate(kinds) if kind in _JOINTS)
    if "comma" in kinds[joint:]:
        return False
    parts: list[list[Token]] = [[]]
    for token in tokens[:joint]:
        if token.kind == "comma":
            parts.append([])
        else:
            parts[-1].append(token)
    dated = [any(_tells_year(token) for token in part) for part in parts]
    return all(dated) or not any(dated)


def _tells_year(token: Token) -> bool:
    if token.kind == "number":
        return isinstance(token.value, int) and token.value >= 100
    return token.kind in ("ymd", "span", "decade", "century", "era")


def _listed(tokens: list[Token]) -> tuple[Shape, list[list[Token]]]:
    """More than two dates, with "and" or "or" before the last."""
    parts: list[list[Token]] = [[]]
    joints = {token.kind for token in tokens if token.kind in _JOINTS}
    for token in tokens:
        if token.kind == "comma" or token.kind in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(token)
    return "either" if joints == {"or"} else "both", parts


def _joined(tokens: list[Token], joint: int, *, between: bool) -> tuple[Shape, list[list[Token]]]:
    first, last, kind = tokens[:joint], tokens[joint + 1 :], tokens[joint].kind
    if kind == "or":
        return "either", [first, last]
    if kind == "and" and not between:
        return "both", [first, last]
    if [token.kind for token in last] == ["doubt"]:
        return "unknown-end", [first]
    if [token.kind for token in first] == ["doubt"]:
        return "unknown-start", [last]
    return "range", [first, last]


def _edtf(expression: Expression, style: Calendar) -> str:
    ends = [to_edtf(point, style) for point in expression.points]
    start, end = ends[0][0], ends[-1][1]
    match expression.shape:
        case "single" | "range":
            return start if expression.shape == "single" and start == end else f"{start}/{end}"
        case "since" | "unknown-end":
            return f"{start}/.." if expression.shape == "since" else f"{start}/"
        case "until" | "unknown-start":
            return f"../{end}" if expression.shape == "until" else f"/{end}"
        case _:
            members = ",".join(
                first if first == last else f"{first}..{last}" for first, last in ends
            )
            return f"[{members}]" if expression.shape == "either" else f"{{{members}}}"


# One day in two calendars


def _in_both_calendars(
    first: Expression, second: Expression, text: str, calendar: Calendar | None
) -> HistoricalDate:
    """A date given in both: the Julian one, once the other is found to be the same day."""
    if calendar == GREGORIAN:
        raise DateError("calendar", text)
    if first.shape != second.shape or first.shape not in ("single", "range"):
        raise DateError("not-understood", second.points[0].text)
    pairs = zip(first.points, second.points, strict=True)
    return _historical("/".join(_julian(one, other, text) for one, other in pairs), JULIAN, text)


def _julian(one: Point, other: Point, text: str) -> str:
    """The EDTF of the Julian day of a pair, whichever stands first."""
    month, era = one.month or other.month, one.era or other.era
    one = replace(one, month=one.month or month, era=era, flags=one.flags | other.flags)
    other = replace(other, month=other.month or month, era=era, flags=one.flags)
    for point in (one, other):
        if not (point.day and point.month) or point.portion:
            raise DateError("not-understood", point.text)
    for old, new in ((one, other), (other, one)):
        if old.style == GREGORIAN or new.style == JULIAN:
            continue
        for old_year, new_year in _years(old, new, text):
            found = to_edtf(replace(old, year=old_year), JULIAN)[0]
            again = to_edtf(replace(new, year=new_year), GREGORIAN)[0]
            if _day(found, JULIAN) == _day(again, GREGORIAN) is not None:
                return found
    raise DateError("disagree", text)


def _years(old: Point, new: Point, text: str) -> list[tuple[int, int]]:
    """The years the pair may have: one that is not given is the same, or that of a new year."""
    if old.year is not None and new.year is not None:
        return [(old.year, new.year)]
    if old.year is not None:
        return [(old.year, old.year), (old.year, old.year + 1)]
    if new.year is not None:
        return [(new.year, new.year), (new.year - 1, new.year)]
    raise DateError("incomplete", text)


def _day(edtf: str, calendar: Calendar) -> int | None:
    try:
        return bounds(read(edtf), calendar)[0]
    except DateError:
        return None
