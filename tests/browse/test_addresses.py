from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from browse.addresses import browse_url, entry_url, in_language
from entries.choices import PLURALS, Status
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_a_reader_is_sent_to_the_language_the_browser_asks_for(
    client: Client, language: str
) -> None:
    response = client.get("/", headers={"accept-language": language})

    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


def test_the_stable_search_address_leads_to_the_list_with_the_text_kept(client: Client) -> None:
    response = client.get(
        f"/search?q={quote('Троцкий')}", headers={"accept-language": "ru"}, follow=True
    )

    assert [status for _url, status in response.redirect_chain] == [302, 302]
    assert (
        response.redirect_chain[-1][0] == "/ru/browse/?q=%D0%A2%D1%80%D0%BE%D1%86%D0%BA%D0%B8%D0%B9"
    )


def test_the_quick_address_is_the_one_that_reversing_gives() -> None:
    for entry in (make.make_person(), make.make_place(), make.make_source(), make.make_topic()):
        entry.refresh_from_db()
        with translation.override("ru"):
            args = [PLURALS[entry.kind], entry.pid, entry.slug]
            assert entry_url(entry) == reverse("browse:entry", args=args)


def test_a_wrong_slug_and_a_wrong_kind_lead_to_the_right_address(client: Client) -> None:
    person = make.make_person()
    right = f"/en/persons/{person.pid}/leon-trotsky/"

    for wrong in (f"persons/{person.pid}/", f"persons/{person.pid}/x/", f"works/{person.pid}/x/"):
        response = client.get(f"/en/{wrong}?page=2")
        assert (response.status_code, response["Location"]) == (301, f"{right}?page=2")
    assert client.get(right).status_code == 200


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_was_never_published_has_no_address(client: Client, status: str) -> None:
    person = make.make_person(status=status)

    assert client.get(entry_url(person)).status_code == 404


def test_a_withdrawn_entry_leaves_a_tombstone_without_its_content(client: Client) -> None:
    person = make.make_person(
        status=Status.WITHDRAWN,
        withdrawal_reason={"en": "Two persons were taken for one."},
        summary="Chairman of the Petrograd Soviet.",
        editors_note="see the letter",
    )

    response = client.get(entry_url(person))
    text = response.content.decode()

    assert response.status_code == 410
    assert "Leon Trotsky" in text
    assert "Two persons were taken for one." in text
    assert f"/id/{person.pid}" in text
    assert "Chairman" not in text
    assert "see the letter" not in text


def test_a_chain_of_merges_is_one_redirect_to_the_survivor(client: Client) -> None:
    survivor = make.make_person()
    second = make.make_person("Trotzki", status=Status.MERGED, merged_into=_entry(survivor))
    first = make.make_person("Bronstein", status=Status.MERGED, merged_into=_entry(second))

    response = client.get(f"/th/persons/{first.pid}/bronstein/")

    assert response.status_code == 301
    assert response["Location"] == f"/th/persons/{survivor.pid}/leon-trotsky/"


def test_a_merge_into_a_draft_tells_nothing_but_that_the_address_was_once_good(
    client: Client,
) -> None:
    draft = make.make_person(status=Status.DRAFT)
    merged = make.make_person("Trotzki", status=Status.MERGED, merged_into=_entry(draft))

    response = client.get(entry_url(merged))

    assert response.status_code == 410
    assert "Trotzki" in response.content.decode()
    assert "Leon Trotsky" not in response.content.decode()
    assert "withdrawn on" not in response.content.decode()


def test_what_became_a_draft_again_says_so_without_its_new_name(client: Client) -> None:
    person = make.make_person("Moisei Shpentser")
    Entry.objects.filter(pk=person.pk).update(status=Status.DRAFT)

    response = client.get(entry_url(person))

    assert response.status_code == 410
    assert "not public at present" in response.content.decode()
    assert "Shpentser" not in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("name", ["home", "browse", "search", "about"])
def test_pages_can_only_be_read(client: Client, name: str, method: str) -> None:
    assert getattr(client, method)(reverse(f"browse:{name}")).status_code == 405
    assert client.head(reverse(f"browse:{name}")).status_code in {200, 302}


