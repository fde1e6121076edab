"""Who may take which step from which status, what it leaves, and what it refuses."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.signals import post_save

from entries import actions, rights
from entries.choices import NameType, Status
from entries.models import AuditRecord, Entry
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db

Step = Callable[[Entry, User], None]
REASON = {"en": "Two persons were taken for one."}
STEPS: dict[str, Step] = {
    "submit": actions.submit,
    "send_back": actions.send_back,
    "publish": actions.publish,
    "withdraw": lambda entry, user: actions.withdraw(entry, user, REASON),
}
PERMISSIONS = {
    "author": [],
    "stranger": [],
    "editor": ["review_entry"],
    "publisher": ["review_entry", "publish_entry"],
    "retired publisher": ["review_entry", "publish_entry"],
}
ALLOWED = {
    "submit": {
        Status.DRAFT: {"author", "editor", "publisher"},
    },
    "send_back": {Status.IN_REVIEW: {"editor", "publisher"}},
    "publish": {
        Status.DRAFT: {"publisher"},
        Status.IN_REVIEW: {"publisher"},
        Status.WITHDRAWN: {"publisher"},
    },
    "withdraw": {Status.PUBLISHED: {"publisher"}},
}
AFTER = {
    "submit": Status.IN_REVIEW,
    "send_back": Status.DRAFT,
    "publish": Status.PUBLISHED,
    "withdraw": Status.WITHDRAWN,
}
FORBIDDEN = {
    "submit": {"stranger", "retired publisher"},
    "send_back": {"author", "stranger", "retired publisher"},
    "publish": {"author", "stranger", "editor", "retired publisher"},
    "withdraw": {"author", "stranger", "editor", "retired publisher"},
}


def make_user(role: str) -> User:
    """Make a user with the rights of a role, given by hand."""
    user = User.objects.create_user(
        role.replace(" ", "-"), is_active=not role.startswith("retired")
    )
    user.user_permissions.set(Permission.objects.filter(codename__in=PERMISSIONS[role]))
    return user


def make_entry(status: str, author: User | None = None) -> Person:
    """Make an entry in any status, a merged one with its survivor."""
    survivor = None
    if status == Status.MERGED:
        survivor = Entry.objects.get(pk=make.make_person(make.LENIN).pk)
    return make.make_person(status=status, merged_into=survivor, created_by=author)


@pytest.mark.parametrize("role", PERMISSIONS)
@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_open_to_those_and_from_there_and_to_nobody_else(
    step: str, status: str, role: str
) -> None:
    user = make_user(role)
    entry = make_entry(status, user if role == "author" else None)
    before = entry.revision

    if role in ALLOWED[step].get(Status(status), set()):
        STEPS[step](entry, user)
        expected, revision, lines = AFTER[step].value, before + 1, [step]
    else:
        with pytest.raises((PermissionDenied, ValidationError)) as refused:
            STEPS[step](entry, user)
        assert (refused.type is PermissionDenied) or role not in FORBIDDEN[step]
        expected, revision, lines = status, before, []

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.status, stored.revision) == (expected, revision)
    assert (entry.status, entry.revision) == (expected, revision)
    assert list(AuditRecord.objects.values_list("action", flat=True)) == lines


@pytest.mark.parametrize("step", STEPS)
def test_a_reader_without_an_account_takes_no_step(step: str) -> None:
    entry = make_entry(Status.DRAFT)

    with pytest.raises(PermissionDenied):
        STEPS[step](entry, AnonymousUser())  # type: ignore[arg-type]


def test_every_step_is_written_to_the_log_with_who_why_and_which_revision() -> None:
    user = make_user("publisher")
    entry = make_entry(Status.DRAFT)

    actions.submit(entry, user)
    actions.send_back(entry, user, "Which calendar?")
    actions.publish(entry, user)
    actions.withdraw(entry, user, REASON, "letter of 3 May")

    rows = AuditRecord.objects.order_by("pk").values_list("user", "action", "note", "revision")
    assert list(rows) == [
        (user.pk, "submit", "", 1),
        (user.pk, "send_back", "Which calendar?", 2),
        (user.pk, "publish", "", 3),
        (user.pk, "withdraw", "letter of 3 May", 4),
    ]
    assert entry.changed_by == user
    assert str(entry.log.first()) == f"withdraw {entry.pk}"


def test_withdrawal_leaves_date_and_reason_and_publishing_again_removes_them() -> None:
    user = make_user("publisher")
    entry = make_entry(Status.DRAFT)
    actions.publish(entry, user)
    first = entry.published_at

    actions.withdraw(entry, user, REASON)
    gone = Entry.objects.get(pk=entry.pk)
    assert gone.withdrawn_at is not None
    assert gone.withdrawal_reason == REASON
    assert gone.published_at == first

    actions.publish(entry, user)
    back = Entry.objects.get(pk=entry.pk)
    assert (back.withdrawn_at, back.withdrawal_reason) == (None, {})
    assert back.published_at == first
    assert back.is_public


def test_a_tombstone_needs_its_reason() -> None:
    entry = make_entry(Status.PUBLISHED)

    with pytest.raises(ValidationError, match="give the reason"):
        actions.withdraw(entry, make_user("publisher"), {})

    assert Entry.objects.get(pk=entry.pk).is_public


def test_an_entry_without_a_preferred_name_is_not_published() -> None:
    entry = make_entry(Status.DRAFT)
    entry.names.update(type=NameType.VARIANT)

    with pytest.raises(ValidationError, match="preferred name"):
        actions.publish(entry, make_user("publisher"))

    assert entry.published_at is None


def test_of_two_who_act_at_once_the_second_is_told() -> None:
    user = make_user("publisher")
    entry = make_entry(Status.PUBLISHED)
    opened_before = Person.objects.get(pk=entry.pk)
    actions.withdraw(entry, user, REASON)

    with pytest.raises(ValidationError, match="withdrawn"):
        actions.withdraw(opened_before, user, {"en": "Another reason."})

    assert Entry.objects.get(pk=entry.pk).withdrawal_reason == REASON


def test_a_step_writes_nothing_but_itself() -> None:
    user = make_user("publisher")
    opened_before = make_entry(Status.DRAFT)
    meanwhile = Person.objects.get(pk=opened_before.pk)
    meanwhile.editors_note = "see Deutscher"
    meanwhile.revision = 7
    meanwhile.save()

    actions.publish(opened_before, user)

    stored = Person.objects.get(pk=opened_before.pk)
    assert (stored.status, stored.editors_note, stored.revision) == (
        Status.PUBLISHED,
        "see Deutscher",
        8,
    )


def test_a_step_with_the_bare_entry_is_one_with_its_kind() -> None:
    heard: list[type] = []

    def hear(sender: type, **kwargs: object) -> None:
        heard.append(sender)

    bare = Entry.objects.get(pk=make_entry(Status.DRAFT).pk)
    post_save.connect(hear, sender=Person)
    try:
        actions.publish(bare, make_user("publisher"))
    finally:
        post_save.disconnect(hear, sender=Person)

    assert heard == [Person]
    assert bare.is_public


def test_a_reviewer_may_change_any_entry_but_a_merged_one() -> None:
    editor, author = make_user("editor"), make_user("author")

    for status in Status.values:
        own = make_entry(status, author)
        assert rights.may_change(editor, own) is (status != Status.MERGED)
        assert rights.may_change(author, own) is (status == Status.DRAFT)


def test_an_entry_that_nobody_made_is_nobodys_own() -> None:
    assert not rights.may_change(AnonymousUser(), make_entry(Status.DRAFT))
    assert not rights.may_publish(AnonymousUser())
    assert not rights.may_review(AnonymousUser())
