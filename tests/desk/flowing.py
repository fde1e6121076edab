"""Entries on their way to the public, for tests."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from entries import actions
from entries.choices import Status
from entries.models import Entry
from people.models import Person
from tests import make


def status_of(entry: Entry) -> str:
    return Entry.objects.get(pk=entry.pk).status


def review(client: Client, entry: Entry, query: str = "") -> Any:
    response = client.get(f"/desk/review/{entry.pid}/{query}")
    assert response.status_code == 200
    return response


def handed_in(user: User, names: make.Names = make.TROTSKY) -> Person:
    """Make a draft of somebody's, and hand it in."""
    person = make.make_person(names, status=Status.DRAFT, created_by=user)
    actions.record(Entry.objects.get(pk=person.pk), user, "create")
    actions.submit(person, user)
    return person
