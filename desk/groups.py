"""The groups: contributor, editor, publisher. Each may all that the one before it may.

What a right means for a single entry (one's own draft, any entry) `entries.rights` decides; the
groups only say which forms open at all. Rights that an administrator added by hand stay.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

KINDS: Final = {
    "people": ("person", "organisation"),
    "works": ("publication", "issue", "work"),
    "events": ("event",),
    "places": ("place",),
    "topics": ("topic",),
    "sources": ("source",),
}
PARTS: Final = {
    "entries": ("name", "text", "statement", "identifier", "image"),
    "sources": ("citation",),
}
VOCABULARY: Final = {"entries": ("property", "term")}
READ_ONLY: Final = {"entries": ("entry", "auditrecord", "property", "term")}

GROUPS: Final = ("contributor", "editor", "publisher")

_updating: ContextVar[bool] = ContextVar("updating_groups", default=False)


def rights_of(group: str) -> set[str]:
    """Return the permissions of a group as `app.codename`."""
    rights = (
        _rights(KINDS, "view", "add", "change")
        | _rights(PARTS, "view", "add", "change", "delete")
        | _rights(READ_ONLY, "view")
    )
    if group in {"editor", "publisher"}:
        rights |= _rights(KINDS, "delete") | _rights(VOCABULARY, "add", "change", "delete")
        rights |= {"entries.review_entry"}
    if group == "publisher":
        rights |= {"entries.publish_entry"}
    return rights


def update_groups(**kwargs: Any) -> None:
    """Create the groups, and give them what they lack. Runs after every migration.

    Rights that do not exist yet, as when tables are made one room at a time, come with the last.
    """
    using = kwargs.get("using", "default")
    token = _updating.set(True)
    try:
        for name in GROUPS:
            group, _created = Group.objects.using(using).get_or_create(name=name)
            group.permissions.add(*_permissions(rights_of(name), using))
    finally:
        _updating.reset(token)


def is_updating() -> bool:
    """Tell whether the groups are being given what the code says."""
    return _updating.get()


def _rights(models: Mapping[str, tuple[str, ...]], *verbs: str) -> set[str]:
    return {
        f"{app}.{verb}_{model}"
        for app, names in models.items()
        for model in names
        for verb in verbs
    }


def _permissions(rights: set[str], using: str) -> list[Permission]:
    wanted = Q(pk__in=[])
    for right in rights:
        app, codename = right.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.using(using).filter(wanted))
