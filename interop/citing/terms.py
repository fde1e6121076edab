"""The words of citations: terms, months and quotation marks in English, Russian and Thai.

They belong to the styles, as the locales of the Citation Style Language do, and follow those where
they have the term.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one language."""

    both: str
    """Between two names, with its blanks."""
    last: str
    """Before the last of three and more names."""
    et_al: str
    edited_by: str
    editor: str
    editors: str
    translated_by: str
    translator: str
    within: str
    volume: str
    number: str
    page: str
    pages: str
    no_date: str
    version: str
    about: str
    letter_to: str
    accessed: str
    archive_entry: str
    """A note for programs: which entry of the archive describes the thing."""
    not_reviewed: str
    old_style: str
    new_style: str
    quotes: tuple[str, str]
    stops_inside: bool
    """Whether full stop and comma go inside the quotation marks."""
    months: tuple[str, ...]
    months_of_day: tuple[str, ...]
    months_short: tuple[str, ...]
    day_first: bool


EN_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
TH_MONTHS: Final = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)

ENGLISH: Final = Terms(
    both=" and ",
    last=", and ",
    et_al=" et al.",
    edited_by="edited by",
    editor="ed.",
    editors="eds.",
    translated_by="translated by",
    translator="trans.",
    within="in",
    volume="vol.",
    number="no.",
    page="p.",
    pages="pp.",
    no_date="n.d.",
    version="version",
    about="ca.",
    letter_to="to",
    accessed="accessed",
    archive_entry="Described in {archive}: {url}",
    not_reviewed="not reviewed",
    old_style="O.S.",
    new_style="N.S.",
    quotes=("“", "”"),
    stops_inside=True,
    months=EN_MONTHS,
    months_of_day=EN_MONTHS,
    months_short=(
        *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
        *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
    ),
    day_first=False,
)
RUSSIAN: Final = Terms(
    both=" и ",
    last=" и ",
    et_al=" и др.",
    edited_by="под ред.",
    editor="ред.",
    editors="ред.",
    translated_by="пер.",
    translator="пер.",
    within="в",
    volume="т.",
    number="№",
    page="с.",
    pages="с.",
    no_date="б. г.",
    version="версия",
    about="ок.",
    letter_to="адресат:",
    accessed="дата обращения",
    archive_entry="Описание в архиве {archive}: {url}",
    not_reviewed="не проверено",
    old_style="ст. ст.",
    new_style="н. ст.",
    quotes=("«", "»"),
    stops_inside=False,
    months=(
        *("январь", "февраль", "март", "апрель", "май", "июнь"),
        *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
    ),
    months_of_day=(
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    months_short=(
        *("янв.", "февр.", "марта", "апр.", "мая", "июня"),
        *("июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
    ),
    day_first=True,
)
THAI: Final = Terms(
    both=" และ ",
    last=" และ ",
    et_al=" และคนอื่น ๆ",
    edited_by="บรรณาธิการโดย",
    editor="บรรณาธิการ",
    editors="บรรณาธิการ",
    translated_by="แปลโดย",
    translator="ผู้แปล",
    within="ใน",
    volume="เล่ม",
    number="ฉบับที่",
    page="น.",
    pages="น.",
    no_date="ม.ป.ป.",
    version="รุ่นที่",
    about="ราว",
    letter_to="ถึง",
    accessed="สืบค้นเมื่อ",
    archive_entry="คำอธิบายในคลัง {archive}: {url}",
    not_reviewed="ยังไม่ได้ตรวจทาน",
    old_style="ตามปฏิทินจูเลียน",
    new_style="ตามปฏิทินเกรกอเรียน",
    quotes=("“", "”"),
    stops_inside=False,
    months=TH_MONTHS,
    months_of_day=TH_MONTHS,
    months_short=(
        *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
        *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    ),
    day_first=True,
)
TERMS: Final = {"en": ENGLISH, "ru": RUSSIAN, "th": THAI}
"""By language of the interface."""
