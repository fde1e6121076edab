"""Merging at the desk: who may, what is offered, what is shown before and after."""

from typing import Any

import pytest
from django.test import Client

from entries.choices import NameType, Status
from entries.models import Entry, Statement
from history.models import Merge
from tests import make
from tests.desk.forms import fields_of, form_address

pytestmark = pytest.mark.django_db

BRONSTEIN = {"en": "Lev Bronstein", "ru": "Лев Бронштейн"}
PAGE = "/desk/merge/"


def compared(*entries: Entry) -> str:
    return PAGE + "?" + "&".join(f"pid={entry.pid}" for entry in entries)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def merge(client: Client, *entries: Entry, **fields: Any) -> Any:
    """Open the comparison, the first to stay, and send it as it stands with some of it changed."""
    address = f"{compared(*entries)}&survivor={entries[0].pid}"
    filled = fields_of(client.get(address), "merge-form")
    return client.post(PAGE, {**filled, "do": "merge", **fields})


def test_only_those_with_the_right_may_merge(client: Client, editor: Client) -> None:
    one, other = make.make_person(), make.make_person(BRONSTEIN)

    asked, refused = client.get(compared(one, other)), editor.get(compared(one, other))

    assert asked["Location"].startswith("/admin/login/")
    assert refused.status_code == 403
    assert "Merge with…" not in text_of(editor.get(form_address(one)))


def test_the_form_of_an_entry_leads_to_what_may_be_the_same(publisher: Client) -> None:
    place = make.make_place()
    one = make.make_person()
    twin = make.make_person({"en": "L. Trotsky", "ru": "Лев Давидович Троцкий"})
    other = make.make_person(make.LENIN)
    for person in (one, twin):
        make.make_statement(person, "member-of", place)

    form = text_of(publisher.get(form_address(one)))
    page = publisher.get(f"{PAGE}?pid={one.pid}")

    assert f"{PAGE}?pid={one.pid}" in form
    (candidate,) = page.context["candidates"]
    assert candidate.context.entry.pid == twin.pid
    assert candidate.reasons == [
        "the same name: Лев Давидович Троцкий",
        "linked to 1 entry to which this one is linked too",
    ]
    assert other.pid not in text_of(page)


def test_another_one_is_found_by_a_name_in_any_script(publisher: Client) -> None:
    one, other = make.make_person(), make.make_person(make.LENIN)
    make.make_place({"en": "Lenin Hills"})

    page = publisher.get(f"{PAGE}?pid={one.pid}&q=Ленин")

    assert [found.entry.pid for found in page.context["found"]] == [other.pid]


def test_entries_of_different_kinds_are_refused_by_name(publisher: Client) -> None:
    page = text_of(publisher.get(compared(make.make_person(), make.make_place())))

    assert "These are of different kinds (Person, Place)." in page


def test_an_entry_is_not_compared_with_itself(publisher: Client) -> None:
    one = make.make_person()

    page = publisher.get(compared(one, one))

    assert [chosen.entry.pid for chosen in page.context["chosen"]] == [one.pid]
    assert "merge-form" not in text_of(page)


def test_the_one_with_more_statements_stays_unless_another_is_chosen(publisher: Client) -> None:
    poor, rich = make.make_person(BRONSTEIN), make.make_person()
    make.make_statement(rich, "edited", make.make_publication())

    proposed = publisher.get(compared(poor, rich))
    chosen = publisher.get(compared(poor, rich) + f"&survivor={poor.pid}")

    assert proposed.context["plan"].survivor.pid == rich.pid
    assert chosen.context["plan"].survivor.pid == poor.pid


def test_merging_as_proposed_reports_and_leads_the_old_address_on(publisher: Client) -> None:
    one, other = make.make_person(), make.make_person(BRONSTEIN)
    statement = make.make_statement(other, "edited", make.make_publication())

    response = merge(publisher, one, other, note="birth name")

    done = Merge.objects.get()
    assert response["Location"] == f"/desk/merges/{done.pk}/"
    assert "Statements: moved 1, folded 0, dropped 0." in text_of(
        publisher.get(response["Location"])
    )
    statement.refresh_from_db()
    assert statement.subject_id == one.pk
    assert publisher.get(f"/id/{other.pid}")["Location"] == f"/id/{one.pid}"
    assert "birth name" in text_of(publisher.get("/desk/merges/"))


