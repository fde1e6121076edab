"""The groups and what they may."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from desk.groups import GROUPS, rights_of, update_groups

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", GROUPS)
def test_migrating_makes_each_group_with_its_rights(name: str) -> None:
    held = Group.objects.get(name=name).permissions.select_related("content_type")

    assert {f"{one.content_type.app_label}.{one.codename}" for one in held} == rights_of(name)


def test_each_group_may_all_that_the_one_before_it_may() -> None:
    contributor, editor, publisher = (rights_of(name) for name in GROUPS)

    assert contributor < editor < publisher


def test_only_a_publisher_may_publish_and_only_a_reviewer_review(
    zasulich: User, martov: User, krupskaya: User
) -> None:
    assert not zasulich.has_perm("entries.review_entry")
    assert martov.has_perm("entries.review_entry")
    assert not martov.has_perm("entries.publish_entry")
    assert krupskaya.has_perm("entries.publish_entry")


def test_nobody_at_the_desk_may_change_the_log() -> None:
    assert not any(
        "auditrecord" in right for right in rights_of("publisher") if "view" not in right
    )


def test_updating_again_keeps_what_an_administrator_added() -> None:
    group = Group.objects.get(name="contributor")
    group.permissions.add(Permission.objects.get(codename="view_user"))

    update_groups()

    assert group.permissions.filter(codename="view_user").exists()
    assert Group.objects.count() == len(GROUPS)


def test_updating_gives_back_what_a_group_lacks() -> None:
    group = Group.objects.get(name="editor")
    group.permissions.clear()

    update_groups()

    assert group.permissions.filter(codename="review_entry").exists()
