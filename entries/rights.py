"""Who may do what with an entry. Pages and actions ask here; nothing else decides.

Contributors write drafts and submit them, editors change any entry and send it back, publishers
publish, withdraw and merge. Rights come from the groups that `desk` sets up. Whoever owes something
first, such as a second factor, has none of them: not at a page, which the desk keeps closed anyway,
and not in what was begun or planned before and is done in the background.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.conf import settings

from entries.choices import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from entries.models import Entry

    Somebody = User | AnonymousUser

BARRED: Final = "is_barred_from_all"
"""Where a user object keeps what was found out of it."""
_bars: "Final[list[Callable[[User], bool]]]" = []


def register_bar(bar: "Callable[[User], bool]") -> None:
    """Let whoever `bar` holds of have no right: rooms above know what is owed."""
    _bars.append(bar)


def may_review(user: "Somebody") -> bool:
    """Tell whether `user` may change any entry."""
    return _has(user, "entries.review_entry")


def may_publish(user: "Somebody") -> bool:
    """Tell whether `user` may publish and withdraw."""
    return _has(user, "entries.publish_entry")


def may_approve(user: "Somebody", entry: "Entry") -> bool:
    """Tell whether `user` may bring this entry before the public (three queries at most).

    A publisher may; if the archive asks for four eyes, only what others have written.
    """
    return may_publish(user) and not is_own_work(user, entry)


def may_publish_own(user: "Somebody") -> bool:
    """Tell whether `user` may publish what they bring in themselves, as by an import."""
    return may_publish(user) and not settings.FOUR_EYES


def is_own_work(user: "Somebody", entry: "Entry") -> bool:
    """Tell whether four eyes are asked for and `user` has a hand in the entry as it stands."""
    from entries.review import with_hand_in

    return settings.FOUR_EYES and entry.pk in with_hand_in(user, [entry.pk])


def may_merge(user: "Somebody") -> bool:
    """Tell whether `user` may merge entries and undo a merge: a publisher, or by a right apart."""
    return may_publish(user) or _has(user, "history.add_merge")


def may_change(user: "Somebody", entry: "Entry") -> bool:
    """Tell whether `user` may change this entry: a draft of their own, or any as a reviewer."""
    if may_review(user):
        return entry.status != Status.MERGED
    own = entry.created_by_id is not None and entry.created_by_id == user.pk
    return entry.status == Status.DRAFT and own


def may_upload(user: "Somebody") -> bool:
    """Tell whether `user` may bring in pictures for entries that they may change."""
    return _has(user, "entries.add_image")


def may_discard(user: "Somebody", entry: "Entry") -> bool:
    """Tell whether `user` may delete this entry: a reviewer, a draft that never was public."""
    never_public = entry.status == Status.DRAFT and entry.published_at is None
    return never_public and may_review(user)


def viewable_kinds(user: "Somebody") -> list[str]:
    """Return the kinds of entry that `user` may look at in the admin, drafts included."""
    from entries.models import Entry

    return [model.KIND for model in Entry.__subclasses__() if _may_view(user, model)]


def _may_view(user: "Somebody", model: "type[Entry]") -> bool:
    """Tell whether `user` may look at entries of one kind, as the admin does."""
    app, name = model._meta.app_label, model._meta.model_name
    return any(_has(user, f"{app}.{verb}_{name}") for verb in ("view", "change"))


def _has(user: "Somebody", permission: str) -> bool:
    """Ask for one permission; somebody without an account has none, nor who owes something."""
    return user.is_active and user.has_perm(permission) and not _is_barred(user)


def _is_barred(user: "Somebody") -> bool:
    """Tell whether something is owed; found out once for each user object, as permissions are."""
    found: bool | None = getattr(user, BARRED, None)
    if found is None:
        found = any(bar(user) for bar in _bars)  # type: ignore[arg-type]
        setattr(user, BARRED, found)
    return found