def test_choices_are_shown_before_anything_is_done_and_then_done(publisher: Client) -> None:
    one = make.make_person(summary={"en": "He led the Soviet."})
    other = make.make_person(BRONSTEIN, summary={"en": "He was born at Yanovka."})
    name = other.names.get(language="ru")
    choices = {
        f"name-{name.pk}": NameType.BIRTH,
        "text-summary-en": "other",
        "body-summary-en": "Born at Yanovka, he led the Soviet.",
    }

    preview = merge(publisher, one, other, **{**choices, "do": "preview"})

    assert preview.status_code == 200
    assert not Merge.objects.exists()
    again = fields_of(preview, "merge-form")
    assert again["body-summary-en"] == "Born at Yanovka, he led the Soviet."
    assert again[f"name-{name.pk}"] == NameType.BIRTH

    publisher.post(PAGE, {**again, "do": "merge"})

    assert one.texts.get(language="en").body == "Born at Yanovka, he led the Soviet."
    assert one.names.get(text="Лев Бронштейн").type == NameType.BIRTH


def test_what_somebody_changed_meanwhile_stops_the_merge_and_keeps_what_was_typed(
    publisher: Client,
) -> None:
    one, other = make.make_person(), make.make_person(BRONSTEIN)
    filled = fields_of(publisher.get(compared(one, other)), "merge-form")
    make.make_statement(other, "edited", make.make_publication())

    stopped = publisher.post(PAGE, {**filled, "do": "merge", "note": "the same man"})

    assert "Somebody has changed one of these entries" in text_of(stopped)
    assert not Merge.objects.exists()
    again = fields_of(stopped, "merge-form")
    assert again["note"] == "the same man"
    assert publisher.post(PAGE, {**again, "do": "merge"}).status_code == 302


def test_a_statement_between_the_two_must_be_decided_first(publisher: Client) -> None:
    one, other = make.make_person(), make.make_person(BRONSTEIN)
    met = make.make_statement(one, "met", other)

    refused = merge(publisher, one, other)
    done = merge(publisher, one, other, **{f"self-{met.uid}": "drop"})

    assert "Decide about the statements that would relate the entry to itself." in text_of(refused)
    assert done.status_code == 302
    assert not Statement.objects.exists()


def test_undoing_says_what_stays_before_and_after(publisher: Client) -> None:
    one, other = make.make_person(), make.make_person(BRONSTEIN)
    make.make_statement(other, "edited", make.make_publication())
    merge(publisher, one, other)
    done = Merge.objects.get()
    added = make.make_statement(one, "met", make.make_person(make.LENIN))
    address = f"/desk/merges/{done.pk}/undo/"

    before = text_of(publisher.get(address))
    after = publisher.post(address, {"note": "two brothers"}, follow=True)

    assert "Statements: returned 1, unfolded 0." in before
    assert added.uid in before
    assert "two brothers" in text_of(after)
    assert Entry.objects.get(pk=other.pk).status == Status.PUBLISHED
    refused = text_of(publisher.get(address))
    assert "errorlist" in refused
    assert "undo-note" not in refused


def test_a_list_hands_the_ticked_entries_to_the_comparison(publisher: Client) -> None:
    one, other = make.make_person(), make.make_person(BRONSTEIN)

    response = publisher.post(
        "/admin/people/person/",
        {"action": "merge_selected", "_selected_action": [one.pk, other.pk]},
    )

    assert response["Location"] == compared(one, other)


def test_a_merged_entry_names_its_survivor_and_is_merged_no_more(publisher: Client) -> None:
    one, other = make.make_person(), make.make_person(BRONSTEIN)
    merge(publisher, one, other)

    form = text_of(publisher.get(form_address(other)))
    again = text_of(publisher.get(compared(one, other)))

    assert "Merged into" in form
    assert f"{PAGE}?pid={other.pid}" not in form
    assert "has been merged into another entry already" in again


@pytest.mark.parametrize(
    "query",
    ["", "?pid=nobody", "?pid=%00&q=%00", "?pid=" + "x" * 5000, "?survivor=x&q=" + "ก" * 900],
)
def test_no_address_of_merging_breaks(publisher: Client, query: str) -> None:
    assert publisher.get(PAGE + query).status_code == 200


def test_comparing_takes_no_more_queries_for_more_statements(
    publisher: Client, django_assert_max_num_queries: Any
) -> None:
    one, other, paper = make.make_person(), make.make_person(BRONSTEIN), make.make_publication()
    for year in range(1900, 1940):
        make.make_statement(one, "edited", paper, date=str(year))
        make.make_statement(other, "edited", paper, date=str(year))
    publisher.get(compared(one, other))

    with django_assert_max_num_queries(60):
        page = publisher.get(compared(one, other))

    assert page.context["summary"] == "Statements: moved 0, folded 40, dropped 0."
