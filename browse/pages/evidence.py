"""Numbering the evidence of a page: one number for each spot in a source, down the page."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.markup import escaped
from browse.pages.claims import Claim, End, as_text, end_columns, read_end, read_text
from browse.pages.lines import Note
from browse.words import Linker
from entries.choices import Stance, Status
from entries.languages import Localised, current_language, show
from entries.models import Entry, Name
from entries.prepared import Prepared
from sources.models import Citation


class Cited(NamedTuple):
    """One citation of a page, as a plain row; its source is public."""

    statement_id: int | None
    name_id: int | None
    source: End
    locator: str
    stance: str
    note: Localised


def fetch(entry: Entry, statements: Iterable[Claim], names: Iterable[Name]) -> "Register":
    """Return the register of all evidence on a page: one query."""
    rows = _of_page([entry.pk], [one.pk for one in statements], [one.pk for one in names])
    return _register(rows, in_place=True)


def fetch_cited(statements: Iterable[Claim]) -> "Register":
    """Return the register of the evidence of statements alone: one query."""
    return _register(_of_statements([one.pk for one in statements]))


def _rows(wanted: Q) -> QuerySet[Any, tuple[Any, ...]]:
    """Return the rows of citations: nothing else than what is public."""
    return Citation.objects.filter(wanted, source__status=Status.PUBLISHED).values_list(
        "statement_id", "name_id", "locator", "stance", as_text("note"), *end_columns("source")
    )


_of_page: Final[Prepared[tuple[Any, ...]]] = Prepared(
    lambda entry, statements, names: _rows(
        Q(entry=entry[0]) | Q(statement__pk__in=statements) | Q(name__pk__in=names)
    )
)
_of_statements: Final[Prepared[tuple[Any, ...]]] = Prepared(
    lambda statements: _rows(Q(statement__pk__in=statements))
)


def _register(rows: Iterable[tuple[Any, ...]], *, in_place: bool = False) -> "Register":
    """Make the citations of rows, each source but once."""
    sources: dict[int, End] = {}
    citations = []
    for statement, name, locator, stance, note, *columns in rows:
        source = read_end(columns, sources)
        if source is not None:
            citations.append(Cited(statement, name, source, locator, stance, read_text(note)))
    return Register(citations, in_place=in_place)


class Register:
    """Gives out the numbers in the order in which claims ask for them."""

    def __init__(self, citations: Iterable[Cited], *, in_place: bool = False) -> None:
        """Number these citations.

        With `in_place`, a number opens its source beside the claim; else it leads to the note.
        """
        self._in_place = in_place
        self._language = current_language()
        self._linker = Linker(self._language)
        # Asked for once: a page may have hundreds of numbers.
        self._labels = (_("evidence %(number)s"), _("contradicted by evidence %(number)s"))
        self._back = _("back to the statement")
        self._of_statement: dict[int | None, list[Cited]] = defaultdict(list)
        self._of_name: dict[int | None, list[Cited]] = defaultdict(list)
        for citation in citations:
            self._of_statement[citation.statement_id].append(citation)
            self._of_name[citation.name_id].append(citation)
        self.notes: list[Note] = []
        self.contradicted = False
        """Whether any number says that a source contradicts the claim."""
        self._by_spot: dict[tuple[int, str], Note] = {}
        self._links: dict[int, SafeString] = {}
        self._numbers: dict[tuple[int, bool], SafeString] = {}

    def of_entry(self) -> SafeString:
        """Return the numbers of the evidence for the entry as a whole, as links."""
        whole = [one for one in self._of_statement.get(None, []) if one.name_id is None]
        return self._marks(whole, "entry")

    def of_statement(self, statement: Claim, anchor: str) -> SafeString:
        """Return the numbers of the evidence for a statement, as links."""
        return self._marks(self._of_statement.get(statement.pk, []), anchor)

    def of_name(self, name: Name, anchor: str) -> SafeString:
        """Return the numbers of the evidence for a name, as links."""
        return self._marks(self._of_name.get(name.pk, []), anchor)

    def _marks(self, citations: Iterable[Cited], anchor: str) -> SafeString:
        """Return the numbers; each note learns which claim rests on it."""
        found: dict[SafeString, None] = {}
        for citation in citations:
            note = self._note(citation.source, citation.locator)
            if anchor not in note.anchors:
                note.anchors.append(anchor)
            if citation.note:
                remark = show(citation.note, self._language)
                if remark.text and remark not in note.remarks:
                    note.remarks.append(remark)
            found[self._number(note, citation)] = None
        return SafeString("".join(found))

    def _note(self, source: End, locator: str) -> Note:
        note = self._by_spot.get((source.pk, locator))
        if note is None:
            link = self._links.get(source.pk)
            if link is None:
                link = self._links[source.pk] = self._linker(source)
            note = Note(len(self.notes) + 1, link, locator, self._back)
            self._by_spot[source.pk, locator] = note
            self.notes.append(note)
        return note

    def _number(self, note: Note, citation: Cited) -> SafeString:
        """Return one number with the way to its source."""
        contradicts = citation.stance == Stance.CONTRADICTS
        self.contradicted = self.contradicted or contradicts
        key = (note.number, contradicts)
        if key not in self._numbers:
            label = escaped(self._labels[contradicts] % {"number": note.number})
            sign = "≠" if contradicts else ""
            show_number = _open_in_place if self._in_place else _lead_to_note
            self._numbers[key] = show_number(note, label, f"{sign}{note.number}")
        return self._numbers[key]


def _lead_to_note(note: Note, label: str, number: str) -> SafeString:
    return SafeString(f'<a class="ev" href="#n{note.number}" aria-label="{label}">{number}</a>')


def _open_in_place(note: Note, label: str, number: str) -> SafeString:
    """Return a number that opens source and spot where it stands, with no script."""
    locator = f", {escaped(note.locator)}" if note.locator else ""
    return SafeString(
        f'<details class="ev"><summary aria-label="{label}">{number}</summary><span class="proof">'
        f'{note.source}{locator} <a href="#n{note.number}" aria-label="{label}">↓</a></span>'
        "</details>"
    )
