import pytest
from django.db.models import ProtectedError

from entries.choices import Stance
from entries.models import Entry
from sources.models import Citation, Source
from tests import make

pytestmark = pytest.mark.django_db


def test_a_citation_stands_on_the_page_of_what_it_is_evidence_for() -> None:
    person = make.make_person()
    born = make.make_statement(person, "born", date="7 November 1879")
    name = person.names.get(language="ru")

    for target in (born, name, Entry.objects.get(pk=person.pk)):
        citation = make.cite(target, locator="¶ 1")
        assert citation.target == target
        assert citation.cited_entry.pk == person.pk


def test_a_citation_of_nothing_stands_nowhere() -> None:
    citation = Citation(source=make.make_source())

    assert citation.target is None
    with pytest.raises(ValueError, match="evidence for nothing"):
        _ = citation.cited_entry


def test_a_citation_reads_as_source_and_spot() -> None:
    source = make.make_source("My Life")

    assert str(make.cite(make.make_person(), source, "ch. 5")) == "My Life, ch. 5"
    assert str(make.cite(make.make_person(), source)) == "My Life"


def test_sources_may_contradict_one_another() -> None:
    born = make.make_statement(make.make_person("Joseph Stalin"), "born", date="1879")
    make.cite(born, make.make_source("Official biography"))
    make.cite(born, make.make_source("Parish register"), stance=Stance.CONTRADICTS)

    stances = [one.stance for one in born.citations.all()]
    assert stances == [Stance.SUPPORTS, Stance.CONTRADICTS]


def test_evidence_goes_with_its_claim_but_a_cited_source_stays() -> None:
    source = make.make_source()
    born = make.make_statement(make.make_person(), "born", date="1879")
    make.cite(born, source)

    with pytest.raises(ProtectedError):
        source.delete()

    born.delete()
    assert Citation.objects.count() == 0
    source.delete()
    assert Source.objects.count() == 0
