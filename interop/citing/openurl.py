"""COinS: what a list says of each of its things to reference managers that read the page.

ContextObjects in Spans, after Z39.88-2004. Where OpenURL has no form for a thing it is given in
Dublin Core with the type that Zotero knows it by, as Zotero's own export does.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote_plus

from interop.citing.items import Item
from interop.citing.names import given_first
from interop.citing.when import read_issued

ZOTERO_TYPES: Final = {
    "article-journal": "journalArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "chapter": "bookSection",
    "entry-encyclopedia": "encyclopediaArticle",
    "manuscript": "manuscript",
    "pamphlet": "book",
    "personal_communication": "letter",
    "report": "report",
    "speech": "presentation",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""Types of CSL as Zotero has them; any other is a document."""
PREFIX: Final = "info:ofi/fmt:kev:mtx:"


def zotero_type(item: Item) -> str:
    """Return the type under which Zotero files the item."""
    return ZOTERO_TYPES.get(item["type"], "document")


def context_object(item: Item) -> str:
    """Return the title of the span: keys and values, in the encoding of a query string."""
    return "&".join(f"{key}={quote_plus(value)}" for key, value in _pairs(item) if value)


def _pairs(item: Item) -> Iterator[tuple[str, str]]:
    kind = zotero_type(item)
    yield "ctx_ver", "Z39.88-2004"
    title, host = item.get("title", ""), item.get("container-title", "")
    if kind == "journalArticle":
        yield "rft_val_fmt", f"{PREFIX}journal"
        yield from (("rft.genre", "article"), ("rft.atitle", title), ("rft.jtitle", host))
    elif kind == "book":
        yield "rft_val_fmt", f"{PREFIX}book"
        yield from (("rft.genre", "book"), ("rft.btitle", title))
    elif kind == "bookSection":
        yield "rft_val_fmt", f"{PREFIX}book"
        yield from (("rft.genre", "bookitem"), ("rft.atitle", title), ("rft.btitle", host))
    else:
        yield "rft_val_fmt", f"{PREFIX}dc"
        yield from (("rft.type", kind), ("rft.title", title), ("rft.source", host))
        yield "rft.identifier", item.get("URL", "")
    yield "rft_id", item.get("URL", "")
    yield from _people(item)
    yield "rft.date", _date(item)
    for key, name in (
        ("volume", "volume"),
        ("issue", "issue"),
        ("page", "pages"),
        ("publisher", "publisher"),
        ("publisher-place", "place"),
        ("language", "language"),
    ):
        yield f"rft.{name}", str(item.get(key, ""))


def _people(item: Item) -> Iterator[tuple[str, str]]:
    for at, name in enumerate(item.get("author", [])):
        if "literal" in name:
            yield ("rft.aucorp" if at == 0 else "rft.au"), name["literal"]
        elif at == 0:
            yield "rft.aufirst", name["given"]
            yield "rft.aulast", name["family"]
        else:
            yield "rft.au", given_first(name)


def _date(item: Item) -> str:
    """Return the first day, month or year (ISO 8601); words for what has none."""
    start = read_issued(item).start
    if not start:
        return item.get("issued", {}).get("literal", "")
    return "-".join([f"{start[0]:04}", *(f"{part:02}" for part in start[1:])])
