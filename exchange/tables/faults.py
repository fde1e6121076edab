"""What may be wrong with a cell or a row, and how it is told."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

FAULTS: Final[dict[str, "_StrOrPromise"]] = {
    "date": _("A date is not understood"),
    "number": _("A number is expected"),
    "switch": _("Yes or no is expected"),
    "choice": _("A value is not in its list"),
    "term": _("A term is not in the vocabulary"),
    "property": _("There is no such property"),
    "line": _("A list in a cell is not understood"),
    "language": _("A language tag is not understood"),
    "identifier": _("An identifier is not valid"),
    "taken": _("Another entry has the identifier"),
    "unknown": _("An entry is not found"),
    "several": _("A name means several entries"),
    "kind": _("An entry is of another kind"),
    "pid": _("A permanent identifier is not valid"),
    "gone": _("The entry was deleted"),
    "merged": _("The entry was merged"),
    "anchor": _("The statement belongs to another entry"),
    "twice": _("The same comes twice in the file"),
    "namesake": _("There may be such an entry already"),
    "missing": _("Something that is needed is missing"),
    "evidence": _("Evidence is not complete"),
    "file": _("A picture is not in the archive"),
    "long": _("A text is too long"),
    "rights": _("The entry is not yours to change"),
    "formula": _("A cell holds a formula or an error"),
    "width": _("A row has more cells than there are headings"),
    "refused": _("The record would contradict itself"),
    "changed": _("Somebody changed the entry meanwhile"),
}
"""The kinds of fault, in words, in the order in which a report has them."""


class CellError(ValueError):
    """A cell cannot be taken; `fault` is one of FAULTS, the message says what is wrong with it.

    `choices` are the primary keys of the entries that may be meant, `key` is what was asked for.
    """

    def __init__(
        self, fault: str, message: object, choices: tuple[int, ...] = (), key: str = ""
    ) -> None:
        """Keep what kind of fault it is."""
        super().__init__(str(message))
        self.fault = fault
        self.choices = choices
        self.key = key
