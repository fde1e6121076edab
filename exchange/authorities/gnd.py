"""Records of the GND in the JSON of lobid-gnd."""

from typing import Any

from dates import DateError, HistoricalDate
from exchange.authorities.found import BEGIN, END, Found, FoundDate, many, part
from exchange.tables.references import authority_of
from writing import propose_language

LANGUAGE = "de"
"""In which the file is kept: its names in Latin letters are German forms."""


def read_gnd(document: dict[str, Any]) -> Found | None:
    """Return what a record says; None if the document is none."""
    value = document.get("gndIdentifier")
    if not isinstance(value, str):
        return None
    found = Found("gnd", value)
    found.add_name(document.get("preferredName"), LANGUAGE, preferred=True)
    for name in many(document.get("variantName")):
        guessed = propose_language(name) if isinstance(name, str) else None
        found.add_name(name, guessed if guessed in {"th", "ru"} else LANGUAGE)
    for boundary, dates, places in (
        (BEGIN, ("dateOfBirth", "dateOfEstablishment"), "placeOfBirth"),
        (END, ("dateOfDeath", "dateOfTermination"), "placeOfDeath"),
    ):
        edtf = next(
            (e for key in dates for one in many(document.get(key)) if (e := _edtf(one))), ""
        )
        place = next(iter(many(document.get(places))), None)
        label = str(part(place, "label") or "")
        if edtf or label:
            number = authority_of(str(part(place, "id") or ""))
            found.dates.append(
                FoundDate(boundary, edtf, place=label, language=LANGUAGE, place_number=number)
            )
    for same in many(document.get("sameAs")):
        number = authority_of(str(part(same, "id") or ""))
        if number is not None and number[0] != "gnd":
            found.identifiers.append(number)
    return found


def _edtf(text: object) -> str:
    try:
        return HistoricalDate(str(text)).edtf
    except DateError:
        return ""
