"""Writing the log of rights: whatever changes users, groups and their rights is recorded.

Signals, so that a command or a shell leaves its line as the admin does. What `update` changes in
bulk sends none, and nothing of ours does that to an account.
"""

from typing import Any, Final

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from desk.accounts.acting import current_session, current_user
from desk.accounts.models import RightsRecord
from desk.accounts.sessions import end_sessions

Action = RightsRecord.Action

FLAGS: Final = {
    "is_active": (Action.ENABLED, Action.DISABLED),
    "is_staff": (Action.STAFF_GIVEN, Action.STAFF_TAKEN),
    "is_superuser": (Action.SUPERUSER_GIVEN, Action.SUPERUSER_TAKEN),
}
BY_ITSELF: Final = ({"last_login"}, {"password"})
"""What Django saves alone when somebody signs in: the hour, and the same password hashed anew."""


def connect() -> None:
    """Listen to accounts and groups."""
    pre_save.connect(_user_changes, sender=User, dispatch_uid="rights-user-changes")
    post_save.connect(_user_made, sender=User, dispatch_uid="rights-user-made")
    pre_save.connect(_group_changes, sender=Group, dispatch_uid="rights-group-changes")
    post_save.connect(_group_made, sender=Group, dispatch_uid="rights-group-made")
    for model in (User, Group):
        post_delete.connect(_deleted, sender=model, dispatch_uid="rights-deleted")
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_given_or_taken, sender=through, dispatch_uid="rights-given")


def record(action: RightsRecord.Action, subject: str, note: str = "") -> None:
    """Add a line, in the name of whoever is at work."""
    user = current_user()
    actor = user.get_username() if user is not None else ""
    RightsRecord.objects.create(action=action, subject=subject[:150], note=note, actor=actor)


def _user_changes(
    instance: User, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Record what this save changes, and end the sessions that it makes void."""
    if raw or set(update_fields or ()) in BY_ITSELF:
        return
    old = User.objects.filter(pk=instance.pk).first()
    if old is None:
        return
    name = instance.get_username()
    if old.get_username() != name:
        record(Action.USER_RENAMED, name, old.get_username())
    for field, (given, taken) in FLAGS.items():
        if getattr(old, field) != getattr(instance, field):
            record(given if getattr(instance, field) else taken, name)
    if old.password != instance.password:
        record(Action.PASSWORD_SET, name)
        end_sessions(instance, but=current_session())
    if old.is_active and not instance.is_active:
        end_sessions(instance)


def _user_made(instance: User, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        flags = [field for field in FLAGS if getattr(instance, field)]
        record(Action.USER_MADE, instance.get_username(), ", ".join(flags))


def _group_changes(instance: Group, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    old = Group.objects.filter(pk=instance.pk).exclude(name=instance.name).first()
    if old is not None:
        record(Action.GROUP_RENAMED, instance.name, old.name)


def _group_made(instance: Group, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw and not _is_upkeep(instance):
        record(Action.GROUP_MADE, instance.name)


def _deleted(instance: User | Group, **kwargs: Any) -> None:
    action = Action.USER_DELETED if isinstance(instance, User) else Action.GROUP_DELETED
    record(action, str(instance))


def _given_or_taken(
    instance: Model,
    action: str,
    reverse: bool,
    model: type[Model],
    pk_set: set[Any] | None,
    **kwargs: Any,
) -> None:
    """Record groups or rights that an account or a group got or lost, from either end."""
    if action not in {"post_add", "post_remove", "pre_clear"} or _is_upkeep(instance):
        return
    given = action == "post_add"
    if pk_set is None:
        pk_set = _all_related(instance, kwargs["sender"], reverse)
    others = list(model._default_manager.filter(pk__in=pk_set))
    if not others:
        return
    # From the far end (a group's users, a right's groups) each of the others is the subject.
    pairs = [(one, [instance]) for one in others] if reverse else [(instance, others)]
    for subject, things in pairs:
        record(_action_for(things[0], given), str(subject), ", ".join(sorted(map(_name, things))))


def _action_for(thing: Model, given: bool) -> RightsRecord.Action:
    if isinstance(thing, Group):
        return Action.GROUPS_GIVEN if given else Action.GROUPS_TAKEN
    return Action.RIGHTS_GIVEN if given else Action.RIGHTS_TAKEN


def _all_related(instance: Model, through: Any, reverse: bool) -> set[Any]:
    """Return the keys of all that a `clear` is about to part from the instance."""
    fields = [field for field in through._meta.fields if field.is_relation]
    here, there = (fields[1], fields[0]) if reverse else (fields[0], fields[1])
    rows = through._default_manager.filter(**{here.name: instance.pk})
    return set(rows.values_list(f"{there.name}_id", flat=True))


def _name(thing: Model) -> str:
    return thing.codename if isinstance(thing, Permission) else str(thing)


def _is_upkeep(instance: Model) -> bool:
    """Tell whether `migrate` gives our own group what the code says: no one's decision.

    The log's own table may not be there yet while rooms are migrated one by one.
    """
    from desk.groups import is_updating

    return isinstance(instance, Group) and is_updating()
