"""BibTeX, RIS and CSL-JSON, read back by parsers that others wrote."""

import json
import re
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string

from interop.citing.formats import FORMATS
from interop.citing.items import Item
from interop.citing.names import family_first
from interop.citing.openurl import context_object, zotero_type
from tests.interop.citing.cases import CASES, TROTSKY, day, make

BIBTEX, RIS, CSL = FORMATS
HOSTILE = make(
    "hostile",
    "book",
    "50 % of {A_B} & C\\D ~ #1 $2 ^3 “<b>”\nER  - \ue000",
    author=[TROTSKY],
    publisher="R & D",
    issued=day(1930),
)
TEXTS = {"string": str, "names": list, "date": dict, "custom": dict}
CSL_NAMES = {"author", "editor", "translator", "recipient"}
CSL_DATES = {"issued", "accessed"}


def written(form: Any, items: list[Item]) -> str:
    return "".join(form.write(items))


def unescaped(text: str) -> str:
    """Answer a text without the signs that TeX needs."""
    text = re.sub(r"\\text(backslash|asciitilde|asciicircum)\{\}", lambda m: SIGNS[m[1]], text)
    return re.sub(r"\\([{}$&#%_])", r"\1", text)


SIGNS = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^"}


def test_bibtex_is_read_back_whole() -> None:
    library = parse_string(written(BIBTEX, CASES))

    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [item["id"] for item in CASES]
    for entry, item in zip(library.entries, CASES, strict=True):
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        assert unescaped(fields["title"].strip("{}")) == item["title"]
        for name in item.get("author", []):
            assert family_first(name) in unescaped(fields["author"])
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        if parts:
            assert fields["year"] == str(parts[0])
        if "URL" in item:
            assert fields["url"] == item["URL"]


def test_ris_is_read_back_whole() -> None:
    found = rispy.loads(written(RIS, CASES))

    assert [one["id"] for one in found] == [item["id"] for item in CASES]
    for one, item in zip(found, CASES, strict=True):
        assert one["title"] == item["title"]
        assert one.get("authors", []) == [family_first(name) for name in item.get("author", [])]
        assert one.get("secondary_title") == item.get("container-title")
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        if parts:
            assert one["year"] == str(parts[0])


def test_types_are_those_that_reference_managers_know() -> None:
    kinds = {item["id"]: item for item in CASES}
    ris = {one["id"]: one["type_of_reference"] for one in rispy.loads(written(RIS, CASES))}

    assert (ris["entry-version"], ris["newspaper"], ris["letter"]) == ("ENCYC", "NEWS", "PCOMM")
    assert zotero_type(kinds["entry-version"]) == "encyclopediaArticle"
    assert zotero_type(kinds["newspaper"]) == "newspaperArticle"
    assert zotero_type(kinds["book"]) == "book"


def test_no_text_breaks_out_of_its_field() -> None:
    library = parse_string(written(BIBTEX, [HOSTILE]))
    found = rispy.loads(written(RIS, [HOSTILE]))

    assert not library.failed_blocks
    title = library.entries[0].fields_dict["title"].value.strip("{}")
    assert unescaped(title).startswith("50 % of {A_B} & C\\D ~ #1 $2 ^3")
    assert len(found) == 1
    assert found[0]["title"] == "50 % of {A_B} & C\\D ~ #1 $2 ^3 “<b>” ER -"


def test_csl_json_keeps_to_csl_1_0_2() -> None:
    for item in json.loads(written(CSL, CASES)):
        for key, value in item.items():
            assert value not in ("", [], {}, None), key
            if key in CSL_NAMES:
                assert all(set(name) in ({"family", "given"}, {"literal"}) for name in value)
            elif key in CSL_DATES:
                assert set(value) <= {"date-parts", "season", "circa", "literal"}
                assert all(
                    1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
                    for parts in value.get("date-parts", [])
                )
                assert len(value.get("date-parts", [])) <= 2
            elif key != "custom":
                assert isinstance(value, str), key


@pytest.mark.parametrize("form", FORMATS)
def test_a_list_of_nothing_is_a_file_of_nothing(form: Any) -> None:
    text = written(form, [])

    assert text.strip() in {"", "[]"}


def test_a_context_object_gives_zotero_the_right_type() -> None:
    news = next(item for item in CASES if item["id"] == "newspaper")

    text = context_object(news)

    assert "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc" in text
    assert "rft.type=newspaperArticle" in text
    assert "rft.aulast=Trotsky" in text
    assert "rft.date=1915-01-29" in text
