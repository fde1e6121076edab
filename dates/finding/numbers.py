"""Numbers that are no dates: of pages, issues, articles and rooms; counts, sums and titles."""

import re
from typing import Final

# Before a number that counts or names something.
_NUMBERED: Final = re.compile(
    r"(?:[№#§]|(?<!\w)(?:nos?\.|no\.?(?=\s*\d)|numbers?|pp?\.|pages?|vols?\.?|volumes?|ch\.|chapters?|arts?\.|"
    r"articles?|sec\.|sections?|clauses?|para(?:graph)?s?\.?|lines?|verses?|ff?\.|fols?\.|folios?|figs?\.|"
    r"plates?|tables?|items?|files?|box|rooms?|apt\.|apartments?|flats?|suite|flights?|bus|tram|trains?|"
    r"routes?|tel\.|(?:tele)?phone|orders?|lots?|models?|hill|height|"
    r"стр\.|сс?\.|т\.|тт\.|томах?|ном\w+|ст\.|стать[ияейю]+|гл\.|глав[аыеу]|п\.|пункт\w*|дел[оае]|д\.|"
    r"оп\.|хр\.|лл?\.|ф\.|кв\.|дома?|рис\.|табл\.|тел\.|в/ч|рейс\w*|поезд\w*|автобус\w*|высот[аыеу])"
    r"|หน้า(?:ที่)?|เล่ม(?:ที่)?|ฉบับที่|เลขที่|หมายเลข|จำนวน|มาตรา|ครั้งที่|คนที่|ข้อ(?:ที่)?|ห้อง|โทร\.?|โทรศัพท์|บทที่|ตอนที่|"
    r"กองพลที่|กรมที่|กรมทหารที่|กองพันที่|อันดับที่|อายุ)\s*$",
    re.IGNORECASE,
)
# Other numbers of the same count, before the last of them: "pp. 12, 1905-".
_NUMBERS: Final = re.compile(r"(?<![\d๐-๙])(?:[\d๐-๙]+\s*(?:[-–—,/]|and|и|และ)\s*)+$")
_RANGE: Final = re.compile(r"(?<![\d๐-๙])[\d๐-๙]+\s*[-–—]\s*$")
_OF_A_SUM: Final = re.compile(r"[$£€₽+=*/:.\d]$")
_COUNTED_AFTER: Final = re.compile(
    r"\s*(?:%|°|€|\$)|[.,:]\d|\s+(?:percent|per cent|people|persons|men|women|workers|soldiers|"
    r"sailors|members|delegates|deputies|copies|pages|roubles|rubles|dollars|pounds|marks|francs|"
    r"kilomet\w+|km|miles|metres|meters|tons?|tonnes|votes|books|letters|houses|prisoners|"
    r"человек\w*|люд\w+|рабочи\w+|солдат\w*|член\w*|делегат\w*|экз\w*|страниц\w*|рубл\w+|руб\.|"
    r"километр\w*|км|верст\w*|вёрст\w*|тонн\w*|голос\w*|тысяч\w*|книг\w*|долл\w*|марок)\b|"
    r"\s*(?:คน|บาท|เล่ม|หน้า|ฉบับ|กิโลเมตร|กม\.|ตัว|หลัง|ครั้ง|แห่ง|นาย|รูเบิล|ตัน|ไมล์|เมตร|เสียง|ราย|ชิ้น)",
    re.IGNORECASE,
)
_PART_OF_A_NUMBER: Final = re.compile(r"\d,$|(?<!\d)\d{1,3}[-–—]$")
_OPENING: Final = re.compile(r"[«“\"„]$")
_CLOSING: Final = re.compile(r"[»”\"“]")


def is_numbered(before: str, *, listed: bool) -> bool:
    """Whether a number after this text is that of a page, an article, a room or the like.

    With `listed` it may be one of several: in "pp. 12, 1905" both are pages, but in "no. 100, 29
    May" only the first is a number of an issue.
    """
    others = _NUMBERS if listed else _RANGE
    return bool(_NUMBERED.search(others.sub("", before)))


def is_counted(before: str, after: str) -> bool:
    """Whether a number between these texts counts things, or is part of a longer one."""
    return bool(
        _OF_A_SUM.search(before) or _PART_OF_A_NUMBER.search(before) or _COUNTED_AFTER.match(after)
    )


def is_title(before: str, after: str) -> bool:
    """Whether what stands between these texts is alone in quotation marks, as a title."""
    return bool(_OPENING.search(before) and _CLOSING.match(after))
