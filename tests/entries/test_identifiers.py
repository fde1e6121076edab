import pytest
from django.core.exceptions import ValidationError

from entries.models import Entry, Identifier
from entries.schemes import SCHEMES
from tests import make

REAL = [
    ("wikidata", "Q33391"),  # Leon Trotsky
    ("viaf", "100178950"),
    ("gnd", "118642979"),  # Leon Trotsky
    ("gnd", "118571249"),
    ("gnd", "4066009-6"),  # Vienna
    ("gnd", "4005728-8"),  # Berlin
    ("isni", "000000012150090X"),
    ("isni", "0000000114768406"),
    ("issn", "0233-4275"),  # Pravda
    ("issn", "2434-561X"),
    ("lcnaf", "n79027035"),
    ("geonames", "498817"),  # Saint Petersburg
    ("oclc", "1588319"),
]

PASTED = [
    ("wikidata", "https://www.wikidata.org/wiki/Q33391?uselang=ru#P569", "Q33391"),
    ("wikidata", "http://www.wikidata.org/entity/q33391", "Q33391"),
    ("viaf", "https://viaf.org/viaf/100178950/#Trotsky,_Leon", "100178950"),
    ("gnd", "https://d-nb.info/gnd/118642979/about/lds.rdf", "118642979"),
    ("gnd", "(DE-588)118642979", "118642979"),
    ("isni", "0000 0001 2150 090x", "000000012150090X"),
    ("isni", "https://isni.org/isni/0000-0001-2150-090X/", "000000012150090X"),
    ("issn", "ISSN 0233-4275", "0233-4275"),
    ("issn", "urn:ISSN:0233-4275", "0233-4275"),
    ("issn", "02334275", "0233-4275"),
    ("lcnaf", "n 79-27035", "n79027035"),
    ("lcnaf", "https://id.loc.gov/authorities/names/n79027035.html", "n79027035"),
    ("geonames", "https://www.geonames.org/498817/saint-petersburg.html", "498817"),
    ("oclc", "https://search.worldcat.org/title/1588319?oclcNum=1588319", "1588319"),
]

WRONG = [
    ("wikidata", "33391"),
    ("wikidata", "Q0"),
    ("wikidata", "Q๓๓๓๙๑"),
    ("viaf", "0"),
    ("gnd", "118642978"),
    ("gnd", "4066009-5"),
    ("isni", "0000000121500900"),
    ("isni", "000000012150090"),
    ("issn", "0233-4274"),
    ("issn", "0233 4275 1"),
    ("lcnaf", "x79027035"),
    ("geonames", "Leningrad"),
    ("oclc", "ocm"),
]


@pytest.mark.parametrize(("scheme", "value"), REAL)
def test_an_identifier_that_exists_is_valid(scheme: str, value: str) -> None:
    assert SCHEMES[scheme].is_valid(value)
    assert SCHEMES[scheme].clean(value) == value


@pytest.mark.parametrize(("scheme", "value"), [(s, v) for s, v in REAL if SCHEMES[s].check])
def test_every_wrong_digit_is_caught(scheme: str, value: str) -> None:
    for at, digit in enumerate(value):
        if not digit.isdigit():
            continue
        for wrong in set("0123456789") - {digit}:
            assert not SCHEMES[scheme].is_valid(value[:at] + wrong + value[at + 1 :])


@pytest.mark.parametrize(("scheme", "text", "value"), PASTED)
def test_what_an_editor_pastes_becomes_the_bare_identifier(
    scheme: str, text: str, value: str
) -> None:
    identifier = Identifier(scheme=scheme, value=text)

    identifier.clean()

    assert identifier.value == value


@pytest.mark.parametrize(("scheme", "value"), WRONG)
def test_what_cannot_be_valid_is_refused_at_its_field(scheme: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Identifier(scheme=scheme, value=value).clean()

    assert set(refused.value.message_dict) == {"value"}


def test_an_empty_box_and_an_unknown_scheme_are_left_to_the_fields() -> None:
    Identifier(scheme="wikidata", value="").clean()
    Identifier(scheme="worldcup", value="1930").clean()


def test_an_identifier_leads_to_its_authority() -> None:
    trotsky = Identifier(scheme="wikidata", value="Q33391")

    assert trotsky.url == "https://www.wikidata.org/wiki/Q33391"
    assert str(trotsky) == "Wikidata Q33391"


@pytest.mark.django_db
def test_an_identifier_of_another_entry_is_refused_with_words() -> None:
    lenin = make.make_person(make.LENIN)
    trotsky = Entry.objects.get(pk=make.make_person().pk)
    Identifier.objects.create(entry=trotsky, scheme="wikidata", value="Q33391")
    second = Identifier(
        entry=Entry.objects.get(pk=lenin.pk), scheme="wikidata", value="wikidata.org/wiki/Q33391"
    )

    with pytest.raises(ValidationError, match="Another entry has this identifier already"):
        second.full_clean()
