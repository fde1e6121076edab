"""Dates in Russian."""

from typing import Final

from dates.conventions import Portion
from dates.format.language import Case, Language, Style, span

_GENITIVES: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
_SEASONS: Final[dict[Case, tuple[str, ...]]] = {
    "nominative": ("весна", "лето", "осень", "зима"),
    "genitive": ("весны", "лета", "осени", "зимы"),
}
_HALVES: Final = (" (северное полушарие)", " (южное полушарие)")
_PARTS: Final[dict[Case, dict[str, str]]] = {
    "nominative": {"quarter": "квартал", "third": "треть", "half": "половина"},
    "genitive": {"quarter": "квартала", "third": "трети", "half": "половины"},
}
_PORTIONS: Final[dict[Portion, str]] = {
    "early": "начало", "mid": "середина", "late": "конец",
    "first-half": "первая половина", "second-half": "вторая половина",
}  # fmt: skip
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Russian(Language):
    """9 января 1905 г.; the short style leaves out the word for year."""

    month_names = (
        "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
        "октябрь", "ноябрь", "декабрь",
    )  # fmt: skip
    short_month_names = (
        "янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.",
        "дек.",
    )  # fmt: skip
    either = "или"
    both = "и"
    old_style = {"long": "ст. ст.", "short": "ст. ст."}
    new_style = "н. ст."

    def month(self, month: int, style: Style, case: Case) -> str:
        name = super().month(month, style, case)
        return name if case == "nominative" or name.endswith(".") else _GENITIVES[month - 1]

    def season(self, code: int, case: Case) -> str:
        if code <= 32:
            name = _SEASONS[case][(code - 21) % 4]
            return name if code <= 24 else name + _HALVES[(code - 25) // 4]
        if code <= 36:
            ending = "й" if case == "nominative" else "го"
            return f"{code - 32}-{ending} {_PARTS[case]['quarter']}"
        part, number = ("third", code - 36) if code <= 39 else ("half", code - 39)
        return f"{number}-{'я' if case == 'nominative' else 'й'} {_PARTS[case][part]}"

    def year(self, year: int, style: Style) -> str:
        if year <= 0:
            return f"{1 - year} г. до н. э."
        if year < 100:
            return f"{year} г. н. э."
        return f"{year} г." if style == "long" else str(year)

    def years(self, first: int, last: int, style: Style) -> str:
        if first < 100:
            return f"{first}–{last} гг. н. э."
        return f"{first}–{last} гг." if style == "long" else f"{first}–{last}"

    def of_year(self, text: str, year: int, style: Style) -> str:
        return f"{text} {self.year(year, style)}"

    def decade(self, first: int, style: Style, case: Case) -> str:
        if first % 100 == 0:  # "1900-е годы" might be the century
            word = "десятилетие" if case == "nominative" else "десятилетия"
            return f"{word} {self.years(first, first + 9, style)}"
        if case == "genitive":
            return f"{first}-х годов" if style == "long" else f"{first}-х гг."
        return f"{first}-е годы" if style == "long" else f"{first}-е гг."

    def century(self, number: int, style: Style, case: Case) -> str:
        word = "в." if style == "short" else "век" if case == "nominative" else "века"
        return f"{_roman(number)} {word}"

    def portion(self, portion: Portion, whole: str) -> str:
        return f"{_PORTIONS[portion]} {whole}"

    def about(self, text: str, style: Style) -> str:
        return f"около {text}" if style == "long" else f"ок. {text}"

    def since(self, text: str, *, after: bool) -> str:
        return f"после {text}" if after else f"с {text}"

    def until(self, text: str, *, before: bool) -> str:
        return f"до {text}" if before else f"по {text}"

    def between(self, first: str, last: str) -> str:
        return f"между {first} и {last}"

    def buddhist_era(self, first: int, last: int) -> str:
        word = "г." if first == last else "гг."
        return f"{span(first, last)} {word} буддийской эры"

    def year_unknown(self, text: str) -> str:
        return f"{text}, год неизвестен" if text else "дата неизвестна"

    def two_days(self, old: tuple[int, int, int], new: tuple[int, int, int]) -> str:
        (old_year, old_month, old_day), (new_year, new_month, new_day) = old, new
        month = self.month(new_month, "long", "genitive")
        if old_year != new_year:
            first = self.of_year(self.day(str(old_day), old_month, "long"), old_year, "long")
            return f"{first} ({self.of_year(f'{new_day} {month}', new_year, 'long')})"
        if old_month != new_month:
            first = self.day(str(old_day), old_month, "long")
            return self.of_year(f"{first} ({new_day} {month})", old_year, "long")
        return self.of_year(f"{old_day} ({new_day}) {month}", old_year, "long")


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
