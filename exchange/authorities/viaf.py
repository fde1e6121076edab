"""Clusters of VIAF, with or without the prefixes of their XML."""

import re
from typing import Any, Final

from dates import DateError, HistoricalDate
from exchange.authorities.found import BEGIN, END, Found, FoundDate, many, part
from writing import propose_language

SOURCES: Final = {"LC": "lcnaf", "DNB": "gnd", "WKP": "wikidata", "ISNI": "isni"}
"""The authorities whose numbers an archive can keep, as a cluster calls them."""
_YEARS: Final = re.compile(r"[,(]?\s*(ca\.? )?\d{3,4}\s*[-–]\s*(\d{3,4})?\)?[.,\s]*$")


def read_viaf(document: dict[str, Any]) -> Found | None:
    """Return what a cluster says; None if the document is none."""
    plain = _without_prefixes(document)
    cluster = plain.get("VIAFCluster", plain)
    value = part(cluster, "viafID")
    if not isinstance(value, str | int):
        return None
    found = Found("viaf", str(value))
    for heading in many(part(cluster, "mainHeadings", "data")):
        text = _YEARS.sub("", str(part(heading, "text") or "")).strip(" ,.")
        found.add_name(text, propose_language(text) or "")
    for boundary, key in ((BEGIN, "birthDate"), (END, "deathDate")):
        edtf = _edtf(part(cluster, key))
        if edtf:
            found.dates.append(FoundDate(boundary, edtf))
    for source in many(part(cluster, "sources", "source")):
        told = part(source, "#text") or part(source, "content") or source
        code, _bar, number = str(told).partition("|")
        nsid = part(source, "@nsid") or part(source, "nsid") or number
        if code in SOURCES:
            found.identifiers.append((SOURCES[code], str(nsid if code != "LC" else number)))
    return found


def _without_prefixes(value: Any) -> Any:
    """Return JSON whose keys are without the prefixes of their namespaces."""
    if isinstance(value, list):
        return [_without_prefixes(one) for one in value]
    if isinstance(value, dict):
        return {key.rpartition(":")[2]: _without_prefixes(one) for key, one in value.items()}
    return value


def _edtf(text: object) -> str:
    """Return a date of VIAF, which has noughts for what is not known, as EDTF."""
    bare = re.sub(r"(-00)+$", "", str(text or "").strip())
    try:
        return "" if bare in {"", "0"} else HistoricalDate(bare).edtf
    except DateError:
        return ""
