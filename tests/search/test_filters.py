"""The parameters of an address: what is taken, what is refused, and their one order."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.facets import BY_CODE, FACETS
from search.filters import ORDER, EntryFilter, query_of
from search.limits import Limit
from search.query import SORTS, SearchQuery
from tests.make import make_place

pytestmark = pytest.mark.django_db

VALUES = ["", "1", "1905", "-44", "1905-10", "1905-10-13", "person", "-person", "date", "\0"]


def ask(address: str) -> EntryFilter:
    return EntryFilter(QueryDict(address), queryset=SearchQuery())


def asked(address: str) -> SearchQuery:
    return query_of(QueryDict(address))


def test_every_facet_is_a_parameter_and_nothing_else_is_needed() -> None:
    assert {facet.code for facet in FACETS} <= set(ORDER)
    assert set(ask("").filters) == set(ORDER)
    assert asked("") == SearchQuery()


def test_parameters_become_a_query() -> None:
    place = make_place()
    query = asked(
        f"q=Trotsky&kind=person&kind=work&place={place.pid}&from=1905&to=1917&sort=-date&page=3"
    )
    assert query.text == "Trotsky"
    assert query.selected == {"kind": ("person", "work"), "place": (place.pid,)}
    assert query.stretch.years == (1905, 1917)
    assert (query.sort, query.number) == ("-date", 3)


def test_well_evidenced_means_every_statement_cited() -> None:
    assert asked("well_evidenced=1").selected == {"evidence": ("cited",)}
    assert asked("well_evidenced=0").selected == asked("well_evidenced=").selected == {}


def test_the_canonical_order_does_not_depend_on_the_address() -> None:
    one = ask("to=1917&kind=work&q=Trotsky&kind=person&unknown=1&from=1905&page=1&sort=date")
    two = ask("kind=person&kind=work&kind=person&sort=date&from=1905&to=1917&q=Trotsky")
    expected = "q=Trotsky&kind=person&kind=work&from=1905&to=1917&sort=date"
    assert one.canonical_query() == two.canonical_query() == expected


def test_a_change_leads_to_the_first_page() -> None:
    listed = ask("kind=person&page=4")
    assert listed.canonical_query() == "kind=person"
    assert listed.canonical_query(page=4) == "kind=person&page=4"
    assert listed.canonical_query(kind=["person", "work"]) == "kind=person&kind=work"
    assert listed.canonical_query(kind=None, q="Ленин") == "q=%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD"
    assert listed.canonical_query(**{"from": 1905}) == "kind=person&from=1905"
    assert ask("well_evidenced=1").canonical_query() == "well_evidenced=1"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("page=99999999999999999999", "page"),
        ("page=0", "page"),
        ("page=two", "page"),
        ("from=99999999999999999999", "from"),
        ("to=-10000", "to"),
        ("to=x", "to"),
        ("to=Y-12345", "to"),
        ("from=" + "9" * 5000, "from"),
        ("sort=loudest", "sort"),
        ("kind=a%00b", "kind"),
        ("place=" + "&place=".join(map(str, range(21))), "place"),
    ],
)
def test_what_cannot_be_is_an_error_that_names_its_parameter(address: str, field: str) -> None:
    form = ask("kind=person&" + address if field != "kind" else address)
    assert not form.is_valid()
    assert list(form.errors) == [field]
    default, query = SearchQuery(), form.qs
    assert query.selected == ({} if field == "kind" else {"kind": ("person",)})
    assert (query.text, query.stretch, query.number, query.sort) == (
        default.text, default.stretch, default.number, default.sort,
    )  # fmt: skip


@pytest.mark.parametrize("address", ["unknown=1", "language=qaa", "q=%00"])
def test_what_nobody_knows_is_no_error(address: str) -> None:
    assert ask(address).is_valid()


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("kind", "nonsense"),
        ("kind", "-nonsense"),
        ("evidence", "hearsay"),
        ("type", "newspaperr"),
        ("role", "zzz"),
        ("language", "Klingon"),
        ("place", "zzzzzzz"),
        ("place", "k7m2p9x"),
        ("place", "<script>"),
    ],
)
def test_a_value_that_is_not_there_is_named_and_left_out(code: str, value: str) -> None:
    form = ask(f"sort=date&{code}={value}")

    assert not form.is_valid()
    assert form.form.errors == {code: [f"There is no “{value.removeprefix('-')}”."]}
    assert form.qs == SearchQuery().sorted_by("date")
    assert form.canonical_query() == "sort=date"


def test_values_beside_one_that_is_not_there_are_asked_for() -> None:
    form = ask("kind=person&kind=bogus&kind=-work")

    assert (form.qs.selected, form.qs.excluded) == ({"kind": ("person",)}, {"kind": ("work",)})
    assert form.canonical_query() == "kind=-work&kind=person"


def test_of_a_text_that_is_too_long_the_beginning_is_asked_for() -> None:
    text = "Trotsky " * 40

    assert asked(f"q={text}").text == text[:200].strip()
    assert ask(f"q={text}").is_valid()


def test_ends_of_time_the_wrong_way_round_are_turned() -> None:
    assert asked("from=1917&to=1905") == asked("from=1905&to=1917")
    assert asked("from=1917").stretch.years == (1917, None)
    assert asked("from=1905-12-03&to=1905-10") == asked("from=1905-10&to=1905-12-03")
    assert asked("from=1905-10&to=1905").stretch.first == Limit(1905, 10)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("๑๙๐๕", "1905"),
        (" -44 ", "-44"),
        ("1905-1-9", "1905-01-09"),
        ("๑๙๐๕-๑๐", "1905-10"),
        ("13 October 1905", "1905-10-13"),
        ("13 октября 1905", "1905-10-13"),
        ("13 ตุลาคม พ.ศ. 2448", "1905-10-13"),
        ("13 ต.ค. ๒๔๔๘", "1905-10-13"),
        ("1900-02-29", "1900-02-29"),  # the Julian calendar has it
    ],
)
def test_an_end_of_time_is_a_year_a_month_or_a_day(typed: str, address: str) -> None:
    listed = ask(urlencode({"from": typed}))

    assert listed.is_valid()
    assert listed.canonical_query() == f"from={address}"
    assert ask(listed.canonical_query()).qs == listed.qs


@pytest.mark.parametrize(
    "typed",
    [
        *("1905-13", "1905-00", "1905-02-30", "1905-10-0", "0000-00"),
        *("about 1905", "9/1/1905", "1905?", "1905/1917", "190X", "Y12345"),
    ],
)
def test_an_end_of_time_that_is_none_is_an_error_with_examples(typed: str) -> None:
    listed = ask(urlencode({"to": typed}))

    assert listed.form.errors == {
        "to": ["Give a year (1905), a month (1905-10) or a day (1905-10-13)."]
    }
    assert listed.qs == SearchQuery()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*ORDER, "utm_source"]),
            st.sampled_from(VALUES) | st.text(),
        ),
        max_size=12,
    )
)
def test_no_address_raises_and_the_canonical_one_means_the_same(
    pairs: list[tuple[str, str]],
) -> None:
    params = QueryDict(mutable=True)
    for name, value in pairs:
        params.appendlist(name, value)
    form = EntryFilter(params, queryset=SearchQuery())
    query = form.qs
    canonical = form.canonical_query(page=query.number)
    again = ask(canonical)
    assert again.is_valid()
    assert again.canonical_query(page=query.number) == canonical
    one, two = query, again.qs
    assert {code: set(values) for code, values in one.selected.items()} == {
        code: set(values) for code, values in two.selected.items()
    }
    assert {code: set(values) for code, values in one.excluded.items()} == {
        code: set(values) for code, values in two.excluded.items()
    }
    assert (one.text, one.sort, one.number) == (two.text, two.sort, two.number)
    assert one.stretch == two.stretch


def test_a_minus_before_a_value_leaves_it_out() -> None:
    place = make_place()
    listed = ask(f"place=-{place.pid}&kind=-person&kind=work&kind=-&evidence=-")
    assert listed.qs.selected == {"kind": ("work",)}
    assert listed.qs.excluded == {"kind": ("person",), "place": (place.pid,)}
    assert listed.canonical_query() == f"kind=-person&kind=work&place=-{place.pid}"
    assert SearchQuery().without("kind", ["person", "person"]).without("kind", []).excluded == {}


def test_a_query_is_never_changed_but_copied() -> None:
    query = SearchQuery()
    narrower = query.where("kind", ["person", "person"]).matching(" Trotsky ").page(0).sized(5)
    assert query == SearchQuery()
    assert narrower.selected == {"kind": ("person",)}
    assert (narrower.text, narrower.number, narrower.size) == ("Trotsky", 1, 5)
    assert narrower.where("kind", []).selected == {}
    assert query.all() is query
    assert query.sorted_by("nonsense").sort == ""


def test_the_sort_without_a_choice_is_relevance_only_for_a_text() -> None:
    assert SearchQuery().effective_sort == "name"
    assert SearchQuery().sorted_by("relevance").effective_sort == "name"
    assert SearchQuery().matching("...").effective_sort == "name"
    assert SearchQuery().matching("Trotsky").effective_sort == "relevance"
    for sort in SORTS:
        assert SearchQuery().matching("Trotsky").sorted_by(sort).effective_sort == sort


def test_a_facet_knows_its_field_and_whether_it_counts_entries() -> None:
    assert BY_CODE["place"].field == "f_place"
    assert BY_CODE["place"].is_integer
    assert not BY_CODE["kind"].is_integer
