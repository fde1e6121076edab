"""The history of an entry: its revisions, and what differs between two, in words."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import actions
from entries.choices import Status
from entries.models import Entry, Identifier, Image, Statement, Text
from history.models import Revision, RevisionPart
from people.models import Person
from tests import make
from tests.desk.forms import form_address

pytestmark = pytest.mark.django_db


def log(entry: Entry, user: User, note: str = "") -> None:
    actions.record(Entry.objects.get(pk=entry.pk), user, "change", note)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def groups_of(response: Any) -> dict[str, list[tuple[str, str]]]:
    """Return sort and text of the lines under each heading."""
    assert response.status_code == 200
    return {
        group.heading: [(line.sort, line.text) for line in group.lines]
        for group in response.context["groups"]
    }


def details_of(response: Any) -> list[tuple[str, str, str]]:
    """Return label, and what went and what came, of every detail."""
    return [
        (
            one.label,
            one.before + "".join(run.text for run in one.runs if run.sign == "-"),
            one.after + "".join(run.text for run in one.runs if run.sign == "+"),
        )
        for group in response.context["groups"]
        for line in group.lines
        for one in line.details
    ]


def test_the_admin_leads_to_the_history_with_every_revision(
    contributor: Client, martov: User
) -> None:
    person = make.make_person()
    log(person, martov, "first look")
    person.names.filter(language="ru").delete()
    Text.objects.create(entry=person, language="th", body="นักปฏิวัติ")
    Entry.objects.filter(pk=person.pk).update(editors_note="ask Natalia")
    log(person, martov, "no Russian")

    assert f"{form_address(person).replace('change', 'history')}" in text_of(
        contributor.get(form_address(person))
    )
    response = contributor.get(form_address(person).replace("change", "history"), follow=True)

    page = text_of(response)
    assert response.redirect_chain == [(f"/desk/history/{person.pid}/", 302)]
    assert page.index("no Russian") < page.index("first look")
    assert "· martov · changed" in page
    assert "editors&#x27; note, summary (ไทย); names: 1 removed" in page
    assert "first revision" in page


def test_the_line_of_a_revision_counts_what_changed(editor: Client, martov: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    statement = make.make_statement(person, "edited", paper)
    make.make_statement(person, "met", make.make_person(make.LENIN))
    log(person, martov)
    statement.rank = "preferred"
    statement.save()
    Statement.objects.filter(property__code="met").delete()
    Identifier.objects.create(entry=person, scheme="wikidata", value="Q33391")
    person.names.filter(language="en").update(text="Lev Trotsky")
    Person.objects.filter(pk=person.pk).update(gender="male")
    log(person, martov)

    page = text_of(editor.get(f"/desk/history/{person.pid}/"))

    assert (
        "gender; names: 1 changed; statements: 1 changed, 1 removed; identifiers: 1 added" in page
    )


def test_what_was_added_reads_as_sentences_with_labels(editor: Client, martov: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    log(person, martov)
    place = make.make_place("Paris")
    one = make.make_statement(
        person, "edited", paper, date="1915", place=place, qualifier="editor", certainty="probable"
    )
    make.cite(one, make.make_source("My Life"), "p. 214", stance="contradicts")
    Image.objects.bulk_create(
        [Image(entry=person, role="portrait", file="images/a/b.jpg", width=3, height=4)]
    )
    Person.objects.filter(pk=person.pk).update(editors_note="ask Natalia")
    log(person, martov)

    response = editor.get(f"/desk/history/{person.pid}/2/")

    assert groups_of(response) == {
        "Fields": [("added", "editors' note")],
        "Statements": [("added", "edited Nashe Slovo · editor · 1915 · Paris")],
        "Pictures": [("added", "portrait · images/a/b.jpg")],
    }
    assert details_of(response) == [
        ("", "", "ask Natalia"),
        ("citation", "", "My Life · p. 214 · contradicts"),
        ("certainty", "", "probable"),
    ]
    assert paper.pid not in text_of(response)


def test_a_change_shows_both_values_and_texts_word_by_word(editor: Client, martov: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    one = make.make_statement(person, "edited", paper, date="1915", note="with Martov")
    citation = make.cite(one, make.make_source("My Life"), "p. 214")
    text = Text.objects.create(entry=person, language="en", body="A great revolutionary.")
    log(person, martov)
    make.make_statement(person, "edited", paper, date="1916").delete()
    Statement.objects.filter(pk=one.pk).update(rank="preferred", note={"en": "with Lenin"})
    citation.locator = "p. 215"
    citation.save()
    text.body = "A Russian revolutionary."
    text.save()
    person.names.filter(language="en").update(type="pen")
    log(person, martov)

    response = editor.get(f"/desk/history/{person.pid}/2/")

    assert groups_of(response) == {
        "Names": [("changed", "Leon Trotsky · pen name · en")],
        "Texts": [("changed", "summary (English)")],
        "Statements": [("changed", "edited Nashe Slovo · 1915")],
    }
    assert [tuple(map(str.strip, one)) for one in details_of(response)] == [
        ("type", "preferred name", "pen name"),
        ("", "great", "Russian"),
        ("note (en)", "Martov", "Lenin"),
        ("rank", "normal", "preferred"),
        ("citation", "My Life · p. 214", ""),
        ("citation", "", "My Life · p. 215"),
    ]
    page = text_of(response)
    assert "<del>great" in page
    assert "<ins>Russian" in page


def test_what_was_deleted_since_still_goes_by_its_name(editor: Client, martov: User) -> None:
    event = make.make_event(type=make.make_term("event-type", "congress", "a congress"))
    draft = make.make_place("Moldavanka", status=Status.DRAFT)
    one = make.make_statement(event, "near", draft)
    log(event, martov)
    one.delete()
    event.type = None
    event.save()
    log(event, martov)
    actions.discard(draft, martov)
    one.property.delete()
    make.make_term("event-type", "congress", "").delete()

    response = editor.get(f"/desk/history/{event.pid}/2/")

    assert groups_of(response)["Statements"] == [("removed", "near Moldavanka")]
    assert details_of(response)[0] == ("", "a congress", "")


def test_any_two_revisions_are_compared_in_either_order(editor: Client, martov: User) -> None:
    person = make.make_person()
    for name in ("Antid Oto", "Pero", "Lvov"):
        person.names.create(text=name, language="en")
        log(person, martov)
    address = f"/desk/history/{person.pid}/compare/"

    added = [("added", "Pero · variant spelling · en"), ("added", "Lvov · variant spelling · en")]
    assert groups_of(editor.get(f"{address}?from=1&to=3"))["Names"] == added
    assert groups_of(editor.get(f"{address}?from=3&to=1"))["Names"] == added
    assert groups_of(editor.get(address))["Names"] == added[1:]
    assert groups_of(editor.get(f"{address}?from=2&to=2")) == {}
    assert len(groups_of(editor.get(f"{address}?from=0&to=1"))["Names"]) == 4


def test_how_an_entry_stood_is_told(editor: Client, krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    log(person, krupskaya)
    actions.publish(person, krupskaya, "checked")

    response = editor.get(f"/desk/history/{person.pid}/2/")

    assert ("changed", "status") in groups_of(response)["Fields"]
    assert ("", "draft", "published") in details_of(response)


@pytest.mark.parametrize(
    "query", ["?from=x&to=y", "?from=99999999999999999999", "?to=-1", "?from=&to=", "?from=٣&to=1"]
)
def test_bad_numbers_are_never_an_error_of_ours(editor: Client, martov: User, query: str) -> None:
    person = make.make_person()
    log(person, martov)

    for address in (f"/desk/history/{person.pid}/", f"/desk/history/{person.pid}/compare/"):
        assert editor.get(address + query).status_code in {200, 404}
    assert editor.get(f"/desk/history/{person.pid}/?page=99999999999999999999").status_code == 200


def test_what_never_was_is_not_found(editor: Client, martov: User) -> None:
    person = make.make_person()
    log(person, martov)

    for address in ("0000000/", f"{person.pid}/2/", f"{person.pid}/0/", f"{person.pid}/999999999/"):
        assert editor.get(f"/desk/history/{address}").status_code == 404
    assert editor.get(f"/desk/history/{person.pid}/compare/?from=1&to=9").status_code == 404


def test_an_entry_without_revisions_has_an_empty_history(editor: Client) -> None:
    person = make.make_person()

    assert "No revision has been kept yet." in text_of(editor.get(f"/desk/history/{person.pid}/"))
    assert editor.get(f"/desk/history/{person.pid}/compare/").status_code == 404


def test_a_record_of_an_older_form_can_still_be_read(editor: Client, martov: User) -> None:
    person = make.make_person()
    log(person, martov)
    head = RevisionPart.objects.get(pid=person.pid, key="head")
    head.body = head.body.replace('"gender":""', '"shoe_size":42')
    head.save()

    assert ("added", "shoe_size") in groups_of(editor.get(f"/desk/history/{person.pid}/1/"))[
        "Fields"
    ]


def test_many_revisions_are_read_page_by_page(editor: Client, martov: User) -> None:
    person = make.make_person()
    first = Revision(pid=person.pid, entry_id=person.pk, kind="person", number=1, action="change")
    log(person, martov)
    at = Revision.objects.get().at
    Revision.objects.bulk_create(
        Revision(
            pid=person.pid,
            entry_id=person.pk,
            kind=first.kind,
            number=number,
            action="change",
            at=at,
            note=f"note {number}",
        )
        for number in range(2, 121)
    )

    pages = [text_of(editor.get(f"/desk/history/{person.pid}/?page={n}")) for n in (1, 2, 3)]

    assert ["note 120" in one for one in pages] == [True, False, False]
    assert ["first revision" in one for one in pages] == [False, False, True]


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_queries_do_not_grow_with_the_entry_or_its_history(
    editor: Client, martov: User
) -> None:
    counts = []
    for many in (2, 12):
        person = make.make_person()
        log(person, martov)
        for year in range(1900, 1900 + many):
            paper = make.make_publication(f"Paper {year}")
            make.cite(make.make_statement(person, "edited", paper, date=str(year)))
            log(person, martov)
        base = f"/desk/history/{person.pid}/"
        editor.get(base)
        counts.append(
            [count(editor, address) for address in (base, f"{base}compare/?from=1&to={many + 1}")]
        )

    assert counts[0] == counts[1]


def test_strangers_and_those_who_see_no_entries_see_no_history(
    client: Client, martov: User
) -> None:
    person = make.make_person()
    log(person, martov)
    User.objects.create_user("clerk", password="iskra", is_staff=True)

    for address in (f"{person.pid}/", f"{person.pid}/1/", f"{person.pid}/compare/"):
        client.logout()
        assert client.get(f"/desk/history/{address}").status_code == 302
        client.force_login(
            User.objects.get(username="clerk"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        assert client.get(f"/desk/history/{address}").status_code == 403
        assert client.post(f"/desk/history/{address}").status_code in {403, 405}
