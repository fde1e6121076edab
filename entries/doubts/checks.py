"""What a check is, and the list of all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Model, Q

from entries.languages import current_language

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from dates import HistoricalDate

Group = Literal["dates", "evidence", "names", "pictures"]
"""Which work list a check belongs to: contradictory dates, no source, mixed scripts,
pictures that lack words."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be wrong, of rows of one model."""

    code: str
    """Stands in addresses of work lists; keep it."""
    group: Group
    title: "_StrOrPromise"
    model: type[Model]
    condition: Q
    """Which rows are in doubt, by the database alone."""
    say: Callable[[Any], str]
    """Returns the sentence about a row that was fetched with `needs` (no query)."""
    owner: str
    """The path from a row to the entry that is to be looked at; `pk` if the row is the entry."""
    ends: tuple[str, ...]
    """The paths to all entries of which a change may raise the doubt, the owner among them."""
    needs: tuple[str, ...] = ()
    """Foreign keys that the sentence reads."""
    holds: Callable[[Any], bool] = lambda row: True
    """Looks once more at a row where the database can only suspect (no query)."""

    def owner_key(self, row: Any) -> int:
        """Return the primary key of the entry that is to be looked at."""
        return int(row.pk if self.owner == "pk" else getattr(row, f"{self.owner}_id"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt about one row."""

    check: Check
    row: Any
    sentence: str

    @property
    def entry_key(self) -> int:
        """The primary key of the entry that is to be looked at."""
        return self.check.owner_key(self.row)


def when(date: "HistoricalDate | None") -> str:
    """Return a date in the language of the request, short; nothing for None."""
    return date.format(current_language(), "short") if date is not None else ""


_CHECKS: dict[str, Check] = {}


def register(*checks: Check) -> None:
    """Add checks to the list; one with a code that is there already takes its place."""
    _CHECKS.update({check.code: check for check in checks})


def all_checks(*groups: Group) -> list[Check]:
    """Return the checks of these groups, or all, in the order in which they were added."""
    return [check for check in _CHECKS.values() if not groups or check.group in groups]


def check_of(code: str) -> Check | None:
    """Return the check with this code, if there is one."""
    return _CHECKS.get(code)
