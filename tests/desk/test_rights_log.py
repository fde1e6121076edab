"""The log of rights: who gave or took what, by page, from either end, and from a command."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from desk.models import RightsRecord
from tests import make
from tests.desk.conftest import sign_in

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str, str]]:
    """Return the log of rights, the oldest first."""
    rows = RightsRecord.objects.order_by("id")
    return list(rows.values_list("actor", "action", "subject", "note"))


def test_the_log_says_who_gave_and_took_what() -> None:
    root = sign_in(make.make_editor("root"))
    fields: dict[str, Any] = {"username": "kamo", "usable_password": "true"}
    fields |= dict.fromkeys(("password1", "password2"), "nashe slovo 1915 paris")
    before = len(told())
    root.post("/admin/auth/user/add/", fields)
    kamo = User.objects.get(username="kamo")
    editors = Group.objects.get(name="editor")
    when = {"date_joined_0": "2026-11-27", "date_joined_1": "10:00:00"}
    root.post(
        f"/admin/auth/user/{kamo.pk}/change/",
        {"username": "kamo", "is_active": "on", "is_staff": "on", "groups": [editors.pk], **when},
    )
    root.post(f"/admin/auth/user/{kamo.pk}/change/", {"username": "kamo", **when})
    root.post(f"/admin/auth/user/{kamo.pk}/delete/", {"post": "yes"})

    assert told()[before:] == [
        ("root", "user_made", "kamo", "is_active"),
        ("root", "staff_given", "kamo", ""),
        ("root", "groups_given", "kamo", "editor"),
        ("root", "disabled", "kamo", ""),
        ("root", "staff_taken", "kamo", ""),
        ("root", "groups_taken", "kamo", "editor"),
        ("root", "user_deleted", "kamo", ""),
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda group, right, user: group.permissions.add(right),
         ("", "rights_given", "archivists", "add_group")),
        (lambda group, right, user: right.group_set.add(group),
         ("", "rights_given", "archivists", "add_group")),
        (lambda group, right, user: group.user_set.add(user),
         ("", "groups_given", "zasulich", "archivists")),
        (lambda group, right, user: user.user_permissions.add(right),
         ("", "rights_given", "zasulich", "add_group")),
        (lambda group, right, user: user.groups.clear(),
         ("", "groups_taken", "zasulich", "contributor")),
        (lambda group, right, user: Group.objects.get(name="contributor").user_set.clear(),
         ("", "groups_taken", "zasulich", "contributor")),
        (lambda group, right, user: group.delete(), ("", "group_deleted", "archivists", "")),
    ],
)  # fmt: skip
def test_rights_are_logged_from_either_end(
    zasulich: User, change: Callable[..., None], line: tuple[str, ...]
) -> None:
    group = Group.objects.create(name="archivists")
    right = Permission.objects.get(codename="add_group")

    change(group, right, zasulich)

    assert told()[-1] == line


def test_what_migrate_gives_to_our_groups_is_nobodys_decision() -> None:
    from desk.groups import update_groups

    Group.objects.get(name="editor").permissions.clear()
    before = told()
    Group.objects.filter(name="publisher").delete()
    deleted = told()[len(before) :]

    update_groups()

    assert [line[1] for line in deleted] == ["group_deleted"]
    assert told() == [*before, *deleted]
    assert Group.objects.get(name="editor").permissions.exists()


def test_signing_in_leaves_no_line(zasulich: User, client: Client) -> None:
    before = told()

    sign_in(zasulich)

    assert told() == before


def test_the_log_of_rights_is_read_by_superusers_and_written_by_nobody(publisher: Client) -> None:
    root = sign_in(make.make_editor("root"))
    address = "/admin/desk/rightsrecord/"
    row = RightsRecord.objects.first()
    assert row is not None

    assert publisher.get(address).status_code == 403
    assert root.get(address).status_code == 200
    assert root.get(f"{address}add/").status_code == 403
    assert root.post(f"{address}{row.pk}/change/", {"note": "x"}).status_code == 403
    assert root.post(f"{address}{row.pk}/delete/", {"post": "yes"}).status_code == 403
