"""What a merge did, in numbers."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _


@dataclass(slots=True)
class Counts:
    """How many rows a merge moved, folded and dropped."""

    moved: int = 0
    """Statements of which an end is the survivor now."""
    folded: int = 0
    """Statements folded into identical ones, with their evidence."""
    dropped: int = 0
    """Statements that an editor decided to drop."""
    turned: int = 0
    """Of those moved, the ones in which words stand for an end now."""
    names: int = 0
    names_folded: int = 0
    names_left_out: int = 0
    texts: int = 0
    identifiers: int = 0
    images: int = 0
    images_held_back: int = 0
    """Pictures of a draft that lack what the public must be told of them: they stay with it."""
    citations: int = 0
    """Evidence for the entry as a whole that the survivor did not have."""
    cited: int = 0
    """Citations of a merged source that cite the survivor now."""
    cited_folded: int = 0
    columns: int = 0
    """Columns of other entries that lead to the survivor now."""
    redirects: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the numbers by name, as they are stored."""
        return asdict(self)


def say_counts(counts: dict[str, int]) -> str:
    """Return the statements in one line: “moved 14, folded 3, dropped 0”."""
    return _("Statements: moved %(moved)d, folded %(folded)d, dropped %(dropped)d.") % {
        "moved": counts.get("moved", 0),
        "folded": counts.get("folded", 0),
        "dropped": counts.get("dropped", 0),
    }
