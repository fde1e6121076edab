"""Records of Wikidata, VIAF and the GND are read into one form, from files alone."""

import io
import json
from typing import Any
from urllib.error import URLError
from urllib.request import Request

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from entries.schemes import SCHEMES
from exchange.authorities import asking
from exchange.authorities.asking import ask_authority, json_address
from exchange.authorities.found import AuthorityError, Found, FoundDate, FoundName
from exchange.authorities.reading import read_authority
from exchange.authorities.wikidata import read_wikidata
from tests.exchange.authorities.records import GND, VIAF, WIKIDATA, claim, time


def read(document: Any) -> Found:
    return read_authority(json.dumps(document))


def test_wikidata_gives_names_dates_in_their_calendar_places_and_identifiers() -> None:
    found = read(WIKIDATA)

    assert (found.scheme, found.value) == ("wikidata", "Q33391")
    assert found.names == [
        FoundName("Leon Trotsky", "en", True),
        FoundName("Лев Троцкий", "ru", True),
        FoundName("Leo Trotzki", "de", True),
        FoundName("Lev Bronstein", "en"),
    ]
    assert found.dates == [
        FoundDate("begin", "1879-10-26", "julian", place_number=("wikidata", "Q2633853")),
        FoundDate("end", "1940-08-21", "gregorian", "Coyoacán", "en", ("wikidata", "Q1000001")),
    ]
    assert ("viaf", "59263727") in found.identifiers
    assert all(SCHEMES[scheme].is_valid(value) for scheme, value in found.identifiers)
    assert len([one for one in found.identifiers if one[0] == "isni"]) <= 1


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        (time("+1905-01-00T00:00:00Z", 10), "1905-01"),
        (time("+1905-00-00T00:00:00Z", 9), "1905"),
        (time("+1900-00-00T00:00:00Z", 8), "190X"),
        (time("-0044-03-15T00:00:00Z", 9), "-0043"),
        (time("+1900-00-00T00:00:00Z", 6), ""),
        (time("+1905-13-45T00:00:00Z", 11), ""),
        ({"time": 5}, ""),
        ("nonsense", ""),
    ],
)
def test_precisions_of_wikidata_become_edtf(value: Any, edtf: str) -> None:
    found = read_wikidata({"id": "Q1", "labels": {}, "claims": {"P569": [claim(value)]}})

    assert found is not None
    assert [one.edtf for one in found.dates] == [edtf]


def test_viaf_gives_names_without_their_years_and_days_without_noughts() -> None:
    found = read(VIAF)

    assert [one.text for one in found.names] == ["Trotsky, Leon", "Троцкий, Лев Давидович"]
    assert [(one.boundary, one.edtf) for one in found.dates] == [
        ("begin", "1879-11-07"),
        ("end", "1940-08"),
    ]
    assert found.identifiers == [
        ("viaf", "59263727"),
        ("lcnaf", "n79081037"),
        ("wikidata", "Q33391"),
    ]
    plain = {"viafID": "59263727", "mainHeadings": {"data": {"text": "Trotsky"}}}
    assert [one.text for one in read(plain).names] == ["Trotsky"]


def test_the_gnd_gives_german_forms_and_what_is_the_same_elsewhere() -> None:
    found = read(GND)

    assert found.names[0] == FoundName("Trockij, Lev D.", "de", True)
    assert [one.language for one in found.names] == ["de", "de", "ru"]
    assert found.dates[1] == FoundDate("end", "1940-08-21", place="Coyoacán", language="de")
    assert found.identifiers[1:] == [("viaf", "59263727"), ("wikidata", "Q33391")]


def test_what_was_read_comes_back_from_a_form_as_it_was() -> None:
    for document in (WIKIDATA, VIAF, GND):
        found = read(document)
        assert Found.from_plain(json.loads(json.dumps(found.as_plain()))) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>",
        "[]",
        "5",
        "{}",
        '{"entities": []}',
        '{"id": "X1", "labels": {}}',
        '{"viafID": {"a": 1}}',
        '{"gndIdentifier": "118642970"}',
        "[" * 100_000,
        '{"entities": {"Q1": null}}',
        '{"id": "Q1", "labels": {"en": 5}, "claims": {"P569": 5}}x',
    ],
)
def test_what_is_no_record_is_refused_in_words(text: str) -> None:
    with pytest.raises(AuthorityError, match=r"This|Its"):
        read_authority(text)


