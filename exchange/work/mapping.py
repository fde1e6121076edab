"""Which column of a table a heading of a file means."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from django.utils import translation

from entries.languages import INTERFACE_LANGUAGES
from exchange.models import ColumnMemory
from exchange.tables.columns import Table, table_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_SIGNS: Final = re.compile(r"[\W_]+")
LONGEST: Final = 200

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "pid": ("id", "identifier", "slovo", "รหัส", "идентификатор"),
    "name_en": ("name", "title", "english", "english name", "name english", "label en"),
    "name_th": ("ชื่อ", "ชื่อเรื่อง", "ชื่อไทย", "ภาษาไทย", "thai", "thai name", "label th"),
    "name_ru": ("имя", "название", "заглавие", "русское имя", "russian", "label ru"),
    "names": ("other names", "variants", "aliases", "ชื่ออื่น", "другие имена", "варианты"),
    "summary_en": ("summary", "description"),
    "summary_th": ("คำอธิบาย", "สรุป", "คำสรุป"),
    "summary_ru": ("описание", "аннотация", "резюме"),
    "years": ("dates", "lifespan", "ปี", "годы", "годы жизни"),
    "date": ("year", "when", "วันที่", "ปีที่พิมพ์", "дата", "год"),
    "issued": ("date", "year", "publication year", "ปีที่พิมพ์", "год издания"),
    "subject": ("person", "who", "entry", "ประธาน", "субъект"),
    "property": ("relation", "predicate", "statement", "ความสัมพันธ์", "отношение", "свойство"),
    "object": ("target", "whom", "what", "กรรม", "объект"),
    "value_en": ("value", "text"),
    "place": ("where", "location", "สถานที่", "место"),
    "source": ("reference", "citation", "แหล่งข้อมูล", "แหล่งอ้างอิง", "источник"),
    "where": ("page", "pages", "locator", "หน้า", "страница", "стр"),
    "editors_note": ("note", "comment", "หมายเหตุ", "примечание"),
    "latitude": ("lat", "ละติจูด", "широта"),
    "longitude": ("lon", "lng", "long", "ลองจิจูด", "долгота"),
}
"""Headings that people use, besides codes and labels."""


def normal(heading: str) -> str:
    """Return a heading without what does not tell columns apart."""
    return _SIGNS.sub(" ", heading.casefold()).strip()[:LONGEST]


@cache
def known_headings(table: str) -> dict[str, str]:
    """Return the columns of a table by code, by label in each language, and by common words."""
    columns = [one for one in table_of(table).columns if not one.only_written]
    found = {normal(one.code): one.code for one in columns}
    for language in INTERFACE_LANGUAGES:
        with translation.override(language):
            for one in columns:
                found.setdefault(normal(str(one.label)), one.code)
    codes = {one.code for one in columns}
    for code, words in WORDS.items():
        if code in codes:
            for word in words:
                found.setdefault(normal(word), code)
    return found


def guess_mapping(user: "User", table: str, headings: Sequence[str]) -> list[str]:
    """Return the column that each heading means, each column once; empty where none is known.

    What the editor chose last goes before what the words say (one query).
    """
    chosen = dict(
        ColumnMemory.objects.filter(
            user=user, table=table, heading__in=[normal(one) for one in headings]
        ).values_list("heading", "column")
    )
    known = known_headings(table)
    usable = set(usable_codes(table_of(table)))
    mapping, taken = [""] * len(headings), set[str]()
    for guesses in (chosen, known):
        for at, heading in enumerate(headings):
            code = guesses.get(normal(heading), "")
            settled = mapping[at] or (guesses is known and normal(heading) in chosen)
            if not settled and code in usable and code not in taken:
                mapping[at] = code
                taken.add(code)
    return mapping


def remember_mapping(
    user: "User", table: str, headings: Sequence[str], mapping: Sequence[str]
) -> None:
    """Keep what an editor let each heading mean, for the next file (one query)."""
    pairs: dict[str, str] = {}
    for one, code in zip(headings, mapping, strict=True):
        if key := normal(one):
            pairs[key] = pairs.get(key) or code  # of a heading that comes twice, the one that means
    rows = [
        ColumnMemory(user=user, table=table, heading=heading, column=code)
        for heading, code in pairs.items()
    ]
    ColumnMemory.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "table", "heading"],
        update_fields=["column"],
    )


def usable_codes(table: Table) -> list[str]:
    """Return the codes of the columns that a file may fill."""
    return [one.code for one in table.columns if not one.only_written]
