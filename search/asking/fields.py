"""The places that a question may name: `name:Pravda`, `place:Paris`, `year:1905-1907`.

The words for them hold in every language of the interface, whichever the reader reads.
"""

import re
from typing import Final

from search.facets import FACETS
from writing import fold

RELATIONS: Final = tuple(facet.code for facet in FACETS if facet.is_integer)
"""Kinds of entry to which another may be related: the facets whose values are entries."""

CITED: Final = "source"
"""Asks for what rests on a source of this name."""

NAMED: Final = (*RELATIONS, CITED)
"""Fields that name another entry, by a name of it or by its pid."""

WORDS: Final[dict[str, dict[str, str]]] = {
    "name": {"en": "name", "th": "ชื่อ", "ru": "имя"},
    "text": {"en": "text", "th": "ข้อความ", "ru": "текст"},
    "related": {"en": "related", "th": "เกี่ยวกับ", "ru": "связано"},
    "person": {"en": "person", "th": "บุคคล", "ru": "персона"},
    "organisation": {"en": "organisation", "th": "องค์กร", "ru": "организация"},
    "publication": {"en": "publication", "th": "สิ่งพิมพ์", "ru": "издание"},
    "work": {"en": "work", "th": "งานเขียน", "ru": "произведение"},
    "place": {"en": "place", "th": "สถานที่", "ru": "место"},
    "event": {"en": "event", "th": "เหตุการณ์", "ru": "событие"},
    "topic": {"en": "topic", "th": "หัวเรื่อง", "ru": "тема"},
    "source": {"en": "source", "th": "แหล่งข้อมูล", "ru": "источник"},
    "year": {"en": "year", "th": "ปี", "ru": "год"},
}
"""The word for each field in each language of the interface."""

_OTHERS: Final = {"title": "name", "название": "name", "organization": "organisation"}

FIELDS: Final[dict[str, str]] = {
    **{word: code for code, words in WORDS.items() for word in words.values()},
    **_OTHERS,
}
"""What may be typed before a colon, in small letters, and the field that it means."""

_YEARS: Final = re.compile(r"(\d{1,4})(?: (\d{1,4}))?")


def years_of(text: str) -> tuple[int, int] | None:
    """Return the first and last year that a text names (1905, 1905-1907, ๑๙๐๕), if it does."""
    found = _YEARS.fullmatch(fold(text))
    if found is None:
        return None
    first = int(found[1])
    last = int(found[2] or first)
    return min(first, last), max(first, last)
