"""Dates for property tests."""

from hypothesis import assume
from hypothesis import strategies as st

from dates import CALENDARS, DateError, HistoricalDate, conventions
from dates.calendars import Calendar, from_jdn, to_jdn
from dates.conventions import Portion
from dates.edtf import read_single, write_year
from dates.format import LANGUAGES

calendars: st.SearchStrategy[Calendar] = st.sampled_from(CALENDARS)
qualifiers = st.sampled_from(["", "?", "~", "%"])
years = st.integers(-9999, 9999)
_PORTIONS: tuple[Portion, ...] = ("early", "mid", "late", "first-half", "second-half")


@st.composite
def days(draw: st.DrawFn, first: int = 1, last: int = 9999) -> HistoricalDate:
    """A day of the years from `first` to `last`, without doubts."""
    calendar = draw(calendars)
    bounds = to_jdn(first, 1, 1, calendar), to_jdn(last, 12, 31, calendar)
    year, month, day = from_jdn(draw(st.integers(*bounds)), calendar)
    return HistoricalDate(f"{write_year(year)}-{month:02}-{day:02}", calendar)


@st.composite
def singles(draw: st.DrawFn) -> str:
    """The EDTF of a year, season, month or day that exists in both calendars."""
    text = write_year(draw(years))
    text += draw(
        st.sampled_from(["", *(f"-{month:02}" for month in range(1, 13))])
        | st.sampled_from([f"-{season}" for season in range(21, 42)])
        | st.builds(
            lambda month, day: f"-{month:02}-{day:02}", st.integers(1, 12), st.integers(1, 28)
        )
    )
    for place in draw(st.sets(st.integers(0, 3), max_size=2)):
        digits = text.removeprefix("-")
        sign = text.removesuffix(digits)
        text = sign + digits[:place] + "X" + digits[place + 1 :]
    return ("0000" if text == "-0000" else text) + draw(qualifiers)


@st.composite
def plain_singles(draw: st.DrawFn) -> str:
    """The EDTF of what editors enter: from a century to a day, the whole of it doubted or not."""
    year = draw(st.integers(1000, 2099))
    text = draw(
        st.sampled_from([f"{year:04}", f"{year:04}"[:3] + "X", f"{year:04}"[:2] + "XX"])
        | st.builds("{:04}-{:02}".format, st.just(year), st.integers(1, 12))
        | st.builds("{:04}-{}".format, st.just(year), st.integers(21, 41))
        | st.builds(
            "{:04}-{:02}-{:02}".format, st.just(year), st.integers(1, 12), st.integers(1, 28)
        )
    )
    return text + draw(qualifiers)


def _ordered(edtf: str) -> bool:
    try:
        HistoricalDate(edtf)
    except DateError:
        return False
    return True


@st.composite
def plain_dates(draw: st.DrawFn) -> HistoricalDate:
    """A date as editors enter them, in either calendar, without a wording.

    Digits lost in the middle, sets of ranges and doubts of a single part have no words of their
    own that would be understood again.
    """
    single = plain_singles()
    members = st.lists(single, min_size=2, max_size=3).map(",".join)
    edtf = draw(
        single
        | st.builds("{}/..".format, single)
        | st.builds("../{}".format, single)
        | st.builds("{}/".format, single)
        | st.builds("/{}".format, single)
        | st.builds("{}/{}".format, single, single).filter(_ordered)
        | st.builds("[{}]".format, members)
        | st.builds("{{{}}}".format, members)
    )
    return HistoricalDate(edtf, draw(calendars))


@st.composite
def portions(draw: st.DrawFn) -> HistoricalDate:
    """The early, middle or late part of something, or a half of it, as a wording says it."""
    lang, calendar = draw(st.sampled_from(sorted(LANGUAGES))), draw(calendars)
    base = draw(plain_singles().map(read_single).filter(lambda one: one.day is None))
    portion: Portion = draw(st.sampled_from(_PORTIONS))
    edtf = conventions.narrow(base, portion, calendar)
    assume(edtf is not None)
    whole = HistoricalDate(base.text, calendar).format(lang)
    written = LANGUAGES[lang].portion(portion, whole)
    return HistoricalDate(edtf or "", calendar, written)


@st.composite
def dates(draw: st.DrawFn) -> HistoricalDate:
    """A single date, an interval or a set, in either calendar, perhaps with a wording."""
    edtf = draw(
        singles()
        | st.builds("{}/..".format, singles())
        | st.builds("../{}".format, singles())
        | st.builds("{}/".format, singles())
        | st.builds("/{}".format, singles())
        | st.builds("[{}]".format, st.lists(singles(), min_size=1, max_size=3).map(",".join))
        | st.builds("{{{}}}".format, st.lists(singles(), min_size=1, max_size=3).map(",".join))
    )
    written = draw(
        st.sampled_from(["", edtf, "ต้น ค.ศ. ๑๙๐๕", "9 January", "late autumn", "[= 1905, julian]"])
        | st.text(max_size=20)
    )
    return HistoricalDate(edtf, draw(calendars), written)