def test_a_search_from_elsewhere_keeps_all_its_parameters(client: Client) -> None:
    query = "q=%D0%A2%D1%80+-Lenin&kind=person&kind=work&from=1905&sort=date"

    first = client.get(f"/search?{query}", headers={"accept-language": "ru"})
    second = client.get(first["Location"])

    assert "Accept-Language" in first["Vary"]
    assert first["Location"] == f"/ru/search/?{query}"
    assert second["Location"] == f"/ru/browse/?{query}"
    assert client.get("/th/search/")["Location"] == "/th/browse/"


def test_recent_changes_are_found_from_the_front_page_and_from_every_other(client: Client) -> None:
    make.make_statement(make.make_person(), "born", date="1879")

    home = client.get("/en/").content.decode()

    link = 'href="/en/changes/"'
    assert home.count(link) == 2
    assert link in client.get("/en/browse/").content.decode()


def test_the_language_switch_stays_on_the_page_with_its_query(client: Client) -> None:
    text = client.get(f"/en/browse/?q={quote('Троцкий')}&kind=person").content.decode()

    assert 'href="/th/browse/?q=%D0%A2%D1%80%D0%BE%D1%86%D0%BA%D0%B8%D0%B9&amp;kind=person"' in text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("browse/?q=zimmerwald&facets=&from=&to=&sort=", "browse/?q=zimmerwald"),
        ("browse/?sort=name&from=&kind=person&page=", "browse/?kind=person&sort=name"),
        ("browse/facet/place/?find=&facets=name&kind=", "browse/facet/place/?facets=name"),
        ("browse/map/?year=1915&sort=name&look=&q=", "browse/map/?year=1915&sort=name"),
        ("about/?q=&from=1905", "about/?from=1905"),
        ("browse/?q=&from=", "browse/"),
    ],
)  # fmt: skip
def test_the_language_switch_keeps_all_but_what_was_left_empty(
    client: Client, asked: str, shown: str
) -> None:
    make.make_person()

    text = client.get(f"/en/{asked}", headers={"hx-request": "true"}).content.decode()

    assert f'<a href="/ru/{shown.replace("&", "&amp;")}" lang="ru"' in text


def test_the_language_switch_keeps_the_way_through_a_list(client: Client) -> None:
    person = make.make_person()
    way = "in=kind%3Dperson%26sort%3Dname&at=1"

    text = client.get(f"{entry_url(person)}?{way}&cite=").content.decode()

    assert f'<a href="{entry_url(person, "th")}?{way.replace("&", "&amp;")}" lang="th"' in text


def test_the_language_switch_keeps_the_survivor_of_what_was_merged(client: Client) -> None:
    geneva = make.make_place({"en": "Geneva"})
    genf = make.make_place({"de": "Genf"}, status=Status.MERGED, merged_into=geneva)

    text = client.get(f"/en/browse/?place={genf.pid}&to=").content.decode()

    assert f'<a href="/ru/browse/?place={geneva.pid}" lang="ru"' in text


def test_a_page_knows_its_alternates_and_its_canonical_address(client: Client) -> None:
    person = make.make_person()

    text = client.get(entry_url(person)).content.decode()

    here = f"persons/{person.pid}/leon-trotsky/"
    assert f'<link rel="canonical" href="http://localhost:8000/en/{here}">' in text
    for language in ("th", "en", "ru"):
        assert f'hreflang="{language}" href="http://localhost:8000/{language}/{here}"' in text
    assert f'hreflang="x-default" href="http://localhost:8000/{here}"' in text
    assert f'type="application/json" href="http://localhost:8000/id/{person.pid}.json"' in text


def test_a_path_without_a_language_has_the_front_page_in_another() -> None:
    assert in_language("/admin/login/", "th") == "/th/"
    assert in_language("/en/browse/?q=a/b", "ru") == "/ru/browse/?q=a/b"


def test_addresses_of_the_list_have_their_parameters_in_one_order() -> None:
    assert (
        browse_url(to=1917, from_=1905, kind="event") == "/en/browse/?kind=event&from=1905&to=1917"
    )
    assert browse_url() == "/en/browse/"


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    person = make.make_person()
    first = client.get(entry_url(person))

    again = client.get(entry_url(person), headers={"if-none-match": first["ETag"]})
    make.make_statement(person, "member-of", make.make_organisation())
    changed = client.get(entry_url(person), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def _entry(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def test_the_tombstone_says_since_when(client: Client) -> None:
    day = datetime(2026, 5, 1, tzinfo=UTC)
    person = make.make_person(status=Status.WITHDRAWN, withdrawn_at=day)

    assert "withdrawn on 1 May 2026" in client.get(entry_url(person)).content.decode()
