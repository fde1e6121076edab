"""The one error of this library."""

from typing import Literal

Fault = Literal[
    "empty",
    "too-long",
    "not-understood",
    "incomplete",
    "impossible",
    "reversed",
    "out-of-range",
    "calendar",
    "disagree",
    "ambiguous",
]

EXPLANATIONS: dict[Fault, str] = {
    "empty": "there is no date",
    "too-long": "the date is too long",
    "not-understood": "not understood",
    "incomplete": "something is missing",
    "impossible": "no such date",
    "reversed": "the end lies before the beginning",
    "out-of-range": "too far away to reckon",
    "calendar": "the calendars contradict each other",
    "disagree": "the two dates are not the same day",
    "ambiguous": "several readings are possible",
}


class DateError(ValueError):
    """A date that cannot be taken as one.

    `code` says what is wrong, `part` is the piece of the text at fault (as it was given), and
    `readings` lists the EDTF of each possible reading where there are several.
    """

    def __init__(self, code: Fault, part: str, readings: tuple[str, ...] = ()) -> None:
        self.code = code
        self.part = part
        self.readings = readings
        super().__init__(code, part, readings)

    def __str__(self) -> str:
        text = f"{EXPLANATIONS[self.code]}: “{self.part}”"
        return f"{text} ({', '.join(self.readings)})" if self.readings else text
