"""Publishing what is due: by the command `publish_due`, and by servers that are being asked.

Every server looks at most once in PUBLISH_DUE_SECONDS, when somebody asks for any page, and in a
thread, so that no reader waits for it. Several may look at the same moment: a plan is locked while
it is carried out, and gone afterwards.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from desk.models import Schedule
from entries.actions import publish
from entries.models import Entry
from search import background

AT_ONCE: Final = 20
"""Plans that are carried out before others may write."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plan."""

    entry: Entry
    problem: str


def publish_due() -> list[Outcome]:
    """Publish what is due, each entry in a transaction of its own; return what became of it.

    What cannot be published keeps its plan, with the reason, and is not tried again.
    """
    due = Schedule.objects.filter(at__lte=timezone.now(), problem="").order_by("at", "pk")
    outcomes = [_carry_out(pk) for pk in due.values_list("pk", flat=True)[:AT_ONCE]]
    return [one for one in outcomes if one is not None]


def _carry_out(pk: int) -> Outcome | None:
    """Carry out one plan; None if somebody else does, or it was dropped or changed meanwhile."""
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        plans = Schedule.objects.select_for_update(skip_locked=skip, of=("self",) if skip else ())
        plan = plans.filter(pk=pk, at__lte=timezone.now(), problem="").first()
        if plan is None:
            return None
        entry = Entry.objects.get(pk=plan.entry_id)
        problem = _publish(plan, entry)
        if problem:
            Schedule.objects.filter(pk=pk).update(problem=problem)
        else:
            Schedule.objects.filter(pk=pk).delete()
        return Outcome(entry, problem)


def _publish(plan: Schedule, entry: Entry) -> str:
    """Publish the entry as was planned; return why not, if not.

    What is public already, because somebody was faster, needs nothing.
    """
    if entry.is_public:
        return ""
    if entry.revision != plan.revision:
        return _("It was changed after that: look at it again.")
    try:
        with transaction.atomic():
            publish(entry, plan.by, _("As planned."))
    except PermissionDenied as error:
        return str(error) or _("Whoever planned it may not publish any more.")
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


# Servers


class PublishDueMiddleware:
    """Have the clock looked at now and then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.next_look = 0.0
        """On the clock that is never set."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seconds: int = settings.PUBLISH_DUE_SECONDS
        now = time.monotonic()
        if seconds and now >= self.next_look:
            self.next_look = now + seconds
            background.start(publish_some, "publish-due")
        return self.get_response(request)


def publish_some() -> bool:
    """Publish some of what is due; tell whether there may be more."""
    with translation.override(settings.LANGUAGE_CODE):
        return len(publish_due()) == AT_ONCE
