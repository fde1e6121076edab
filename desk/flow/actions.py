"""Putting an entry into somebody's hands, commenting on it, planning its publication.

Each checks the right and writes the log. They raise PermissionDenied when `user` may not, and
ValidationError when what is asked for makes no sense.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.models import Assignment, Comment, Schedule
from entries import rights
from entries.actions import record, say_own, say_status
from entries.admin.steps import STEPS
from entries.models import Entry
from entries.showable import refuse_closed, refuse_incomplete

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

LONGEST_COMMENT: Final = 4000


def colleagues() -> QuerySet[User]:
    """Return those who work at the desk: by a group or a right of their own, or as superuser."""
    sees = {"codename": "view_entry", "content_type__app_label": "entries"}
    own = {f"user_permissions__{name}": value for name, value in sees.items()}
    by_group = {f"groups__permissions__{name}": value for name, value in sees.items()}
    staff = User.objects.filter(is_staff=True, is_active=True)
    allowed = Q(is_superuser=True) | Q(**own) | Q(**by_group)
    return staff.filter(pk__in=User.objects.filter(allowed).values("pk")).order_by("username")


@transaction.atomic
def assign(entry: Entry, user: User, person: User | None) -> None:
    """Put an entry into the hands of a colleague, or out of anybody's.

    Reviewers may; and whose hands it is in may give it back.
    """
    own = Assignment.objects.filter(entry=entry.pk, person=user.pk)
    if not (rights.may_review(user) or (person is None and own.exists())):
        raise PermissionDenied
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    if person is None:
        gone, _models = Assignment.objects.filter(entry=row).delete()
        if gone:
            record(row, user, "assign", "–")
        return
    if not colleagues().filter(pk=person.pk).exists():
        raise ValidationError(_("This user does not work at the desk."))
    values = {"person": person, "by": user}
    Assignment.objects.update_or_create(entry=row, defaults=values)
    record(row, user, "assign", person.get_username())


def may_comment(user: "User | AnonymousUser", entry: Entry) -> bool:
    """Tell whether `user` may comment: a reviewer, the author, or whose hands it is in."""
    if rights.may_review(user):
        return True
    if not user.is_active or user.pk is None:
        return False
    assigned = Assignment.objects.filter(entry=entry.pk, person=user.pk)
    return entry.created_by_id == user.pk or assigned.exists()


@transaction.atomic
def comment(entry: Entry, user: User, text: str) -> Comment:
    """Say something about an entry to the colleagues who work on it."""
    if not may_comment(user, entry):
        raise PermissionDenied
    if not text.strip():
        raise ValidationError(_("Write something."))
    if len(text) > LONGEST_COMMENT:
        raise ValidationError(_("This is too long for a comment."))
    said = Comment.objects.create(pid=entry.pid, user=user, text=text.strip())
    record(entry, user, "comment")
    return said


@transaction.atomic
def schedule(entry: Entry, user: User, at: datetime) -> Schedule:
    """Plan that the entry, as it stands, is published at a moment to come.

    Whoever may publish it may. It is published by their right, if they still have it then, and
    only if nobody changes it meanwhile: what becomes public is what they have seen. Pictures must
    have their words now, since nobody may add them later.
    """
    if not rights.may_publish(user):
        raise PermissionDenied
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    if rights.is_own_work(user, row):
        raise PermissionDenied(say_own())
    if row.status not in STEPS["publish"].before:
        raise ValidationError(say_status(row))
    if at <= timezone.now():
        raise ValidationError(_("This hour has passed. To publish it now, press Publish."))
    refuse_closed(row.pk)
    refuse_incomplete(row.pk)
    values = {"at": at, "by": user, "revision": row.revision, "problem": ""}
    plan, _made = Schedule.objects.update_or_create(entry=row, defaults=values)
    record(row, user, "schedule", at.isoformat(timespec="minutes"))
    return plan


@transaction.atomic
def unschedule(entry: Entry, user: User) -> None:
    """Drop the plan to publish an entry."""
    if not rights.may_publish(user):
        raise PermissionDenied
    gone, _models = Schedule.objects.filter(entry=entry.pk).delete()
    if gone:
        record(entry, user, "unschedule")
