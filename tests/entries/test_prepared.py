"""A query that was put into SQL once answers as the queryset of which it was made."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from entries.choices import Scheme
from entries.models import Entry, Name, Statement
from entries.prepared import LENGTHS, Prepared, PreparedModels
from tests import make
from works.models import Issue, Publication, Work

pytestmark = pytest.mark.django_db


def names_of(keys: Sequence[int]) -> QuerySet[Any, Any]:
    return Name.objects.filter(entry__in=keys).order_by("pk").values_list("entry_id", "text")


def test_rows_are_those_of_the_queryset_whatever_the_number_of_keys() -> None:
    people = [make.make_person(f"Exile {number}").pk for number in range(30)]
    ask = Prepared(names_of)
    for many in (1, 2, 5, 6, 30, 3):
        assert ask(people[:many]) == list(names_of(people[:many]))


def test_sql_is_made_once_for_a_length_and_asked_with_other_keys() -> None:
    built = []

    def build(keys: Sequence[int]) -> QuerySet[Any, Any]:
        built.append(len(keys))
        return names_of(keys)

    people = [make.make_person(f"Exile {number}").pk for number in range(8)]
    ask = Prepared(build)
    found = [ask(people[at : at + 3]) for at in range(6)]
    assert [len(rows) for rows in found] == [3] * 6
    assert found[0] != found[1]
    assert built == [5]


def test_more_keys_than_sql_is_kept_for_are_asked_all_the_same() -> None:
    person = make.make_person("Leon Trotsky")
    keys = [person.pk, *range(10**6, 10**6 + LENGTHS[-1])]
    assert Prepared(names_of)(keys) == [(person.pk, "Leon Trotsky")]


def test_keys_may_be_texts() -> None:
    first, second = make.make_person("Leon Trotsky"), make.make_person("Vladimir Lenin")

    def build(pids: Sequence[str]) -> QuerySet[Any, Any]:
        return Entry.objects.filter(pid__in=pids).order_by("pk").values_list("pk")

    ask = Prepared(build)
    assert ask([second.pid]) == [(second.pk,)]
    assert ask(["nobody' OR 1=1"]) == []
    assert ask([second.pid, first.pid]) == [(first.pk,), (second.pk,)]


def test_an_empty_list_stands_for_no_row() -> None:
    make.make_person("Leon Trotsky")
    assert Prepared(names_of)([]) == []


def test_lists_of_keys_keep_apart() -> None:
    trotsky, lenin = make.make_person("Leon Trotsky"), make.make_person("Vladimir Lenin")
    pravda, iskra = make.make_publication("Pravda"), make.make_publication("Iskra")
    own = make.make_statement(trotsky, "edited", pravda)
    make.make_statement(lenin, "edited", iskra)

    def build(subjects: Sequence[int], objects: Sequence[int]) -> QuerySet[Any, Any]:
        rows = Statement.objects.filter(Q(subject__in=subjects) & Q(object__in=objects))
        return rows.values_list("pk", "object__labels")

    ask = Prepared(build)
    assert ask([trotsky.pk], [iskra.pk]) == []
    assert ask([trotsky.pk], [pravda.pk, iskra.pk]) == [(own.pk, {"en": "Pravda"})]


def test_columns_come_as_their_fields_make_them() -> None:
    trotsky = make.make_person("Leon Trotsky")
    make.make_statement(trotsky, "died", date="1940-08-21")
    fields = ("date", "value", "subject__labels", "subject__created_at")

    def build(keys: Sequence[int]) -> QuerySet[Any, Any]:
        return Statement.objects.filter(subject__in=keys).values_list(*fields)

    assert Prepared(build)([trotsky.pk]) == list(build([trotsky.pk]))


def test_a_query_that_loses_a_key_is_refused() -> None:
    ask = Prepared(lambda keys: names_of(keys[:1]))
    with pytest.raises(ValueError, match="did not come into the query"):
        ask([1, 2])


def test_models_come_with_what_is_related_in_one_query() -> None:
    pravda = make.make_publication("Pravda")
    issue = make.make_issue(pravda, number=7)
    letter = make.make_term(Scheme.WORK_TYPE, "letter", "letter")
    work = make.make_work("A letter to the editors", issue=issue, type=letter)
    other = make.make_work("A pamphlet")
    ask = PreparedModels(
        Work, lambda keys: Work.objects.filter(pk__in=keys), ("issue", "issue__publication", "type")
    )
    with CaptureQueriesContext(connection) as queries:
        found = {one.pk: one for one in ask([work.pk, other.pk])}
        read = found[work.pk].issue
        assert isinstance(read, Issue)
        assert read == issue
        assert isinstance(read.publication, Publication)
        assert read.publication.labels == {"en": "Pravda"}
        assert found[other.pk].issue is None
        assert found[work.pk].type == letter
    assert len(queries) == 1
    assert found[work.pk].labels == Entry.objects.get(pk=work.pk).labels