def test_a_record_full_of_nonsense_gives_what_makes_sense() -> None:
    claims = {"P569": 5, "P19": [5], "P214": [None, {"mainsnak": 1}, claim({"a": 1})], "P227": "x"}
    odd = {"id": "Q1", "labels": {"en": 5, "ru": {"value": 7}}, "aliases": {"en": {"value": "A"}}}

    found = read({**odd, "claims": claims})

    assert [one.text for one in found.names] == ["A"]
    assert found.identifiers == [("wikidata", "Q1")]


# Asking


def test_nothing_is_asked_for_unless_the_operator_lets_it(settings: Settings) -> None:
    assert settings.ALLOW_OUTGOING is False

    with pytest.raises(AuthorityError, match="Special:EntityData/Q33391"):
        ask_authority("https://www.wikidata.org/wiki/Q33391")


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/x.json",
        "http://127.0.0.1/Q1",
        "file:///etc/passwd",
        "issn:0317-8471",
        "Q",
    ],
)
def test_no_address_but_those_of_the_authorities_is_asked_for(
    text: str, settings: Settings
) -> None:
    settings.ALLOW_OUTGOING = True

    assert json_address(text) is None
    with pytest.raises(AuthorityError, match="Give an address"):
        ask_authority(text)


class _Answers:
    """Stands for the network."""

    def __init__(self, content: bytes) -> None:
        self.content, self.asked = content, [""]

    def open(self, request: Request, timeout: float) -> io.BytesIO:
        self.asked = [request.full_url]
        if not self.content:
            raise URLError("no route")
        return io.BytesIO(self.content)


def test_a_record_is_asked_for_at_its_authority(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALLOW_OUTGOING = True
    answers = _Answers(json.dumps(GND).encode())
    monkeypatch.setattr(asking, "opener", lambda: answers)

    assert read_authority(ask_authority("https://d-nb.info/gnd/118642979")).value == "118642979"
    assert answers.asked == ["https://lobid.org/gnd/118642979.json"]
    answers.content = b""
    with pytest.raises(AuthorityError, match="does not answer"):
        ask_authority("gnd:118642979")


def test_a_redirect_to_another_host_is_not_followed() -> None:
    request = Request("https://lobid.org/gnd/1.json")
    handler = asking._AtHome()

    with pytest.raises(URLError):
        handler.redirect_request(request, None, 302, "", {}, "https://example.org/")
    with pytest.raises(URLError):
        handler.redirect_request(request, None, 302, "", {}, "http://lobid.org/")
    assert handler.redirect_request(request, None, 302, "", {}, "https://lobid.org/gnd/2.json")


KEYS = (
    *("entities", "Q1", "id", "labels", "aliases", "en", "value", "claims", "P569", "P19", "P214"),
    *("mainsnak", "snaktype", "datavalue", "rank", "time", "precision", "viafID", "mainHeadings"),
    *("data", "text", "sources", "source", "#text", "gndIdentifier", "variantName", "sameAs"),
    *("placeOfBirth", "dateOfBirth", "birthDate", "preferredName", "label"),
)
TEXTS = (
    *("", "Q1", "value", "normal", "118642979", "59263727", "\x00", "\ud800", "1905-01-01", "LC|n"),
    *("+1905-01-01T00:00:00Z", "https://", "https://viaf.org/viaf/59263727"),
)
LEAVES = st.sampled_from((None, True, 5, -1e300, *TEXTS))
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(document=DOCUMENTS)
def test_no_json_makes_reading_fail_otherwise_than_in_words(document: Any) -> None:
    for own in ({"id": "Q1", "labels": {}}, {"viafID": "59263727"}, {"gndIdentifier": "118642979"}):
        whole = {**document, **own} if isinstance(document, dict) else document
        try:
            found = read(whole)
        except AuthorityError:
            continue
        json.dumps(found.as_plain(), ensure_ascii=False).encode()
