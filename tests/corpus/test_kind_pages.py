"""What the pages of a kind have of their own, over the corpus, against plain rows."""

import re
from collections import Counter

import pytest
from django.test import Client

from browse.addresses import entry_url
from browse.pages import citing
from browse.pages.bars import names_over_time
from browse.pages.entry import build_page
from entries.choices import Kind, Rank
from entries.models import Entry, Name
from sources.models import Citation
from tests.browse.pages import words
from tests.corpus.conftest import Corpus
from tests.corpus.plain import Plain, ends_of


@pytest.fixture(scope="module")
def plain(_corpus_of_module: Corpus) -> Plain:
    return Plain()


def test_a_source_tells_all_that_rests_on_it_in_the_order_of_its_paragraphs(
    corpus: Corpus, plain: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(citing, "PAGE_SIZE", 5_000)
    public = {one.pk for one in plain.statements}
    for source in plain.entries.values():
        if source.kind != Kind.SOURCE:
            continue
        cited = [
            one
            for one in Citation.objects.filter(source=source.pk).select_related("name")
            if one.statement_id in public
            or (one.entry_id or (one.name and one.name.entry_id)) in plain.entries
        ]
        spots = citing.fetch(source, 1).spots
        told = Counter({spot.locator: len(spot.lines) for spot in spots})
        assert told == Counter(one.locator for one in cited)
        order = [spot.locator for spot in spots]
        assert order == sorted(order, key=citing.natural)


def test_the_closest_entries_are_those_that_share_most_statements(
    corpus: Corpus, plain: Plain
) -> None:
    for label in ("Leon Trotsky", "Bolsheviks", "Zimmerwald Conference", "Saint Petersburg"):
        entry = corpus.entry(label)
        shared: Counter[int] = Counter()
        for one in plain.statements:
            if one.rank != Rank.DEPRECATED and entry.pk in ends_of(one):
                shared.update(ends_of(one) - {entry.pk})
        told = build_page(entry).related
        counts = [count for _link, count, _reasons in told]
        assert counts == [count for _pk, count in shared.most_common(8) if count > 1]
        for link, count, reasons in told:
            pid = re.search(r"s/([0-9a-z]{7})/", link)
            assert pid
            assert shared[Entry.objects.get(pid=pid[1]).pk] == count
            assert all(reason.text for reason in reasons)
            assert reasons


def test_a_place_with_several_dated_names_has_them_on_an_axis(corpus: Corpus, plain: Plain) -> None:
    renamed = 0
    for entry in plain.entries.values():
        if entry.kind == Kind.PLACE:
            names = list(Name.objects.filter(entry=entry.pk))
            periods = {(one.date.edtf, one.date.calendar) for one in names if one.date is not None}
            bars = names_over_time(names)
            assert (len(bars.rows) if bars else 0) == (len(periods) if len(periods) > 1 else 0)
            renamed += bars is not None
    assert renamed


def test_a_party_and_a_paper_have_their_people_over_time(corpus: Corpus, client: Client) -> None:
    party = words(client.get(entry_url(corpus.entry("Bolsheviks"), "en")).content.decode())
    paper = words(client.get(entry_url(corpus.entry("Pravda (Vienna)"), "en")).content.decode())

    members = party.partition("Members and offices")[2].partition("Solid:")[0]
    for name in ("Vladimir Lenin leader", "Leon Trotsky leader", "Nikolai Bukharin member"):
        assert name in members
    editors = paper.partition("Editors and contributors")[2].partition("Solid:")[0]
    for name in ("Leon Trotsky editor", "Adolf Joffe editor"):
        assert name in editors
