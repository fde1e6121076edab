"""The lists of work: what each is called, whose it is, and which entries are in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from desk.models import Assignment, Finding, Schedule
from desk.worklists.telling import Tell, tell_broken, tell_dead, tell_doubts, tell_unverified
from entries import rights
from entries.choices import Status
from entries.fields import LANGUAGE_LABELS
from entries.models import Entry
from entries.review import was_sent_back

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrOrPromise

Section = Literal["yours", "queue", "mend"]

SECTIONS: Final[dict[Section, "_StrOrPromise"]] = {
    "yours": _("Yours"),
    "queue": _("On the way to the public"),
    "mend": _("To be mended"),
}


@dataclass(frozen=True, slots=True)
class WorkList:
    """One list of work."""

    code: str
    """Stands in addresses; never changes."""
    section: Section
    label: "_StrOrPromise"
    help: "_StrOrPromise"
    rows: Callable[["User"], QuerySet[Any]]
    """Returns the rows that stand for entries: entries themselves, or what was found of them."""
    path: str = ""
    """The path from such a row to its entry, with `__` at the end; empty if it is the entry."""
    kind: str = "kind"
    """The column of a row that holds the kind of its entry."""
    tell: Tell | None = None
    """Says of some entries, by their keys, what is the matter with each."""
    allowed: Callable[["User"], bool] = lambda user: True

    @property
    def key(self) -> str:
        """The column of a row that holds the key of its entry; lists are in this order."""
        return f"{self.path.removesuffix('__')}_id" if self.path else "pk"


def _entries(**wanted: Any) -> QuerySet[Entry]:
    return Entry.objects.filter(**wanted)


def _kept(code: str, label: Any, help_text: Any, tell: Tell | None = None, **more: Any) -> WorkList:
    """Return a list of what was found when entries were inspected."""

    def rows(user: "User") -> QuerySet[Finding]:
        return Finding.objects.filter(code=code)

    section: Section = more.pop("section", "mend")
    return WorkList(code, section, label, help_text, rows, "entry__", tell=tell, **more)


def _summary(code: str, language: str) -> WorkList:
    return _kept(
        f"no-summary-{code}",
        format_lazy(_("No summary: {language}"), language=language),
        _("Entries without two or three sentences in this language."),
    )


def _tell_returned(keys: Sequence[int]) -> dict[int, list[str]]:
    """Return who sent each entry back, and why."""
    rows: Any = was_sent_back(Entry.objects.filter(pk__in=keys))
    return {row.pk: [f"{row.returned_by or '–'}: {row.reason}"] for row in rows}


LISTS: Final = {
    one.code: one
    for one in (
        WorkList(
            "returned",
            "yours",
            _("Sent back to you"),
            _("Your drafts that a reviewer has returned, with the reason."),
            lambda user: was_sent_back(_entries(created_by=user)),
            tell=_tell_returned,
        ),
        WorkList(
            "hands",
            "yours",
            _("In your hands"),
            _("What a colleague has handed over to you."),
            lambda user: Assignment.objects.filter(person=user),
            "entry__",
            "entry__kind",
        ),
        WorkList(
            "mine",
            "yours",
            _("My drafts"),
            _("What you have begun and not handed in."),
            lambda user: _entries(status=Status.DRAFT, created_by=user),
        ),
        WorkList(
            "submitted",
            "yours",
            _("Handed in by you"),
            _("What you have begun and others are reviewing."),
            lambda user: _entries(status=Status.IN_REVIEW, created_by=user),
        ),
        WorkList(
            "waiting",
            "queue",
            _("Waiting for review"),
            _("What has been handed in, the oldest entry first."),
            lambda user: _entries(status=Status.IN_REVIEW),
        ),
        WorkList(
            "planned",
            "queue",
            _("Planned to be published"),
            _("What has an hour at which it becomes public, or could not be published then."),
            lambda user: Schedule.objects.exclude(entry__status=Status.PUBLISHED),
            "entry__",
            "entry__kind",
        ),
        _kept(
            "unseen",
            _("Changed in public, not yet looked at"),
            _("Public entries that were changed since somebody else has looked at them."),
            section="queue",
            allowed=lambda user: bool(settings.FOUR_EYES),
        ),
        WorkList(
            "drafts",
            "queue",
            _("All drafts"),
            _("What anybody has begun and not handed in."),
            lambda user: _entries(status=Status.DRAFT),
            allowed=rights.may_review,
        ),
        _kept(
            "dates",
            _("Dates that contradict"),
            _("A deed after death, an issue outside the run of its serial, and the like."),
            tell_doubts("dates"),
        ),
        _kept(
            "disputed",
            _("Disputed"),
            _("Sources say different things, and nobody has said which the archive holds with."),
        ),
        _kept(
            "no-source",
            _("No source"),
            _("Entries for which no source is named at all."),
        ),
        _kept(
            "uncited",
            _("Statements without a source"),
            _("Entries that say something for which they name no source."),
            tell_doubts("evidence"),
        ),
        _kept(
            "no-date",
            _("No date"),
            _("Entries of which nobody knows when. Places and topics need none."),
        ),
        *(_summary(code, language) for code, language in LANGUAGE_LABELS.items()),
        _kept(
            "hidden-linked",
            _("Not public, but linked"),
            _("Drafts that a public entry leads to, so that readers look for them in vain."),
        ),
        _kept(
            "alone",
            _("Alone"),
            _("Nothing leads to them, and they lead nowhere."),
        ),
        _kept(
            "broken",
            _("Broken links"),
            _("Identifiers and addresses that cannot be right, links to entries that are gone."),
            tell_broken,
        ),
        _kept(
            "dead-links",
            _("Addresses where nobody answers"),
            _("Pages elsewhere that were asked on several days, and are gone."),
            tell_dead,
        ),
        _kept(
            "unverified",
            _("Numbers of authorities that nobody has checked"),
            _("Open the number at its authority, and tick “verified” if it is the same."),
            tell_unverified,
        ),
        _kept(
            "mixed",
            _("Letters of two scripts"),
            _("Names in which letters that look alike come from two scripts."),
            tell_doubts("names"),
        ),
        _kept(
            "pictures",
            _("Pictures without words or rights"),
            _("What they lack before their entry can be published, or has lacked since it was."),
            tell_doubts("pictures"),
        ),
    )
}
"""All lists by their codes, in the order of the first page."""

DUPLICATES: Final = "duplicates"
"""The code of the list of couples, which has a page of its own."""


def lists_for(user: "User") -> list[WorkList]:
    """Return the lists that `user` is shown."""
    return [one for one in LISTS.values() if one.allowed(user)]


def rows_for(worklist: WorkList, user: "User", kinds: Sequence[str]) -> QuerySet[Any]:
    """Return the rows of a list for entries of these kinds, in no order."""
    return worklist.rows(user).filter(**{f"{worklist.kind}__in": kinds})
