"""Editors at the desk: a user and a client for each group."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


def make_member(name: str, *groups: str) -> User:
    """Make a user with access to the admin, in these groups."""
    user = User.objects.create_user(name, password="iskra", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def sign_in(user: User) -> Client:
    """Return a client that is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def zasulich(db: None) -> User:
    """A contributor."""
    return make_member("zasulich", "contributor")


@pytest.fixture
def martov(db: None) -> User:
    """An editor."""
    return make_member("martov", "editor")


@pytest.fixture
def krupskaya(db: None) -> User:
    """A publisher."""
    return make_member("krupskaya", "publisher")


@pytest.fixture
def contributor(zasulich: User) -> Client:
    """The contributor's browser."""
    return sign_in(zasulich)


@pytest.fixture
def editor(martov: User) -> Client:
    """The editor's browser."""
    return sign_in(martov)


@pytest.fixture
def publisher(krupskaya: User) -> Client:
    """The publisher's browser."""
    return sign_in(krupskaya)
