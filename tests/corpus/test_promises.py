"""What the archive promises of its first corpus."""

import re
from collections import Counter

import pytest
from django.db.models import Count, Q

from dates import DateError, HistoricalDate, parse
from entries.choices import Certainty, Kind, NameType, Rank, TextRole
from entries.models import Entry, Name, Statement
from events.models import Event
from places.models import Place
from sources.models import Citation, Source
from tests.corpus.conftest import Corpus
from works.models import Publication, Work

ARTICLE = "Trotsky, Leon (Thai encyclopaedia of European history)"
LANGUAGES = {"th", "en", "ru"}
# Where a village stood is not known, and a train stands nowhere.
UNREAL = {"Gromokla", "Trotsky's command train"}


def described() -> "list[Entry]":
    """Everything the corpus is about: all but the sources."""
    return list(Entry.objects.exclude(kind=Kind.SOURCE).prefetch_related("names", "texts"))


def test_the_corpus_has_all_its_entries() -> None:
    counts = Counter(Entry.objects.published().values_list("kind", flat=True))
    assert counts[Kind.PERSON] == 52
    assert counts[Kind.PLACE] == 60
    assert counts[Kind.ORGANISATION] == 51
    assert counts[Kind.PUBLICATION] + counts[Kind.WORK] == 35
    assert counts[Kind.EVENT] == 107
    assert counts[Kind.TOPIC] == 32
    assert sum(counts.values()) - counts[Kind.SOURCE] == 337
    assert Statement.objects.count() >= 635


def test_no_entry_is_without_a_citation(corpus: Corpus) -> None:
    article = corpus.entry(ARTICLE)
    bare = Entry.objects.exclude(kind=Kind.SOURCE).exclude(citations__source=article.pk)
    assert not bare.exists()


def test_every_statement_of_the_article_is_cited_with_its_paragraph(corpus: Corpus) -> None:
    article = corpus.entry(ARTICLE)
    of_article = Citation.objects.filter(source=article.pk)
    of_statements = of_article.filter(statement__isnull=False).values_list("locator", flat=True)
    numbers = [re.fullmatch(r"¶ (\d+)", locator) for locator in of_statements]
    assert all(numbers), Counter(of_statements)
    assert {int(found[1]) for found in numbers if found} == set(range(1, 32))
    assert len(numbers) >= 580
    of_entries = of_article.filter(entry__isnull=False).values_list("locator", flat=True)
    assert all(re.fullmatch(r"¶ \d+([–,] ?\d+)*", locator) for locator in of_entries)


def test_what_has_no_source_is_said_in_the_name_of_the_editors() -> None:
    for statement in Statement.objects.filter(citations__isnull=True):
        assert statement.note["en"].startswith("editors' note"), str(statement)
        assert statement.note["ru"].startswith("примечание редакции"), str(statement)
        assert statement.note["th"].startswith("หมายเหตุของบรรณาธิการ"), str(statement)


def test_every_entry_has_a_preferred_name_and_a_summary_in_three_languages() -> None:
    for entry in described():
        names = {one.language for one in entry.names.all() if one.type == NameType.PREFERRED}
        texts = {one.language for one in entry.texts.all() if one.role == TextRole.SUMMARY}
        assert names >= LANGUAGES, entry
        assert texts == LANGUAGES, entry


def test_summaries_are_short_and_in_the_script_of_their_language() -> None:
    scripts = {"th": r"[\u0e01-\u0e5b]", "ru": r"[а-яё]", "en": r"[a-z]"}
    for entry in described():
        for text in entry.texts.all():
            assert re.search(scripts[text.language], text.body), (entry, text.language)
            assert len(text.body) <= 900, (entry, text.language)


def test_every_place_but_the_unreal_has_coordinates() -> None:
    bare = Place.objects.filter(Q(latitude=None) | Q(longitude=None))
    assert {place.labels["en"] for place in bare} == UNREAL


@pytest.mark.parametrize(
    ("label", "latitude", "longitude"),
    [("Saint Petersburg", 59.9, 30.3), ("Vienna", 48.2, 16.4), ("Mexico City", 19.4, -99.1)],
)
def test_places_stand_where_they_are(label: str, latitude: float, longitude: float) -> None:
    place = Place.objects.get(names__text=label, names__language="en")
    assert float(place.latitude or 0) == pytest.approx(latitude, abs=0.2)
    assert float(place.longitude or 0) == pytest.approx(longitude, abs=0.2)


def test_the_two_pravdas_are_told_apart(corpus: Corpus) -> None:
    vienna, petersburg = corpus.entry("Pravda (Vienna)"), corpus.entry("Pravda (St Petersburg)")

    assert vienna.pid != petersburg.pid
    assert {vienna.kind, petersburg.kind} == {Kind.PUBLICATION}
    both = Publication.objects.filter(names__text="Правда", names__language="ru").distinct()
    assert {one.pk for one in both} == {vienna.pk, petersburg.pk}
    assert vienna.labels["ru"] != petersburg.labels["ru"]
    assert vienna.labels["th"] != petersburg.labels["th"]
    assert vienna.span is not None
    assert vienna.span.years() == range(1908, 1913)
    founded = Statement.objects.filter(object=petersburg, property__code="founded").standing()
    assert [one.date.edtf for one in founded if one.date] == ["1912-04-22"]


