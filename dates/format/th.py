"""Dates in Thai, with Thai digits and the Christian era (ค.ศ.)."""

from typing import Final

from dates.conventions import Portion
from dates.format.language import Case, Language, Style, span

_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_SEASONS: Final = ("ฤดูใบไม้ผลิ", "ฤดูร้อน", "ฤดูใบไม้ร่วง", "ฤดูหนาว")
_PORTIONS: Final[dict[Portion, str]] = {
    "early": "ต้น", "mid": "กลาง", "late": "ปลาย",
    "first-half": "ครึ่งแรกของ", "second-half": "ครึ่งหลังของ",
}  # fmt: skip


class Thai(Language):
    """๙ มกราคม ค.ศ. ๑๙๐๕."""

    month_names = (
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม",
        "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    )  # fmt: skip
    short_month_names = (
        "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.",
        "ธ.ค.",
    )  # fmt: skip
    either = "หรือ"
    both = "และ"
    old_style = {"long": "ปฏิทินเก่า", "short": "ปฏิทินเก่า"}
    new_style = "ปฏิทินใหม่"

    def digits(self, text: str) -> str:
        return text.translate(_DIGITS)

    def full_month(self, month: int, style: Style, case: Case) -> str:
        return f"เดือน{self.month(month, style, case)}"

    def season(self, code: int, case: Case) -> str:
        if code <= 32:
            half = ("", "ในซีกโลกเหนือ", "ในซีกโลกใต้")[(code - 21) // 4]
            return _SEASONS[(code - 21) % 4] + half
        if code <= 36:
            return self.digits(f"ไตรมาสที่ {code - 32}")
        if code <= 39:
            return self.digits(f"ช่วงสี่เดือนที่ {code - 36}")
        return ("ครึ่งปีแรก", "ครึ่งปีหลัง")[code - 40]

    def year(self, year: int, style: Style) -> str:
        if year > 0:
            return self.digits(f"ค.ศ. {year}")
        return self.digits(f"{1 - year} ปีก่อนคริสตกาล")

    def years(self, first: int, last: int, style: Style) -> str:
        return self.digits(f"ค.ศ. {first}–{last}")

    def of_year(self, text: str, year: int, style: Style) -> str:
        return f"{text} {self.year(year, style)}"

    def decade(self, first: int, style: Style, case: Case) -> str:
        # "ทศวรรษ 1900" might be taken for the century.
        return self.digits(f"ทศวรรษ {first}" if first % 100 else f"ทศวรรษ {first}–{first + 9}")

    def century(self, number: int, style: Style, case: Case) -> str:
        return self.digits(f"คริสต์ศตวรรษที่ {number}")

    def portion(self, portion: Portion, whole: str) -> str:
        # A year's era stands apart; months, seasons and decades are written on without a blank.
        apart = " " if whole.startswith("ค.ศ.") else ""
        return f"{_PORTIONS[portion]}{apart}{whole}"

    def about(self, text: str, style: Style) -> str:
        return f"ราว {text}"

    def since(self, text: str, *, after: bool) -> str:
        return f"หลัง {text}" if after else f"ตั้งแต่ {text}"

    def until(self, text: str, *, before: bool) -> str:
        return f"ก่อน {text}" if before else f"จนถึง {text}"

    def between(self, first: str, last: str) -> str:
        return f"ระหว่าง {first} ถึง {last}"

    def in_old_style(self, text: str, style: Style) -> str:
        return f"{text} ({self.old_style[style]})"

    def buddhist_era(self, first: int, last: int) -> str:
        return self.digits(f"พ.ศ. {span(first, last)}")

    def year_unknown(self, text: str) -> str:
        return f"{text} ไม่ทราบปี" if text else "ไม่ทราบวันเวลา"
