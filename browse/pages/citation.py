"""How to cite what a page shows: the box with all styles, and what the head tells machines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from browse.addresses import absolute
from browse.markup import without_marks
from browse.pages.claims import Claim, fetch_claims
from browse.pages.sentences import Teller
from entries.languages import current_language
from entries.models import Entry, Identifier, Statement
from entries.paths import path_of
from history.models import Version
from interop.citing import metadata
from interop.citing.build import entry_item, list_item, own_item
from interop.citing.formats import FORMATS, Format
from interop.citing.gather import Known, gather
from interop.citing.items import Item
from interop.citing.styles import STYLES, Style, write

STATEMENT: Final = re.compile(r"s-([0-9a-z]{1,20})")
PARAGRAPH: Final = re.compile(r"p-[0-9a-f]{8}(?:-[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class CiteLine:
    """One style: its name and the citation, with its language where it is not the reader's."""

    code: str
    label: str | Promise
    html: SafeString
    language: str


@dataclass(frozen=True, slots=True)
class CiteBlock:
    """One thing in all styles, and where its files are."""

    heading: str
    prefix: str
    """What the ids of its lines begin with."""
    lines: list[CiteLine]
    downloads: list[tuple[str, str]]
    """Name and address of each format."""


@dataclass(frozen=True, slots=True)
class Cite:
    """What the box holds: what is cited first, then another way to take the same page."""

    url: str
    blocks: list[CiteBlock]
    part: str = ""
    """The statement or paragraph that is cited, in words."""
    meta: list[tuple[str, str]] | None = None
    json_ld: str = ""

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats in which the page has a file."""
        return FORMATS


@dataclass(frozen=True, slots=True)
class Part:
    """A statement or paragraph that is cited: its anchor, and how each language calls it."""

    anchor: str
    words: dict[str, str]


def cite_entry(
    entry: Entry,
    identifiers: list[Identifier],
    about: str,
    part: Part | None = None,
    image: str = "",
) -> Cite:
    """Return the box of an entry as it is today, or of a part of it; at most nine queries.

    `image` is the full address of a picture of it, for machines.
    """
    known = gather([entry])[entry.pk]
    language = current_language()
    words = part.words if part else {}
    anchor = part.anchor if part else ""

    def as_entry(tongue: str) -> Item:
        return entry_item(known, tongue, part=words.get(tongue, ""), anchor=anchor)

    own = own_item(known, language) if part is None else None
    item = own or as_entry(language)
    blocks = []
    if own is not None:
        made = _by_language(lambda tongue: own_item(known, tongue) or as_entry(tongue))
        blocks.append(_block(_own_heading(known), "work", made, _downloads(entry)))
    heading = gettext("Cite this statement") if part else gettext("Cite this entry")
    if part and not part.anchor.startswith("s-"):
        heading = gettext("Cite this paragraph")
    files = _downloads(entry, "as=entry&" if own is not None else "")
    blocks.append(_block(heading, "entry", _by_language(as_entry), files))
    return Cite(
        url=as_entry(language)["URL"],
        blocks=blocks,
        part=words.get(language, ""),
        meta=metadata.meta(item),
        json_ld=metadata.json_ld(known, item, identifiers, about, image),
    )


def cite_version(entry: Entry, version: Version) -> Cite:
    """Return the box of a version, by the names that `entry` had in it; no query."""
    known = Known(entry)

    def as_it_was(tongue: str) -> Item:
        return entry_item(known, tongue, number=version.number, at=version.at)

    tail = f"?lang={current_language()}"
    files = [
        (
            form.label,
            reverse("interop:version-citation", args=[entry.pid, version.number, form.suffix])
            + tail,
        )
        for form in FORMATS
    ]
    item = as_it_was(current_language())
    block = _block(gettext("Cite this version"), "version", _by_language(as_it_was), files)
    return Cite(item["URL"], [block], meta=metadata.meta(item))


def cite_list(words: str, path: str, files_at: str = "browse:list-citations") -> Cite:
    """Return the box of the list at `path`, which `words` describe; no query.

    `files_at` is the name of the address of its files, which takes their suffix.
    """
    url = absolute(path)
    query = path.partition("?")[2]
    tail = f"?{query}" if query else ""
    files = [(form.label, path_of(files_at, form.suffix) + tail) for form in FORMATS]
    made = _by_language(lambda tongue: list_item(words, url, current_language()))
    return Cite(url, [_block(gettext("Cite this list"), "list", made, files)])


def find_part(entry: Entry, anchor: str, paragraphs: Sequence[str]) -> Part | None:
    """Return the statement or paragraph of an entry with this anchor; None if there is none.

    `paragraphs` are the anchors of its article. Costs three queries for a statement.
    """
    if PARAGRAPH.fullmatch(anchor) and anchor in paragraphs:
        words = f"¶ {paragraphs.index(anchor) + 1}"
        return Part(anchor, dict.fromkeys(("th", "en", "ru"), words))
    found = STATEMENT.fullmatch(anchor)
    if found is None:
        return None
    rows = Statement.objects.public().about(entry).filter(uid=found[1])
    claims = fetch_claims(rows)
    if not claims:
        return None
    return Part(anchor, {tongue: _sentence(claims[0], entry, tongue) for tongue in _tongues()})


def _sentence(claim: Claim, entry: Entry, language: str) -> str:
    """Return a statement as plain words, with its date."""
    with override(language):
        sentence = without_marks(Teller(entry.pk).tell(claim))
        when = claim.date.format(language, "short") if claim.date is not None else ""
    return f"{sentence} ({when})" if when else sentence


def _tongues() -> set[str]:
    """Return the languages in which a page cites: the reader's, and those of two styles."""
    return {style.language_for(current_language()) for style in STYLES}


def _by_language(make: Callable[[str], Item]) -> dict[str, Item]:
    """Return an item in each language that is needed."""
    found = {}
    for tongue in _tongues():
        with override(tongue):
            found[tongue] = make(tongue)
    return found


def _block(
    heading: str, prefix: str, items: dict[str, Item], files: list[tuple[str, str]]
) -> CiteBlock:
    reader = current_language()
    return CiteBlock(heading, prefix, [_line(style, items, reader) for style in STYLES], files)


def _line(style: Style, items: dict[str, Item], reader: str) -> CiteLine:
    language = style.language_for(reader)
    written = write(items[language], style, language)
    foreign = language if language != reader else ""
    return CiteLine(style.code, style.label, written.html, foreign)


def _own_heading(known: Known) -> str:
    headings: dict[str, Any] = {
        "publication": lambda: gettext("Cite the publication"),
        "issue": lambda: gettext("Cite the issue"),
        "work": lambda: gettext("Cite the work"),
        "source": lambda: gettext("Cite the source"),
    }
    return str(headings[known.entry.kind]())


def _downloads(entry: Entry, query: str = "") -> list[tuple[str, str]]:
    """Return name and address of each file, in the language of the page."""
    tail = f"?{query}lang={current_language()}"
    return [
        (form.label, path_of("interop:entry-citation", form.suffix, pid=entry.pid) + tail)
        for form in FORMATS
    ]