def test_trotsky_edited_the_pravda_of_vienna_alone(corpus: Corpus) -> None:
    trotsky = corpus.entry("Leon Trotsky")
    edited = Statement.objects.filter(subject=trotsky, property__code__in=["edited", "founded"])
    labels = {one.object.labels["en"] for one in edited.select_related("object") if one.object}
    assert "Pravda (Vienna)" in labels
    assert "Pravda (St Petersburg)" not in labels


def test_what_the_archive_no_longer_holds_has_a_rival_with_a_reason() -> None:
    deprecated = Statement.objects.filter(rank=Rank.DEPRECATED).select_related("property")
    assert deprecated.count() >= 15
    for one in deprecated:
        rivals = Statement.objects.filter(
            subject=one.subject_id, property=one.property, rank=Rank.PREFERRED
        )
        assert rivals, str(one)
        assert any(rival.rank_reason.keys() == LANGUAGES for rival in rivals), str(one)


def test_what_is_preferred_says_why_in_three_languages() -> None:
    preferred = Statement.objects.filter(rank=Rank.PREFERRED)
    assert preferred.count() >= 35
    for one in preferred:
        assert one.rank_reason.keys() == LANGUAGES, str(one)
        assert one.certainty != Certainty.DISPUTED, str(one)


def test_the_article_keeps_its_say_where_others_differ(corpus: Corpus) -> None:
    article = corpus.entry(ARTICLE)
    for one in Statement.objects.filter(rank=Rank.DEPRECATED):
        assert one.citations.filter(source=article.pk).exists(), str(one)


def test_no_statement_is_about_kinds_that_its_property_refuses() -> None:
    for one in Statement.objects.with_ends():
        one.clean()


def test_no_statement_is_told_twice() -> None:
    told = (
        Statement.objects.exclude(object=None)
        .values("subject", "property", "object", "date", "place", "qualifier", "value", "rank")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
    )
    assert not list(told)


def test_identifiers_are_as_the_authorities_write_them() -> None:
    entries = Entry.objects.prefetch_related("identifiers")
    for entry in entries:
        for identifier in entry.identifiers.all():
            value = identifier.value
            identifier.clean()
            assert identifier.value == value


def test_unverified_identifiers_say_so() -> None:
    wikidata = Entry.objects.filter(identifiers__scheme="wikidata")
    assert wikidata.count() > 40
    assert not wikidata.filter(identifiers__verified=True).exists()


def test_descriptions_are_marked_as_ours() -> None:
    assert Event.objects.filter(descriptive=True).count() > 20
    assert not Entry.objects.filter(descriptive=True, kind=Kind.PERSON, names__text="Leon Trotsky")


def test_links_in_texts_lead_somewhere() -> None:
    pids = set(Entry.objects.published().values_list("pid", flat=True))
    for entry in described():
        for text in entry.texts.all():
            linked = re.findall(r"\[\[([0-9a-z]{7})(?:\|[^\]]*)?\]\]", text.body)
            assert set(linked) <= pids, (entry, text.language)


def dates_of_the_corpus() -> list[tuple[str, HistoricalDate]]:
    """Every date there is, with what it belongs to."""
    found: list[tuple[str, HistoricalDate | None]] = []
    found += [(str(one), one.date) for one in Statement.objects.with_ends()]
    found += [(one.text, one.date) for one in Name.objects.all()]
    found += [(str(one), one.date) for one in Event.objects.all()]
    found += [(str(one), one.date) for one in Work.objects.all()]
    found += [(str(one), one.issued) for one in Source.objects.all()]
    return [(owner, date) for owner, date in found if date is not None]


def test_every_date_is_edtf_with_bounds_in_order() -> None:
    dates = dates_of_the_corpus()
    assert len(dates) > 350
    for owner, date in dates:
        again = HistoricalDate(date.edtf, date.calendar, date.written)
        assert (again.earliest, again.latest) == (date.earliest, date.latest), owner
        if date.earliest is not None and date.latest is not None:
            assert date.earliest <= date.latest, owner


def test_what_is_written_means_what_is_stored() -> None:
    """A written form without a year ("the same year", "14 May") takes it from the context."""
    agreeing = 0
    for owner, date in dates_of_the_corpus():
        if not date.written:
            continue
        try:
            read = parse(date.written, calendar=date.calendar)
        except DateError:
            continue
        if (read.earliest, read.latest) == (date.earliest, date.latest):
            agreeing += 1
        else:
            assert not has_year(date.written), (owner, date.written, read.edtf, date.edtf)
    assert agreeing > 100


def has_year(written: str) -> bool:
    """Tell whether a year is written out, in Arabic or Thai digits."""
    return re.search(r"[0-9๐-๙]{4}", written) is not None
