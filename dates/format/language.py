"""What a language has to know so that a date can be said in it."""

from abc import ABC, abstractmethod
from typing import ClassVar, Literal

from dates.conventions import Portion

Style = Literal["long", "short"]
Case = Literal["nominative", "genitive"]


def span(first: int, last: int) -> str:
    """Two numbers with a dash between, or one where they are the same."""
    return str(first) if first == last else f"{first}–{last}"


class Language(ABC):
    """The words of one language, and how they stand together.

    Numbers are given as text. `case` asks for the genitive where Russian needs one, as after "from"
    and "the beginning of"; other languages pass over it.
    """

    month_names: ClassVar[tuple[str, ...]]
    short_month_names: ClassVar[tuple[str, ...]]
    either: ClassVar[str]
    both: ClassVar[str]
    old_style: ClassVar[dict[Style, str]]
    new_style: ClassVar[str]

    def digits(self, text: str) -> str:
        """The text with its digits as the language writes them."""
        return text

    def month(self, month: int, style: Style, case: Case) -> str:
        """A month by name."""
        names = self.month_names if style == "long" else self.short_month_names
        return names[month - 1]

    def day(self, day: str, month: int, style: Style) -> str:
        """A day, or days as `5–8`, of a month."""
        return f"{day} {self.month(month, style, 'genitive')}"

    def full_month(self, month: int, style: Style, case: Case) -> str:
        """A month of which a part is spoken of."""
        return self.month(month, style, case)

    @abstractmethod
    def season(self, code: int, case: Case) -> str:
        """A season or other sub-year grouping (21–41)."""

    @abstractmethod
    def year(self, year: int, style: Style) -> str:
        """An astronomical year standing alone."""

    @abstractmethod
    def years(self, first: int, last: int, style: Style) -> str:
        """Years from one to another, both after Christ."""

    @abstractmethod
    def of_year(self, text: str, year: int, style: Style) -> str:
        """A day, month or season (in words) of a year."""

    @abstractmethod
    def decade(self, first: int, style: Style, case: Case) -> str:
        """The ten years from one that ends in 0."""

    @abstractmethod
    def century(self, number: int, style: Style, case: Case) -> str:
        """A century: 19 for the years 18XX."""

    @abstractmethod
    def portion(self, portion: Portion, whole: str) -> str:
        """The early, mid or late part of something (in the genitive)."""

    @abstractmethod
    def about(self, text: str, style: Style) -> str:
        """Something approximate (in the genitive)."""

    @abstractmethod
    def since(self, text: str, *, after: bool) -> str:
        """From something on (in the genitive), or after it."""

    @abstractmethod
    def until(self, text: str, *, before: bool) -> str:
        """Up to something (in the genitive), or before it."""

    @abstractmethod
    def between(self, first: str, last: str) -> str:
        """Some time between two years."""

    @abstractmethod
    def year_unknown(self, text: str) -> str:
        """A day or month of a year nobody knows; empty for wholly unknown."""

    @abstractmethod
    def buddhist_era(self, first: int, last: int) -> str:
        """Years of the Buddhist Era, from one to another or the same."""

    def doubtful(self, text: str) -> str:
        """Something uncertain."""
        return f"{text} (?)"

    def two_days(self, old: tuple[int, int, int], new: tuple[int, int, int]) -> str:
        """One day in the Julian and in the Gregorian calendar."""
        first = self.of_year(self.day(self.digits(str(old[2])), old[1], "long"), old[0], "long")
        second = self.day(self.digits(str(new[2])), new[1], "long")
        if old[0] != new[0]:
            second = self.of_year(second, new[0], "long")
        return self.both_styles(first, second)

    def in_old_style(self, text: str, style: Style) -> str:
        """Something said in the Julian calendar only."""
        return f"{text} {self.old_style[style]}"

    def both_styles(self, old: str, new: str) -> str:
        """Something said in the Julian and again in the Gregorian calendar."""
        return f"{old} {self.old_style['long']} ({new} {self.new_style})"
