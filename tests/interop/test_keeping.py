"""Kept answers: never older than the archive, never another reader's, and cheap to ask for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import parse_http_date

from browse.addresses import entry_url
from corrections.models import Correction
from entries import actions, presence
from entries.choices import NameType, Status
from entries.models import Entry, Image, Name, Property, Statement, Term, Text
from history.closing import close
from history.models import Closure
from interop import keeping
from interop.keeping import kept
from search import changelog, signals, store
from search.models import Change
from tests import make

pytestmark = pytest.mark.django_db


def rename(entry: Entry, text: str) -> None:
    name = Name.objects.get(entry=entry, type=NameType.PREFERRED, language="en")
    name.text = text
    name.save()


def page(client: Client, entry: Entry) -> str:
    entry.refresh_from_db()
    return client.get(entry_url(entry), follow=True).content.decode()


def publisher() -> User:
    return User.objects.create_superuser("publisher")


# --- Never stale ----------------------------------------------------------------------------------


def test_a_page_that_is_asked_for_again_costs_one_query(client: Client) -> None:
    person = make.make_person()
    views = [f"/en/browse/{one}" for one in ("", "timeline/", "map/", "network/")]
    pages = (entry_url(person), f"/id/{person.pid}.json", "/en/", "/en/browse/?q=trotsky")
    for path in (*pages, *views, "/en/on-this-day/", "/en/on-this-day/?month=9&day=5"):
        first = client.get(path)
        with CaptureQueriesContext(connection) as queries:
            again = client.get(path)
        assert (first.status_code, again.status_code) == (200, 200)
        assert again.content == first.content, path
        assert len(queries) == 1, path


def test_a_cookie_that_another_page_left_makes_no_difference(client: Client) -> None:
    path = entry_url(make.make_person())
    client.cookies["csrftoken"] = "x" * 32
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) == 1


def test_a_neighbour_that_is_renamed_shows_at_once(client: Client) -> None:
    person, friend = make.make_person(), make.make_person("Christian Rakovsky")
    make.make_statement(person, "met", friend)
    assert "Rakovsky" in page(client, person)

    rename(friend, "Krastyo Stanchev")

    assert "Krastyo Stanchev" in page(client, person)
    assert "Rakovsky" not in page(client, person)


def test_a_statement_that_is_changed_from_its_other_end_shows_at_once(client: Client) -> None:
    person, friend = make.make_person(), make.make_person("Christian Rakovsky")
    statement = make.make_statement(person, "met", friend)
    assert "in Bucharest" not in page(client, friend)

    statement.qualifier = {"en": "in Bucharest"}
    statement.save()
    assert "in Bucharest" in page(client, friend)

    statement.delete()
    assert "in Bucharest" not in page(client, friend)


def test_a_draft_that_is_published_shows_where_it_is_an_end(client: Client) -> None:
    person = make.make_person()
    draft = make.make_person("Christian Rakovsky", status=Status.IN_REVIEW)
    make.make_statement(person, "met", draft)
    listed = client.get("/en/browse/").content.decode()
    assert "Rakovsky" not in page(client, person) + listed

    actions.publish(draft, publisher())

    assert "Rakovsky" in page(client, person)
    assert "Rakovsky" in client.get("/en/browse/").content.decode()


def test_what_is_withdrawn_is_gone_from_every_page_that_was_kept(client: Client) -> None:
    person, friend = make.make_person(), make.make_person("Christian Rakovsky")
    make.make_statement(person, "met", friend)
    addresses = [entry_url(person), "/en/browse/", "/en/?", f"/id/{person.pid}.json"]
    before = [client.get(address).content.decode() for address in addresses]
    assert "Rakovsky" in before[0] + before[1]
    assert client.get(entry_url(friend)).status_code == 200
    assert client.get(f"/id/{friend.pid}.json").status_code == 200

    close(friend, publisher(), Closure.Ground.PRIVACY, {"en": "A wish"}, "the family asked")

    for address in addresses:
        assert "Rakovsky" not in client.get(address).content.decode(), address
    assert client.get(entry_url(friend)).status_code == 410
    assert client.get(f"/id/{friend.pid}.json").status_code == 410


def test_evidence_whose_source_is_renamed_shows_the_new_title(client: Client) -> None:
    person, source = make.make_person(), make.make_source("My Life")
    make.cite(make.make_statement(person, "born", make.make_place()), source)
    assert "My Life" in page(client, person)

    rename(source, "An Autobiography")

    assert "An Autobiography" in page(client, person)


def test_an_entry_that_is_only_linked_to_is_followed(client: Client) -> None:
    friend = make.make_person("Christian Rakovsky")
    person = make.make_person(summary=f"He lodged with [[{friend.pid}]] in Vienna.")
    assert "lodged with" in page(client, person)

    rename(friend, "Krastyo Stanchev")

    assert "Krastyo Stanchev" in page(client, person)


def test_a_label_of_a_property_shows_at_once(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "met", make.make_person("Christian Rakovsky"))
    assert "ran into" not in page(client, person)

    statement.property.label = {"en": "ran into"}
    statement.property.save()

    assert "ran into" in page(client, person)


def test_a_label_of_a_term_shows_at_once(client: Client) -> None:
    town = make.make_term("place-type", "town", "town")
    place = make.make_place(type=town)
    assert "hamlet" not in page(client, place)

    town.label = {"en": "hamlet"}
    town.save()

    assert "hamlet" in page(client, place)


def test_a_reader_who_is_thanked_is_named_at_once(client: Client) -> None:
    person = make.make_person()
    sent = Correction.objects.create(
        entry=person, message="He was born in Yanovka.", name="Vera Figner", wants_credit=True
    )
    assert "Vera Figner" not in page(client, person)

    sent.state = Correction.State.ACCEPTED
    sent.save()

    assert "Vera Figner" in page(client, person)


def test_every_model_of_the_archive_is_followed_or_shows_on_no_page() -> None:
    shown = signals.shown_models()

    assert {Property, Term, Image, Closure} <= shown
    assert not shown & signals.UNSEEN
    for model in shown:
        assert model._meta.app_label != "auth"


def test_who_has_a_form_open_changes_no_page() -> None:
    person, editor = make.make_person(), publisher()
    before = changelog.state()

    presence.arrive(person, editor)
    presence.leave(person, editor)

    assert changelog.state() == before


def test_an_image_that_goes_is_in_the_log() -> None:
    person = make.make_person()
    image = Image.objects.create(entry=person, file="a.jpg", role="other")
    before = changelog.head()

    image.delete()

    assert list(Change.objects.filter(pk__gt=before).values_list("entry_id", flat=True)) == [
        person.pk
    ]


def test_a_page_of_an_older_state_that_comes_late_is_not_given_out(client: Client) -> None:
    """Made slowly, of what was read before a change, and put on the shelf after it."""
    person = make.make_person()
    path = entry_url(person)

    def slowly(request: HttpRequest) -> HttpResponse:
        labels = dict(Entry.objects.get(pk=person.pk).labels)
        if labels["en"] != "Lev Bronstein":
            rename(person, "Lev Bronstein")
        return HttpResponse(labels["en"])

    view = kept()(slowly)
    view(RequestFactory().get(path))

    assert view(RequestFactory().get(path)).content == b"Lev Bronstein"


def test_a_list_made_with_an_index_that_lags_is_not_given_out_later(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_person()
    client.get("/en/browse/")
    with store.write_lock(0.0), monkeypatch.context() as patch:
        patch.setattr("search.follower.PATIENCE", 0.0)
        make.make_person("Christian Rakovsky")
        assert "Rakovsky" not in client.get("/en/browse/").content.decode()

    assert "Rakovsky" in client.get("/en/browse/").content.decode()


def test_what_is_written_on_another_node_shows_at_once(client: Client) -> None:
    """Another node leaves nothing here but rows of the database."""
    person = make.make_person(summary="He wrote.")
    assert "He wrote." in page(client, person)

    Text.objects.filter(entry=person).update(body="He spoke.")
    Change.objects.create(entry_id=person.pk)

    assert "He spoke." in page(client, person)


def test_the_state_of_a_restored_archive_is_another_although_its_number_is_the_same() -> None:
    make.make_person()
    before = changelog.state()

    earlier = timezone.now() - timedelta(microseconds=1)
    Change.objects.filter(pk=before.number).update(at=earlier)

    assert changelog.state() != before
    assert changelog.state().number == before.number


def test_a_page_says_the_day_on_which_it_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.make_person()
    page(client, person)
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)

    assert f"{tomorrow:%d.%m.%Y}" in page(client, person)


# --- Never another reader's -----------------------------------------------------------------------


def test_a_text_in_the_reader_s_other_language_is_not_given_to_everybody(client: Client) -> None:
    person = make.make_person()
    make.make_statement(
        person, "met", make.make_person("A"), qualifier={"ru": "по-русски", "th": "ภาษาไทย"}
    )
    path = entry_url(person)

    for _twice in range(2):
        thai = client.get(path, headers={"accept-language": "th"})
        russian = client.get(path, headers={"accept-language": "ru"})

        assert "ภาษาไทย" in thai.content.decode()
        assert "по-русски" in russian.content.decode()
        assert "Accept-Language" in thai["Vary"]
        assert "Accept-Language" in russian["Vary"]
        assert thai["ETag"] != russian["ETag"]


def test_a_page_that_is_whole_in_its_language_is_one_for_all_readers(client: Client) -> None:
    make.make_person()
    first = client.get("/en/about/", headers={"accept-language": "th"})
    with CaptureQueriesContext(connection) as queries:
        other = client.get("/en/about/", headers={"accept-language": "ru"})

    assert "Accept-Language" not in first["Vary"]
    assert other["ETag"] == first["ETag"]
    assert len(queries) == 1


def uses_session(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.session.get("name", "nobody"))


def sets_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("hello")
    response.set_cookie("digits", "thai")
    return response


def varies_by_cookie(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.COOKIES.get("digits", "latin"), headers={"Vary": "Cookie"})


def fails(request: HttpRequest) -> HttpResponse:
    return HttpResponse("sorry", status=503)


@pytest.mark.parametrize("view", [uses_session, sets_cookie, varies_by_cookie, fails])
def test_what_may_differ_between_readers_is_made_anew(
    view: Callable[[HttpRequest], HttpResponse],
) -> None:
    made = []

    def counting(request: HttpRequest) -> HttpResponse:
        made.append(request)
        return view(request)

    wrapped = kept()(counting)
    for _twice in range(2):
        request = RequestFactory().get("/en/about/")
        request.session = Client().session
        wrapped(request)

    assert len(made) == 2


def test_the_shelf_holds_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 1000)
    view = kept()(lambda request: HttpResponse("x" * 400))

    for number in range(5):
        view(RequestFactory().get("/en/about/", {"number": number}))

    assert keeping._shelf.size == 800
    assert len(keeping._shelf.answers) == 2


# --- Asked whether it changed ---------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/en/", "/en/browse/", "/en/about/", "entry", "json"])
def test_a_reader_who_has_the_page_gets_it_no_second_time(client: Client, path: str) -> None:
    person = make.make_person()
    path = {"entry": entry_url(person), "json": f"/id/{person.pid}.json"}.get(path, path)
    first = client.get(path)

    assert "no-cache" in first["Cache-Control"]
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert "Cookie" not in first.get("Vary", "")


def test_a_date_is_given_once_no_other_change_can_have_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.make_person()
    path = entry_url(person)
    assert "Last-Modified" not in client.get(path)

    later = datetime.now(UTC) + timedelta(seconds=10)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    date = client.get(path)["Last-Modified"]
    assert parse_http_date(date) >= int(person.created_at.timestamp())
    assert client.get(path, headers={"if-modified-since": date}).status_code == 304

    Statement.objects.filter(subject=person).delete()
    rename(person, "Lev Bronstein")
    person.refresh_from_db()
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + timedelta(seconds=10))
    changed = client.get(entry_url(person), headers={"if-modified-since": date})
    assert changed.status_code == 200
    assert parse_http_date(changed["Last-Modified"]) >= parse_http_date(date)
