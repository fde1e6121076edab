"""One answer: hits, names, facets; what it costs; every kind of entry."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from dates import HistoricalDate
from entries.choices import Kind, NameType, Scheme, Status
from entries.models import Entry, Term
from events.models import Event
from people.models import Organisation
from places.models import Place
from search import follower
from search.facets import Value, describe
from search.query import SearchQuery
from search.remembered import forget_remembered
from search.tallies import forget_tallies
from sources.models import Source
from tests.search.making import (
    facet_of,
    found,
    found_by,
    make,
    make_paper,
    make_person,
    make_place,
    name,
    state,
    summarise,
    values_of,
)
from topics.models import Topic
from works.models import Issue, Work

pytestmark = pytest.mark.django_db


def term(scheme: str, code: str) -> Term:
    return Term.objects.create(scheme=scheme, code=code, label={"en": code, "ru": f"{code}-ru"})


def test_a_page_costs_the_same_however_much_it_shows() -> None:
    people = [make_person(f"Delegate {number}") for number in range(30)]
    costs = set()
    for number in range(3):
        for person in people[number * 10 : number * 10 + 10]:
            state(person, make_paper(f"Delegate's paper {person.pk}"), "1903")
        follower.fresh_reader()
        for size in (1, 25):
            query = SearchQuery().matching("Delegate").where("person", [people[0].pid, "x"])
            forget_tallies()
            forget_remembered()
            with CaptureQueriesContext(connection) as queries:
                query.sized(size).run()
            costs.add(len(queries))
    assert len(costs) == 1
    assert costs.pop() <= 14


def test_a_count_and_a_list_of_keys_need_no_hits() -> None:
    trotsky = make_person()
    make_paper()
    assert SearchQuery().count() == 2
    assert SearchQuery().matching("Trotsky").keys(5) == [trotsky.pk]


def test_counts_are_asked_of_the_engine_once_in_a_generation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trotsky = make_person()
    assert values_of(SearchQuery().run(), "kind") == {"person": 1}
    assert values_of(SearchQuery().run(), "kind") == {"person": 1}
    make_paper()
    assert values_of(SearchQuery().run(), "kind") == {"person": 1, "publication": 1}
    trotsky.delete()
    assert values_of(SearchQuery().run(), "kind") == {"publication": 1}


def test_a_hit_shows_why_it_was_found() -> None:
    trotsky = make_person()
    name(trotsky, "Лев Троцкий", "ru")
    name(trotsky, "ตรอตสกี", "th")
    name(trotsky, "Antid Oto", "en", NameType.PEN)
    summarise(trotsky, "Edited *[[k7m2p9x|Nashe Slovo]]* in Paris.")

    def first(text: str) -> "tuple[str | None, str | None]":
        hit = SearchQuery().matching(text).run().hits[0]
        return (hit.matched.text if hit.matched else None, hit.passage)

    assert first("Leon Trotsky") == (None, None)
    assert first("Trotsky") == (None, None)
    assert first("Oto") == ("Antid Oto", None)
    assert first("Троцкого") == ("Лев Троцкий", None)
    assert first("ตรอตสกี") == ("ตรอตสกี", None)
    assert first("Paris") == (None, "Edited Nashe Slovo in Paris.")
    hit = SearchQuery().matching("Oto").run().hits[0]
    assert hit.matched is not None
    assert hit.matched.type == "pen name"
    assert [one.text for one in hit.names] == ["ตรอตสกี", "Лев Троцкий"]


def test_a_summary_in_another_language_is_marked() -> None:
    trotsky = make_person()
    summarise(trotsky, "Революционер.", "ru")
    hit = SearchQuery().run().hits[0]
    assert (hit.summary.text, hit.summary.language, hit.summary.foreign) == (
        "Революционер.", "ru", True,
    )  # fmt: skip
    assert SearchQuery().matching("Trotsky").run(facets=False).facets == []


def test_facets_show_labels_in_the_readers_language() -> None:
    paper = make_paper()
    name(paper, "Наше слово", "ru")
    state(make_person(), paper)
    with translation.override("ru"):
        publications = facet_of(SearchQuery().run(), "publication")
    assert [one.label.text for one in publications.values] == ["Наше слово"]


def test_what_has_no_row_any_more_has_no_label() -> None:
    shown = describe({"place": [10**6], "role": ["x"], "type": ["x"], "kind": ["x"]})
    assert shown["place"] == shown["role"] == shown["type"] == {}
    assert shown["kind"] == {"x": Value("x", shown["kind"]["x"].label)}
    assert describe({"language": ["xx", "th"]})["language"]["xx"].label.text == "xx"
    nameless = Place.objects.create(status=Status.PUBLISHED, published_at="1917-11-07T00:00Z")
    assert describe({"place": [nameless.pk]})["place"][nameless.pk].label.text == nameless.pid


def test_a_value_that_nobody_has_finds_nothing() -> None:
    make_person()
    for code, value in (("place", "zzzzzzz"), ("kind", "ghost"), ("type", "x"), ("role", "x")):
        results = SearchQuery().where(code, [value]).run()
        assert results.total == 0, code


def test_every_kind_is_found_by_its_own_columns() -> None:
    russia, paris = make_place("Russia"), make_place("Paris")
    paris.part_of, paris.type = russia, term(Scheme.PLACE_TYPE, "city")
    paris.save()
    paper = make_paper()
    paper.type = term(Scheme.PUBLICATION_TYPE, "newspaper")
    paper.save()
    issue = make(
        Issue, "Nashe Slovo, no. 1", publication=paper, number_printed="№ 1 (105)",
        printed_at=paris, date=HistoricalDate("1915-01-29"),
    )  # fmt: skip
    work = make(
        Work, "On the summit", publication=paper, issue=issue, byline="Антид Ото",
        type=term(Scheme.WORK_TYPE, "article"), date=HistoricalDate("1915"),
    )  # fmt: skip
    war = make(Event, "First World War", date=HistoricalDate("1914/1918"))
    conference = make(
        Event, "Zimmerwald Conference", place=paris, part_of=war,
        type=term(Scheme.EVENT_TYPE, "conference"), date=HistoricalDate("1915-09"),
    )  # fmt: skip
    party = make(Organisation, "RSDLP", type=term(Scheme.ORGANISATION_TYPE, "party"))
    theory = make(Topic, "Marxism")
    topic = make(
        Topic, "Permanent revolution", broader=theory, type=term(Scheme.TOPIC_TYPE, "theory")
    )
    source = make(Source, "My Life", author="Trotsky, Leon", publisher="Scribner")
    trotsky = make_person()
    trotsky.occupations.add(term(Scheme.OCCUPATION, "writer"))

    def having(code: str, value: str) -> set[int]:
        return set(found(SearchQuery().where(code, [value])))

    assert having("type", "city") == {paris.pk}
    assert having("type", "newspaper") == {paper.pk}
    assert having("type", "article") == {work.pk}
    assert having("type", "party") == {party.pk}
    assert having("type", "theory") == {topic.pk}
    assert having("type", "writer") == {trotsky.pk}
    assert having("event_type", "conference") == {conference.pk}
    assert having("place", paris.pid) == {issue.pk, conference.pk}
    assert having("place", russia.pid) == {paris.pk}
    assert having("publication", paper.pid) == {issue.pk, work.pk}
    assert having("event", war.pid) == {conference.pk}
    assert having("topic", theory.pid) == {topic.pk}
    assert having("kind", Kind.SOURCE) == {source.pk}
    assert found_by("105") == [issue.pk]
    assert found_by("Антид") == [work.pk]
    assert found_by("Scribner") == [source.pk]
    assert set(found(SearchQuery().between(1915, 1915))) == {
        issue.pk, work.pk, war.pk, conference.pk,
    }  # fmt: skip
    assert source.pid not in values_of(SearchQuery().run(), "evidence")
    assert follower.verify().is_clean


def test_a_label_that_is_chosen_beyond_the_listed_ones_is_shown() -> None:
    trotsky = make_person()
    papers = [make_paper(f"Paper {number:02}") for number in range(25)]
    for paper in papers:
        state(trotsky, paper)
    last = Entry.objects.filter(kind=Kind.PUBLICATION).order_by("pk").last()
    assert last is not None
    publications = facet_of(SearchQuery().where("publication", [last.pid]).run(), "publication")
    assert [one.param for one in publications.values if one.selected] == [last.pid]
    assert (len(publications.values), publications.more) == (21, 4)
    assert [one.count for one in publications.values] == [1] * 21


def test_recently_changed_entries_lead_when_asked() -> None:
    first, second = make_person(), make_paper()
    Entry.objects.filter(pk=first.pk).update(changed_at="2024-01-02T00:00Z")
    Entry.objects.filter(pk=second.pk).update(changed_at="2024-01-01T00:00Z")
    assert found(SearchQuery().sorted_by("changed")) == [first.pk, second.pk]
