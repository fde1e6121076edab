"""Who saved meanwhile, and what of theirs a form has taken in: sentences for the editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from entries.models import Entry, Presence

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser, User

MOST_SAVES: Final = 20
MOST_NAMED: Final = 3


@dataclass(frozen=True)
class Savers:
    """Who has saved an entry since a form was opened, the latest first."""

    names: tuple[str, ...]
    """Without the editor's own; empty if it was only the editor, in another window."""
    at: "datetime | None"
    """When it was last saved."""

    def __bool__(self) -> bool:
        """Whether anybody has saved."""
        return self.at is not None

    @property
    def who(self) -> str:
        """The names, or that it was the editor."""
        return ", ".join(self.names) or gettext("yourself, in another window")

    @property
    def when(self) -> str:
        """The time; with the day, if that is not today."""
        return say_time(self.at) if self.at is not None else ""


def find_savers(entry: Entry, revision: int | None, user: "User | AnonymousUser") -> Savers:
    """Return who saved the entry after this revision (one query if anybody did, else none).

    Without a revision it is whoever saved last.
    """
    if revision is None:
        other = entry.changed_by if entry.changed_by != user else None
        return Savers((full_name(other),) if other is not None else (), entry.changed_at)
    if entry.revision == revision:
        return Savers((), None)
    log = entry.log.filter(revision__gt=revision).select_related("user")[:MOST_SAVES]
    rows = list(log)
    others = [full_name(row.user) for row in rows if row.user_id != user.pk]
    return Savers(tuple(dict.fromkeys(others)), rows[0].at if rows else entry.changed_at)


def full_name(user: "User | None") -> str:
    """Return how an editor is called among editors."""
    return user.get_full_name() or user.get_username() if user is not None else gettext("somebody")


def say_time(at: "datetime") -> str:
    """Return a time as people say it: the hour, if it was today."""
    local = localtime(at)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "DATETIME_FORMAT")


def say_what_came(form: Any, formsets: Iterable[Any]) -> str:
    """Return what of theirs was taken in, as a list; empty if nothing that the form shows."""
    keys = [key for unit in form.joined.came for key in unit]
    fields = dict.fromkeys(form.shape.fields[key] for key in keys)
    parts = [str(form.fields[name].label) for name in fields]
    parts += [said for rows in formsets if (said := _say_rows(rows))]
    return "; ".join(parts)


def _say_rows(rows: Any) -> str:
    """Return what happened to rows: “names: 1 changed (Троцкий), 1 added (Trotzki)”."""
    joined = rows.joined
    changed, added, removed = len(joined.changed), len(joined.added), len(joined.removed)
    told = []
    if changed:
        told.append(_counted(ngettext("%d changed", "%d changed", changed), rows, joined.changed))
    if added:
        told.append(_counted(ngettext("%d added", "%d added", added), rows, joined.added))
    if removed:
        told.append(ngettext("%d removed", "%d removed", removed) % removed)
    heading = capfirst(str(rows.model._meta.verbose_name_plural))
    return f"{heading}: {', '.join(told)}" if told else ""


def _counted(said: str, rows: Any, keys: list[int]) -> str:
    named = [str(rows.rows_by_key[key]) for key in keys[:MOST_NAMED] if key in rows.rows_by_key]
    more = ["…"] if len(keys) > len(named) else []
    return f"{said % len(keys)} ({', '.join([*named, *more])})"


def say_saved(savers: Savers, what: str, *, changed: bool) -> str:
    """Return the message after a save that was put together with others; `what` may be empty."""
    if not savers.names:
        said = gettext("Saved together with what you saved yourself in another window (%(when)s)")
    elif changed:
        said = gettext("Your changes were saved together with those of %(who)s (%(when)s)")
    else:
        said = gettext("You changed nothing; %(who)s has saved since you opened it (%(when)s)")
    said %= {"who": savers.who, "when": savers.when}
    return f"{said}: {what}." if what else f"{said}."


def say_newer(savers: Savers) -> str:
    """Return that somebody has saved since the form was opened; empty if nobody has."""
    if not savers:
        return ""
    said = gettext(
        "%(who)s has saved since you opened this (%(when)s). When you save, both are put together."
    )
    return said % {"who": savers.who, "when": savers.when}


def say_presence(others: Iterable[Presence]) -> str:
    """Return who else has the form open; empty if nobody."""
    told = [
        gettext("%(who)s (since %(when)s)")
        % {"who": full_name(one.user), "when": say_time(one.since)}
        for one in others
    ]
    return gettext("Also editing: %(who)s.") % {"who": ", ".join(told)} if told else ""
