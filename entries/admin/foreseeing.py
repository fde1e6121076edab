"""What a step with many entries would do: which would take it, which cannot, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from entries.actions import say_nameless, say_own, say_status
from entries.admin.steps import Step
from entries.choices import NameType
from entries.models import Entry, Name
from entries.review import with_hand_in
from entries.showable import PLACE, closed_keys, incomplete_images, say_closed, say_incomplete

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Outlook:
    """One entry, and what stands in the way of the step; nothing if it is possible."""

    entry: Entry
    problem: str
    place: str = ""
    """Where in its form it is to be mended, as an anchor; empty if that is not one place."""


def foresee(step: Step, entries: Sequence[Entry], user: "User") -> list[Outlook]:
    """Return for each entry whether the step is possible (five queries at most).

    The action itself decides again, when it is carried out.
    """
    keys = [entry.pk for entry in entries]
    publishes = step.code == "publish"
    named = _named(keys) if publishes else set()
    own = with_hand_in(user, keys) if publishes and settings.FOUR_EYES else set()
    bare = incomplete_images(keys) if publishes else {}
    closed = closed_keys(keys) if publishes else set()
    outlooks = []
    for entry in entries:
        problem, place = _problem(step, entry, user, named, own), ""
        if not problem and entry.pk in closed:
            problem = say_closed()
        elif not problem and entry.pk in bare:
            problem, place = say_incomplete(bare[entry.pk]), PLACE
        outlooks.append(Outlook(entry, problem, place))
    return outlooks


def say_not_yours() -> str:
    """Return why a step with the entry of somebody else is refused."""
    return _("this is not yours to change.")


def _problem(step: Step, entry: Entry, user: "User", named: set[int], own: set[int]) -> str:
    if entry.status not in step.before:
        return say_status(entry)
    if entry.pk in own:
        return say_own()
    if step.code != "publish":
        return "" if step.allowed(user, entry) else say_not_yours()
    return "" if entry.pk in named else say_nameless()


def _named(keys: Sequence[int]) -> set[int]:
    """Return which of these entries have a preferred name."""
    names = Name.objects.filter(entry__in=keys, type=NameType.PREFERRED)
    return set(names.values_list("entry_id", flat=True))
