"""What looks wrong in the archive and may still be what the sources say: told, never refused.

Each check is one condition and one sentence, and is asked in two ways: about one entry, for the
form that was just saved (`doubts_of`), and about all, for a work list (`rows_in_doubt`,
`entries_in_doubt`). A room above `entries` adds its own with `register` when it starts.
"""

from entries.doubts import dates, names, pictures
from entries.doubts.checks import Check, Doubt, Group, all_checks, check_of, register, when
from entries.doubts.finding import doubts_of, entries_in_doubt, rows_in_doubt

register(*dates.CHECKS, *names.CHECKS, *pictures.CHECKS)

__all__ = [
    "Check",
    "Doubt",
    "Group",
    "all_checks",
    "check_of",
    "doubts_of",
    "entries_in_doubt",
    "register",
    "rows_in_doubt",
    "when",
]
