"""Making the item of each citable thing: an entry, a version, a statement, a list, a work."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from dates import HistoricalDate
from entries.choices import Kind
from entries.languages import show
from entries.models import Entry
from interop.citing.gather import AS_THEMSELVES, Known, Other
from interop.citing.items import CslName, Custom, Item
from interop.citing.names import as_it_is, split_name, split_names
from interop.citing.terms import TERMS
from interop.citing.when import csl_date, csl_day, exact
from interop.tombstones import cited_address

BOOKS: Final = frozenset({"autobiography", "book", "novel", "writings"})
PAMPHLETS: Final = frozenset({"leaflet", "manifesto", "pamphlet", "petition"})
CSL_OF_WORKS: Final = {
    **dict.fromkeys(BOOKS, "book"),
    **dict.fromkeys(PAMPHLETS, "pamphlet"),
    "letter": "personal_communication",
    "telegram": "personal_communication",
    "archival-file": "manuscript",
    "testament": "manuscript",
    "speech": "speech",
    "report": "report",
}
"""Types of works as they are cited; any other is a document, or an article of what holds it."""
NAMELESS: Final = frozenset({"book", "article-journal", "article-newspaper", "chapter", "report"})
"""Types of CSL that say by themselves what the thing is."""
SIGN_OF_NUMBER: Final = re.compile(r"^(?:№|no\.?|nr\.?|n°|номер|ฉบับที่)\s*", re.IGNORECASE)


def _way_to(anchor: str) -> str:
    """Return what the address of a part adds to that of its entry; nothing for no part.

    A statement has a path of its own, for on which page it stands may change; an article is on all.
    """
    if not anchor:
        return ""
    return f"/{anchor}" if anchor.startswith("s-") else f"#{anchor}"


def entry_item(
    known: Known,
    language: str,
    *,
    part: str = "",
    anchor: str = "",
    number: int | None = None,
    at: dt.datetime | None = None,
    title: str = "",
) -> Item:
    """Return the entry as an entry of an encyclopaedia, which is what the archive is.

    `part` says in words, and `anchor` in the address, which statement or paragraph is meant.
    `number` and `at` are of the version that is cited, which then has an address of its own, and
    `title` is its name at that time; without them the entry as it stands is cited.
    """
    entry: Entry = known.entry
    label = entry.label_in(language)
    name = title or label.text or entry.pid
    made = at or known.at or entry.changed_at
    shown = number if number is not None else known.version
    address = cited_address(entry) + (f"/v{number}" if number is not None else "")
    item = Item(
        {
            "id": f"{entry.pid}-v{number}" if number is not None else entry.pid,
            "type": "entry-encyclopedia",
            "title": f"{name}: {part}" if part else name,
            "container-title": settings.SITE_NAME,
            "issued": csl_day(_local(made)),
            "accessed": csl_day(timezone.localdate()),
            "URL": f"{address}{_way_to(anchor)}",
            "language": label.language or language,
        }
    )
    if shown is not None:
        item["version"] = str(shown)
    if known.reviewed is False:
        item["status"] = TERMS[language].not_reviewed
    return item


def list_item(words: str, url: str, language: str) -> Item:
    """Return a list of results as a web page, at the address that finds it again."""
    today = csl_day(timezone.localdate())
    return Item(
        {
            "id": "list",
            "type": "webpage",
            "title": words,
            "container-title": settings.SITE_NAME,
            "issued": today,
            "accessed": today,
            "URL": url,
            "language": language,
        }
    )


def main_item(known: Known, language: str) -> Item:
    """Return what is cited first: the thing itself where the entry is about one."""
    return own_item(known, language) or entry_item(known, language)


def own_item(known: Known, language: str) -> Item | None:
    """Return a serial, issue, work or source as itself; None for what can only be described.

    Its title and its authors stand in its own language where the archive has them in it, else in
    `language` or the nearest one.
    """
    entry = known.entry
    if entry.kind not in AS_THEMSELVES:
        return None
    own = _own_language(known, language)
    item = Item({"id": entry.pid, "type": "document", "title": _title(known, own)})
    item["language"] = own if own in {**entry.labels, **known.titles} else entry.label.language
    if not item["language"]:
        item["language"] = language
    _FILLERS[entry.kind](item, known, own, language)
    item["source"] = settings.SITE_NAME
    item["note"] = TERMS[language].archive_entry.format(
        archive=settings.SITE_NAME, url=cited_address(entry)
    )
    return item


def _own_language(known: Known, reader: str) -> str:
    """Return the language of the thing itself, if the archive names it in that."""
    entry = known.entry
    single = getattr(entry, "language", "")
    tags = [single] if single else getattr(entry, "languages", [])
    named = {**entry.labels, **known.titles}
    if entry.kind == Kind.ISSUE and entry.publication.is_public:
        tags, named = entry.publication.languages, entry.publication.labels
    for tag in tags:
        if tag in named:
            return str(tag)
    return reader


def _title(known: Known, language: str) -> str:
    """Return the title on the thing itself, else the name of the entry."""
    if language in known.titles:
        return known.titles[language]
    return known.entry.label_in(language).text or str(known.entry.pid)


def _publication(item: Item, known: Known, own: str, reader: str) -> None:
    item["type"] = "periodical"
    _set_names(item, known, own)
    _set_imprint(item, known, own)


def _issue(item: Item, known: Known, own: str, reader: str) -> None:
    issue = known.entry
    item["type"] = "periodical"
    if issue.publication.is_public:
        item["title"] = issue.publication.label_in(own).text or item["title"]
        item["language"] = issue.publication.label_in(own).language or item["language"]
    _set_number(item, issue)
    _set_date(item, issue.date, reader)
    _set_names(item, known, own)
    _set_imprint(item, known, own)
    if issue.printed_at is not None and issue.printed_at.is_public:
        item["publisher-place"] = issue.printed_at.label_in(own).text


def _work(item: Item, known: Known, own: str, reader: str) -> None:
    work = known.entry
    issue = _public(work.issue)
    publication = _public(work.publication) or _public(issue.publication if issue else None)
    book = next(iter(known.roles["published-in"]), None)
    code = work.type.code if work.type is not None else ""
    item["type"] = CSL_OF_WORKS.get(code, "document")
    if publication is not None:
        daily = publication.type is not None and publication.type.code == "newspaper"
        item["type"] = "article-newspaper" if daily else "article-journal"
        item["container-title"] = publication.label_in(own).text
    elif book is not None and book.kind == Kind.WORK:
        item["type"] = "chapter"
        item["container-title"] = book.label_in(own).text
    elif book is not None:
        item["type"] = "article-journal"
        item["container-title"] = book.label_in(own).text
    if work.type is not None and item["type"] not in NAMELESS:
        genre = show(work.type.label, reader).text
        if genre.casefold() not in item["title"].casefold():  # “Zimmerwald Manifesto”
            item["genre"] = genre
    if issue is not None:
        _set_number(item, issue)
    if work.pages:
        item["page"] = work.pages
    _set_date(item, work.date or (issue.date if issue else None), reader)
    _set_names(item, known, own)
    _set_imprint(item, known, own)
    if "author" not in item and work.byline:
        item["author"] = [as_it_is(work.byline)]


def _source(item: Item, known: Known, own: str, reader: str) -> None:
    source = known.entry
    item["type"] = source.csl_type
    values = {
        "container-title": source.container_title,
        "publisher": source.publisher,
        "publisher-place": ", ".join(
            filter(None, map(str.strip, source.publisher_place.split(";")))
        ),
        "volume": source.volume,
        "page": source.pages,
        "archive": source.archive,
        "archive_location": source.archive_location,
        "URL": source.url,
        "number" if source.csl_type == "report" else "issue": source.number,
    }
    item.update({key: value for key, value in values.items() if value})  # type: ignore[typeddict-item]
    if authors := split_names(source.author):
        item["author"] = authors
    if source.url:
        item["accessed"] = csl_day(timezone.localdate())
    if source.csl_type in {"manuscript", "pamphlet", "personal_communication", "thesis"}:
        item["genre"] = str(source.get_csl_type_display())
    _set_date(item, source.issued, reader)


_FILLERS: Final[dict[str, Any]] = {
    Kind.PUBLICATION: _publication,
    Kind.ISSUE: _issue,
    Kind.WORK: _work,
    Kind.SOURCE: _source,
}


def _set_names(item: Item, known: Known, language: str) -> None:
    """Set who wrote, edited and translated; what nobody wrote, whoever issued it."""
    authors = known.roles["wrote"] or known.roles["issued"]
    for people, key in (
        (authors, "author"),
        (known.roles["edited"], "editor"),
        (known.roles["translated"], "translator"),
        (known.roles["addressed-to"], "recipient"),
    ):
        if people:
            item[key] = _names(people, language)  # type: ignore[literal-required]


def _set_imprint(item: Item, known: Known, language: str) -> None:
    """Set publisher and place, if there is one of each, and where the original is kept."""
    roles = known.roles
    publishers = roles["published-by"]
    places = [one for one in roles["published-at"] if one.kind == Kind.PLACE]
    if not places:
        places = [one for one in roles["printed-at"] if one.kind == Kind.PLACE]
    places = places or roles["host-place"]
    if publishers:
        item["publisher"] = publishers[0].label_in(language).text
    if len(places) == 1:
        item["publisher-place"] = places[0].label_in(language).text
    if roles["preserved-in"]:
        item["archive"] = roles["preserved-in"][0].label_in(language).text


def _set_number(item: Item, issue: Any) -> None:
    printed = SIGN_OF_NUMBER.sub("", issue.number_printed.strip())
    number = printed or (str(issue.number) if issue.number is not None else "")
    if number:
        item["issue"] = number
    if issue.volume is not None:
        item["volume"] = str(issue.volume)


def _set_date(item: Item, date: HistoricalDate | None, language: str) -> None:
    if date is None:
        return
    item["issued"] = csl_date(date, language)
    if lost := exact(date):
        item["custom"] = Custom(issued=lost)


def _names(people: Iterable[Other], language: str) -> list[CslName]:
    """Return names of persons in their parts, all others whole."""
    found = []
    for one in people:
        text = one.label_in(language).text or one.pid
        whole = one.kind != Kind.PERSON or one.descriptive
        found.append(as_it_is(text) if whole else split_name(text))
    return found


def _public(entry: Any) -> Any:
    """Return an entry that the public may see, else nothing: a draft is not even named."""
    return entry if entry is not None and entry.is_public else None


def _local(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()
