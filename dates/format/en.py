"""Dates in English."""

from typing import Final

from dates.conventions import Portion
from dates.format.language import Case, Language, Style, span

_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_ORDINALS: Final = ("first", "second", "third", "fourth")


class English(Language):
    """British order: 9 January 1905."""

    month_names = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    )  # fmt: skip
    short_month_names = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )  # fmt: skip
    either = "or"
    both = "and"
    old_style = {"long": "O.S.", "short": "O.S."}
    new_style = "N.S."

    def season(self, code: int, case: Case) -> str:
        if code <= 32:
            return ("", "northern ", "southern ")[(code - 21) // 4] + _SEASONS[(code - 21) % 4]
        if code <= 36:
            return f"{_ORDINALS[code - 33]} quarter of"
        return (
            f"{_ORDINALS[code - 37]} third of" if code <= 39 else f"{_ORDINALS[code - 40]} half of"
        )

    def year(self, year: int, style: Style) -> str:
        if year <= 0:
            return f"{1 - year} BC"
        # "9 January 33" would be taken for a year cut short.
        return str(year) if year >= 100 else f"AD {year}"

    def years(self, first: int, last: int, style: Style) -> str:
        return f"{self.year(first, style)}–{last}"

    def of_year(self, text: str, year: int, style: Style) -> str:
        return f"{text} {self.year(year, style)}"

    def decade(self, first: int, style: Style, case: Case) -> str:
        # "1900s" would be taken for the century.
        if first > 100 and first % 100:
            return f"{first}s"
        return f"decade {self.years(first, first + 9, style)}"

    def century(self, number: int, style: Style, case: Case) -> str:
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number if number < 20 else number % 10, "th")
        return f"{number}{ending} century"

    def portion(self, portion: Portion, whole: str) -> str:
        if portion == "mid":
            return f"mid-{whole}"
        return (
            f"{portion.replace('-', ' ')} of {whole}" if "half" in portion else f"{portion} {whole}"
        )

    def about(self, text: str, style: Style) -> str:
        return f"about {text}" if style == "long" else f"c. {text}"

    def since(self, text: str, *, after: bool) -> str:
        return f"after {text}" if after else f"from {text} on"

    def until(self, text: str, *, before: bool) -> str:
        return f"before {text}" if before else f"until {text}"

    def between(self, first: str, last: str) -> str:
        return f"between {first} and {last}"

    def buddhist_era(self, first: int, last: int) -> str:
        return f"{span(first, last)} BE"

    def year_unknown(self, text: str) -> str:
        return f"{text}, year unknown" if text else "date unknown"
