"""Numbering the evidence of a page: one number for each spot in a source, down the page."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.pages.lines import Note
from browse.words import link
from entries.choices import Stance, Status
from entries.languages import show
from sources.models import Citation


def visible() -> QuerySet[Citation]:
    """Return the citations that the public may see, with their sources, for prefetching."""
    return Citation.objects.filter(source__status=Status.PUBLISHED).select_related("source")


class Register:
    """Gives out the numbers in the order in which claims ask for them."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.contradicted = False
        """Whether any number says that a source contradicts the claim."""
        self._by_spot: dict[tuple[int, str], Note] = {}
        self._numbers: dict[tuple[int, bool], SafeString] = {}

    def marks(self, citations: Iterable[Citation], anchor: str) -> SafeString:
        """Return the numbers of `citations` as links; each note learns which claim rests on it.

        Citations must come with their source and be public (see `visible`).
        """
        found: dict[SafeString, None] = {}
        for citation in citations:
            note = self._note(citation)
            if anchor not in note.anchors:
                note.anchors.append(anchor)
            remark = show(citation.note)
            if remark.text and remark not in note.remarks:
                note.remarks.append(remark)
            found[self._number(note.number, citation.stance == Stance.CONTRADICTS)] = None
        return SafeString("".join(found))

    def _note(self, citation: Citation) -> Note:
        spot = (citation.source_id, citation.locator)
        note = self._by_spot.get(spot)
        if note is None:
            note = Note(len(self.notes) + 1, link(citation.source), citation.locator)
            self._by_spot[spot] = note
            self.notes.append(note)
        return note

    def _number(self, number: int, contradicts: bool) -> SafeString:
        """Return one number as a link to its note."""
        self.contradicted = self.contradicted or contradicts
        key = (number, contradicts)
        if key not in self._numbers:
            label = (
                _("contradicted by evidence %(number)s")
                if contradicts
                else _("evidence %(number)s")
            )
            self._numbers[key] = format_html(
                '<a class="ev" href="#n{}" aria-label="{}">{}{}</a>',
                number,
                label % {"number": number},
                "≠" if contradicts else "",
                number,
            )
        return self._numbers[key]
