"""Entities of Wikidata, in the JSON of the Wikibase data model."""

import re
from typing import Any, Final

from dates import DateError, HistoricalDate
from dates.calendars import GREGORIAN, JULIAN, Calendar
from dates.edtf import write_year
from exchange.authorities.found import BEGIN, END, Found, FoundDate, many, part

DATES: Final = {BEGIN: ("P569", "P571", "P19"), END: ("P570", "P576", "P20")}
"""Date of birth or of founding, with the place; date of death or of ending."""
IDENTIFIERS: Final = {
    "P214": "viaf",
    "P213": "isni",
    "P227": "gnd",
    "P244": "lcnaf",
    "P1566": "geonames",
    "P236": "issn",
    "P243": "oclc",
}
OWN: Final = ("th", "en", "ru")
OTHERS: Final = ("de", "fr", "uk", "pl", "it", "es", "zh", "ja")
_JULIAN: Final = "Q1985786"
_TIME: Final = re.compile(r"([+-]\d{1,16})-(\d\d)-(\d\d)T")


def read_wikidata(document: dict[str, Any]) -> Found | None:
    """Return what an entity says; None if the document is none."""
    entities = document.get("entities")
    if isinstance(entities, dict) and entities:
        entity = next(iter(entities.values()))
    else:
        entity, entities = document, {}
    value = part(entity, "id")
    if not isinstance(value, str) or not isinstance(part(entity, "labels"), dict):
        return None
    found = Found("wikidata", value)
    _add_names(found, entity)
    for boundary, (born, founded, where) in DATES.items():
        time = _best(entity, born) or _best(entity, founded)
        place = part(_best(entity, where), "id")
        place = place if isinstance(place, str) else None
        if time or place:
            found.dates.append(_date(boundary, time, place, entities))
    for claim, scheme in IDENTIFIERS.items():
        for one in many(part(entity, "claims", claim)):
            text = part(one, "mainsnak", "datavalue", "value")
            if isinstance(text, str) and part(one, "rank") != "deprecated":
                found.identifiers.append((scheme, text))
    return found


def _add_names(found: Found, entity: dict[str, Any]) -> None:
    for language in (*OWN, *OTHERS):
        found.add_name(part(entity, "labels", language, "value"), language, preferred=True)
    for language in OWN:
        for alias in many(part(entity, "aliases", language)):
            found.add_name(part(alias, "value"), language)


def _best(entity: dict[str, Any], claim: str) -> Any:
    """Return the value of the claim with the best rank."""
    for rank in ("preferred", "normal"):
        for one in many(part(entity, "claims", claim)):
            said = part(one, "mainsnak", "snaktype") == "value"
            if said and part(one, "rank") == rank:
                return part(one, "mainsnak", "datavalue", "value")
    return None


def _date(boundary: str, time: Any, place: str | None, entities: dict[str, Any]) -> FoundDate:
    edtf, calendar = _edtf(time)
    label, language = "", ""
    for language in OWN:
        said = part(entities, place, "labels", language, "value") if place else ""
        if isinstance(said, str) and said:
            label = said
            break
    number = ("wikidata", place) if place else None
    return FoundDate(boundary, edtf, calendar, label, language if label else "", number)


def _edtf(time: Any) -> tuple[str, Calendar]:
    """Return a point in time as EDTF, as exactly as its precision says, in its own calendar."""
    match = _TIME.match(str(part(time, "time") or ""))
    if match is None:
        return "", GREGORIAN
    number, month, day = int(match[1]), match[2], match[3]
    # The data model has no year 0; the archive reckons as astronomers do.
    year = write_year(number + 1 if number < 0 else number)
    precision = part(time, "precision")
    spelt = {11: f"{year}-{month}-{day}", 10: f"{year}-{month}", 9: year, 8: f"{year[:-1]}X"}
    calendar: Calendar = JULIAN if _JULIAN in str(part(time, "calendarmodel")) else GREGORIAN
    edtf = spelt.get(precision if isinstance(precision, int) else 0, "")
    try:
        return HistoricalDate(edtf, calendar).edtf, calendar
    except DateError:
        return "", GREGORIAN
