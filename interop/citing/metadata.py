"""What the head of a page says of its thing to machines: meta elements, and schema.org.

The elements are those that Google Scholar documents (`citation_…`) and Dublin Core in HTML
(DCMI, 2008); `z:itemType` is Zotero's own, without which it takes everything for an article.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString

from dates import HistoricalDate
from entries.choices import Kind
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry, Identifier
from interop.citing.gather import Known
from interop.citing.items import CslName, Item
from interop.citing.names import family_first, given_first
from interop.citing.openurl import zotero_type
from interop.citing.when import read_issued
from interop.tombstones import cited_address

HOSTS: Final = {
    "article-journal": "citation_journal_title",
    "article-newspaper": "citation_journal_title",
    "chapter": "citation_inbook_title",
    "entry-encyclopedia": "citation_inbook_title",
    "webpage": "citation_journal_title",
}
DCMI: Final = {"periodical": "Collection"}
"""DCMI types; what is not here is text."""
_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}")
"""An end of an interval that is sure."""
SCHEMA_OF_KINDS: Final = {
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization",
    Kind.PUBLICATION: "Periodical",
    Kind.ISSUE: "PublicationIssue",
    Kind.WORK: "CreativeWork",
    Kind.EVENT: "Event",
    Kind.PLACE: "Place",
    Kind.TOPIC: "DefinedTerm",
    Kind.SOURCE: "CreativeWork",
}
SCHEMA_OF_ITEMS: Final = {
    "article-journal": "ScholarlyArticle",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "personal_communication": "Message",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""Where the item says more than the kind."""


def meta(item: Item) -> list[tuple[str, str]]:
    """Return name and content of the meta elements for an item."""
    return [(name, content) for name, content in _meta(item) if content]


def _meta(item: Item) -> Iterator[tuple[str, str]]:
    title, url = item.get("title", ""), item.get("URL", "")
    authors = [family_first(name) for name in item.get("author", [])]
    host = item.get("container-title", "")
    pages = item.get("page", "").replace("–", "-").partition("-")
    yield "z:itemType", zotero_type(item)
    yield "citation_title", title
    for name in authors:
        yield "citation_author", name
    yield "citation_publication_date", _day(item, "/")
    yield HOSTS.get(item["type"], ""), host if item["type"] in HOSTS else ""
    yield "citation_volume", item.get("volume", "")
    yield "citation_issue", item.get("issue", "")
    yield "citation_firstpage", pages[0].strip()
    yield "citation_lastpage", pages[2].strip()
    yield "citation_publisher", item.get("publisher", "")
    yield "citation_language", item.get("language", "")
    yield "citation_public_url", url
    yield "DC.title", title
    for name in authors:
        yield "DC.creator", name
    yield "DC.date", _day(item, "-")
    yield "DC.type", DCMI.get(item["type"], "Text")
    yield "DC.source", host
    yield "DC.publisher", item.get("publisher", "")
    yield "DC.language", item.get("language", "")
    yield "DC.identifier", url


def _day(item: Item, sign: str) -> str:
    """Return the first day, month or year, from the year on."""
    start = read_issued(item).start
    return sign.join([f"{start[0]:04}", *(f"{part:02}" for part in start[1:])]) if start else ""


def json_ld(
    known: Known, item: Item, identifiers: Iterable[Identifier], about: str, image: str = ""
) -> SafeString:
    """Return the entry in JSON-LD with the terms of schema.org, safe inside a script element.

    `image` is the full address of the picture that stands for it, if there is one.
    It is a data block: browsers do not run it, and a content security policy lets it be.
    """
    entry: Entry = known.entry
    own = item["type"] != "entry-encyclopedia"
    kind = SCHEMA_OF_KINDS[Kind(entry.kind)]
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA_OF_ITEMS.get(item["type"], kind) if own else kind,
        "@id": cited_address(entry),
        "identifier": entry.pid,
        "name": _by_language(entry.labels),
        "description": about,
        "image": image,
        "sameAs": [one.url for one in identifiers if one.url],
        "subjectOf": {
            "@type": "WebPage",
            "url": cited_address(entry),
            "datePublished": entry.published_at.date().isoformat() if entry.published_at else "",
            "dateModified": entry.changed_at.date().isoformat(),
        },
    }
    if own:
        document |= _published(item)
    elif entry.kind == Kind.EVENT:
        place = getattr(entry, "place", None)
        document |= _when(entry.span) if entry.span is not None else {}
        document["location"] = _place(place) if place is not None and place.is_public else None
    elif entry.kind == Kind.PLACE:
        document["geo"] = _point(entry)
    return _data_block(document)


def site_json_ld(name: str, about: str) -> SafeString:
    """Return the archive itself as a `WebSite` of schema.org, with the way to search it."""
    return _data_block(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "@id": f"{settings.SITE_URL}/",
            "url": f"{settings.SITE_URL}/",
            "name": name,
            "description": about,
            "inLanguage": list(INTERFACE_LANGUAGES),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{settings.SITE_URL}/search?q={{text}}",
                },
                "query-input": "required name=text",
            },
        }
    )


def _data_block(document: dict[str, Any]) -> SafeString:
    """Return what is filled of a document, safe inside a script element."""
    filled = {key: value for key, value in document.items() if value}
    text = json.dumps(filled, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _place(place: Any) -> dict[str, Any]:
    known = {"@type": "Place", "@id": cited_address(place), "name": _by_language(place.labels)}
    point = _point(place)
    return {**known, "geo": point} if point else known


def _point(place: Any) -> dict[str, Any] | None:
    if getattr(place, "latitude", None) is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": float(place.latitude),
        "longitude": float(place.longitude),
    }


def _published(item: Item) -> dict[str, Any]:
    """Return what schema.org says of a thing that came out."""
    host = item.get("container-title")
    return {
        "author": [_person(name) for name in item.get("author", [])],
        "editor": [_person(name) for name in item.get("editor", [])],
        "translator": [_person(name) for name in item.get("translator", [])],
        "datePublished": _day(item, "-"),
        "isPartOf": {"@type": "CreativeWork", "name": host} if host else None,
        "issueNumber": item.get("issue") if item["type"] == "periodical" else None,
        "pagination": item.get("page"),
        "publisher": {"@type": "Organization", "name": item["publisher"]}
        if item.get("publisher")
        else None,
        "inLanguage": item.get("language"),
    }


def _person(name: CslName) -> dict[str, str]:
    if "family" not in name:
        return {"name": name["literal"]}
    return {
        "@type": "Person",
        "name": given_first(name),
        "familyName": name["family"],
        "givenName": name["given"],
    }


def _by_language(labels: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": tag} for tag, text in labels.items()]


def _when(span: HistoricalDate) -> dict[str, str]:
    """Return when something happened, as ISO 8601 has it, from its first to its last day."""
    ends = span.edtf.split("/")
    if len(ends) == 1:
        return {"startDate": span.iso() or ""}
    calendar = span.calendar
    days = [HistoricalDate(end, calendar).iso() if _DAY.fullmatch(end) else "" for end in ends]
    return {"startDate": days[0] or "", "endDate": days[-1] or ""}
