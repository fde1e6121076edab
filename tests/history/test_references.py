"""The walk over everything that can refer to an entry, and that nothing is unknown to a merge."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from entries.models import Entry, Name, Statement
from history.merging import references
from history.merging.references import POLICIES, Policy, UnknownReferenceError
from people.models import Person
from works.models import Issue


@pytest.fixture
def stranger() -> Iterator[type[models.Model]]:
    """A model that refers to entries and that merging has never heard of."""
    with isolate_apps("tests"):

        class Stranger(models.Model):
            who = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
            many = models.ManyToManyField(Entry, related_name="+")

            class Meta:
                app_label = "tests"

        yield Stranger


def test_merging_knows_every_reference_to_an_entry() -> None:
    found = [one.label for one in references.references()]

    assert {"entries.Statement.object", "works.Issue.publication"} <= set(found)
    assert references.unknown_references() == []


def test_every_policy_is_about_a_reference_that_exists() -> None:
    assert set(POLICIES) - {one.label for one in references.references()} == set()


def test_merging_knows_every_reference_to_a_statement_and_to_a_name() -> None:
    """Statements are folded and names united: whatever leads to one must be moved with it."""
    leading = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model in {Statement, Name}
    }

    assert leading == {"sources.Citation.statement", "sources.Citation.name"}


def test_a_new_model_that_refers_to_an_entry_is_found(stranger: type[models.Model]) -> None:
    table: Any = stranger._meta.get_field("many")

    unknown = references.unknown_references([stranger, table.remote_field.through])

    assert unknown == ["tests.Stranger.who", "tests.Stranger_many.entry"]


def test_a_merge_refuses_to_begin_before_somebody_says_what_to_do_with_it(
    stranger: type[models.Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "get_models", lambda **kwargs: [stranger, Issue])

    with pytest.raises(UnknownReferenceError, match=r"tests\.Stranger\.who"):
        references.known(Policy.COLUMN)
    (error,) = references.check_references()
    assert (error.id, "tests.Stranger.who" in error.msg) == ("history.E001", True)

    monkeypatch.setitem(POLICIES, "tests.Stranger.who", Policy.KEPT)
    assert references.check_references() == []
    labels = [one.label for one in references.known(Policy.COLUMN)]
    assert labels == ["works.Issue.publication", "works.Issue.printed_at"]


def test_a_room_above_says_what_becomes_of_its_own(
    stranger: type[models.Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "POLICIES", dict(POLICIES))

    references.register("tests.Stranger.who", Policy.KEPT)

    assert references.unknown_references([stranger]) == []
