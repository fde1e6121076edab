"""The page of an entry, put together: a fixed number of queries whatever it holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.utils.safestring import SafeString

from browse.files import File
from browse.pages import (
    besides,
    citing,
    evidence,
    facts,
    images,
    listings,
    names,
    statements,
    texts,
)
from browse.pages.besides import Besides
from browse.pages.citation import Cite, cite_entry, find_part
from browse.pages.citing import Citing
from browse.pages.life import Life, life_of
from browse.pages.lines import Fact, Group, Listing, NameLine, Note, Picture
from browse.pages.long_life import fetch_long_life
from browse.pages.related import find_related
from browse.pages.sentences import Teller
from browse.taking import entry_files
from browse.words import link
from corrections.models import Correction
from entries.choices import PLURALS, Kind
from entries.languages import Shown
from entries.models import Entry, Identifier
from entries.paths import PID, path_of
from entries.prepared import Prepared, PreparedModels
from interop.iiif.addresses import absolute

_identifiers: Final = PreparedModels(
    Identifier, lambda keys: Identifier.objects.filter(entry=keys[0])
)
_thanked: Final[Prepared[tuple[str]]] = Prepared(
    lambda keys: Correction.objects.credited(keys[0]).order_by("pk").values_list("name")
)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """All that the template of an entry is given."""

    entry: Entry
    label: Shown
    kind: str
    what: list[SafeString]
    """Type and years."""
    scripts: list[Shown]
    marks: SafeString
    summary: texts.Prose
    article: texts.Prose
    life: Life | None
    facts: list[Fact]
    groups: list[Group]
    names: list[NameLine]
    has_periods: bool
    """Whether any name has a period of use."""
    listings: list[Listing]
    identifiers: list[Identifier]
    notes: list[Note]
    contradicted: bool
    related: list[tuple[SafeString, int, list[Shown]]]
    """Entries that stand close, in how many statements, and in which."""
    cite: Cite
    correct_url: str
    thanks: list[str]
    """Readers whose corrections were accepted and who wish to be named."""
    number: int
    has_next: bool
    citing: Citing | None = None
    portraits: list[Picture] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    """Name and address of what can be taken away."""
    besides: Besides = field(default_factory=Besides)
    manifest_url: str = ""
    """Where machines find the pictures (IIIF); empty if there are none for them."""

    @property
    def has_large_files(self) -> bool:
        """Whether a file is large enough for its arrival to be shown."""
        return any(file.bytes for file in self.files)

    @property
    def machine_paths(self) -> list[tuple[str, str]]:
        """Type and address of what machines are offered in place of the page."""
        pid = self.entry.pid
        named = [
            (form.media_type, path_of("interop:entry-citation", form.suffix, pid=pid))
            for form in self.cite.formats
        ]
        return [*named, ("application/json", path_of("interop:entry-json", pid=pid))]

    @property
    def face(self) -> Picture | None:
        """The picture that stands for the entry elsewhere."""
        return next(iter([*self.portraits, *self.pictures]), None)

    @property
    def notes_html(self) -> SafeString:
        """The rows of the list of evidence; a loop in the template would take as long again."""
        return SafeString("\n".join([note.html for note in self.notes]))


def build_page(entry: Entry, number: int = 1, cited: str = "") -> EntryPage:
    """Return the page of a published entry; `number` pages through what is too long for one.

    `cited` is the anchor of the statement or paragraph to cite; of none, the entry is cited.
    """
    entry = facts.fetch_specific(entry)
    is_source = entry.kind == Kind.SOURCE
    fetched = statements.fetch(entry, 1 if is_source else number)
    prose = texts.fetch(entry)
    own_names = names.fetch(entry)
    register = evidence.fetch(entry, fetched.statements, own_names)
    # The order of these calls is the order of the numbers down the page.
    marks = register.of_entry()
    teller = Teller(entry.pk)
    groups = statements.group(fetched.statements, entry, register, teller)
    name_lines = names.tell(own_names, register)
    pictures = images.fetch(entry)
    claims = citing.fetch(entry, number) if is_source else None
    identifiers = _identifiers([entry.pk])
    part = find_part(entry, cited, prose["article"].paragraphs) if cited else None
    return EntryPage(
        entry=entry,
        label=entry.label,
        kind=str(Kind(entry.kind).label),
        what=facts.what(entry, entry.span),
        scripts=names.other_scripts(entry),
        marks=marks,
        summary=prose["summary"],
        article=prose["article"],
        life=_life(entry, fetched, teller),
        facts=facts.tell(entry),
        groups=groups,
        names=name_lines,
        has_periods=any(line.when for line in name_lines),
        listings=listings.tell(entry),
        identifiers=identifiers,
        notes=register.notes,
        contradicted=register.contradicted,
        related=[
            (link(other), shared, reasons)
            for other, shared, reasons in find_related(fetched.statements, entry)
        ],
        cite=cite_entry(
            entry, identifiers, prose["summary"].description, part, _face_address(pictures)
        ),
        correct_url=_correct_url(entry, part.anchor if part is not None else ""),
        thanks=thanked(entry),
        number=claims.page.number if claims else fetched.number,
        has_next=fetched.has_next,
        citing=claims,
        portraits=[one for one in pictures if one.portrait],
        pictures=[one for one in pictures if not one.portrait],
        files=entry_files(entry, fetched),
        besides=besides.tell(entry, fetched, own_names),
        manifest_url=_manifest_url(entry, pictures),
    )


def _life(entry: Entry, fetched: statements.Fetched, teller: Teller) -> Life | None:
    """Return the life line, on the first page: of all statements, also those on later pages."""
    if fetched.number > 1:
        return None
    if fetched.has_next:
        return fetch_long_life(entry)
    return life_of(fetched.statements, entry, teller)


def _manifest_url(entry: Entry, pictures: Iterable[Picture]) -> str:
    """Return the address of the manifest, if any picture is offered in sizes."""
    offered = any(one.srcset for one in pictures)
    return path_of("interop:manifest", pid=entry.pid) if offered else ""


def _face_address(pictures: Iterable[Picture]) -> str:
    """Return the full address of the first picture that is offered in sizes."""
    return next((absolute(one.url) for one in pictures if one.srcset), "")


def _correct_url(entry: Entry, anchor: str) -> str:
    """Return the address of the form for corrections: of the statement that is cited, if any."""
    address = path_of("browse:correct", PLURALS[entry.kind], PID, pid=entry.pid)
    uid = anchor.removeprefix("s-")
    return f"{address}?statement={uid}" if uid != anchor else address


def thanked(entry: Entry) -> list[str]:
    """Return the names of readers to be thanked, each once, the first first (one query)."""
    return list(dict.fromkeys(name for (name,) in _thanked([entry.pk])))
