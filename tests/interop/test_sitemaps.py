"""The sitemaps: what is public, in three languages, at a cost that does not grow."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from browse.addresses import entry_url
from entries.choices import Status
from entries.models import Entry
from interop import sitemaps
from tests import make

pytestmark = pytest.mark.django_db

HOST = "http://localhost:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LANGUAGES = ("th", "en", "ru")
LINK = "{http://www.w3.org/1999/xhtml}link"
LONG_AGO = timezone.now() - timedelta(days=7)


def read(client: Client, path: str) -> ET.Element:
    """Fetch a sitemap and parse it."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ET.fromstring(response.getvalue())


def locations(root: ET.Element) -> list[str]:
    """Return the addresses that a sitemap or an index names."""
    return [element.text or "" for element in root.iter(f"{MAP}loc")]


def number_of(entry: Entry) -> int:
    """Return the number of the sitemap that an entry belongs to."""
    return (entry.pk - 1) // sitemaps.SIZE + 1


def path_of(entry: Entry) -> str:
    """Return the path of the sitemap that an entry belongs to."""
    return f"/sitemap-{number_of(entry)}.xml"


def test_an_entry_stands_in_each_language_with_all_its_alternates(client: Client) -> None:
    trotsky = make.make_person()
    Entry.objects.filter(pk=trotsky.pk).update(changed_at="2026-11-07T12:00:00.5Z")

    root = read(client, path_of(trotsky))

    own = {code: HOST + entry_url(trotsky, code) for code in LANGUAGES}
    assert root.tag == f"{MAP}urlset"
    assert locations(root) == list(own.values())
    default = f"{HOST}/persons/{trotsky.pid}/leon-trotsky/"
    for url in root:
        assert [child.tag for child in url] == [f"{MAP}loc", f"{MAP}lastmod", *[LINK] * 4]
        assert url.findtext(f"{MAP}lastmod") == "2026-11-07T12:00:00+00:00"
        others = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
        assert others == {**own, "x-default": default}
        assert {link.get("rel") for link in url.iter(LINK)} == {"alternate"}
    assert client.get(default, HTTP_ACCEPT_LANGUAGE="ru")["Location"] == entry_url(trotsky, "ru")


def test_an_address_in_a_sitemap_is_the_canonical_one_of_its_page(client: Client) -> None:
    unnamed = make.make_person("???")
    entries = [make.make_place(), make.make_source(), make.make_publication(), unnamed]

    found = {one for entry in entries for one in locations(read(client, path_of(entry)))}

    assert len(found) == 3 * len(entries)
    for address in [*found, *locations(read(client, "/sitemap-pages.xml"))]:
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 200
        assert f'<link rel="canonical" href="{address}">' in html
        assert "noindex" not in html


def test_only_what_is_public_is_listed(client: Client) -> None:
    shown = make.make_person()
    hidden = [
        make.make_person(make.LENIN, status=Status.DRAFT),
        make.make_person("Julius Martov", status=Status.IN_REVIEW),
        make.make_person("Karl Radek", status=Status.WITHDRAWN),
        make.make_person("Bronstein", status=Status.MERGED, merged_into=shown),
    ]

    text = client.get(path_of(shown)).getvalue().decode()

    assert text.count("<url>") == 3
    assert [one for one in hidden if one.pid in text] == []


def test_a_range_without_anything_public_is_no_sitemap(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SIZE", 1)
    shown = make.make_person()
    hidden = [
        make.make_person(make.LENIN, status=Status.DRAFT),
        make.make_person("Karl Radek", status=Status.WITHDRAWN),
    ]

    named = locations(read(client, "/sitemap.xml"))

    assert named == [f"{HOST}/sitemap-pages.xml", f"{HOST}{path_of(shown)}"]
    assert [client.get(path_of(one)).status_code for one in hidden] == [404, 404]
    for number in ("0", "01", "-1", "999999999", "9999999999", "x"):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_each_entry_is_in_one_sitemap_and_each_sitemap_in_the_index(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    monkeypatch.setattr(sitemaps, "AT_ONCE", 1)
    people = [make.make_person(f"Delegate {number}") for number in range(5)]

    index = read(client, "/sitemap.xml")
    files = locations(index)[1:]
    found = [address for file in files for address in locations(read(client, file))]

    assert index.tag == f"{MAP}sitemapindex"
    assert len(files) >= 3
    assert sorted(found) == sorted(HOST + entry_url(one, c) for one in people for c in LANGUAGES)


def test_the_index_says_when_a_sitemap_changed_and_a_withdrawal_is_a_change(
    client: Client,
) -> None:
    make.make_person()
    gone = make.make_person("Karl Radek", status=Status.WITHDRAWN)
    draft = make.make_person(make.LENIN, status=Status.DRAFT)
    Entry.objects.update(changed_at="2026-01-01T00:00:00Z")
    Entry.objects.filter(pk=gone.pk).update(changed_at="2026-02-02T00:00:00Z")
    Entry.objects.filter(pk=draft.pk).update(changed_at="2026-03-03T00:00:00Z")

    index = read(client, "/sitemap.xml")

    assert [one.text for one in index.iter(f"{MAP}lastmod")] == ["2026-02-02T00:00:00+00:00"]
    file = client.get(path_of(gone))
    assert file["Last-Modified"] == "Mon, 02 Feb 2026 00:00:00 GMT"


def test_a_sitemap_that_did_not_change_is_not_sent_again(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    Entry.objects.update(changed_at=LONG_AGO)
    path = path_of(trotsky)
    first = client.get(path)
    assert "no-cache" in first["Cache-Control"]

    by_tag = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    by_date = client.get(path, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])

    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag["ETag"] == first["ETag"]
    lenin.status = Status.DRAFT
    lenin.save()
    again = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
    assert not again.has_header("Last-Modified")


@pytest.mark.parametrize("count", [1, 7])
def test_the_number_of_queries_does_not_grow(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    people = [make.make_person(f"Delegate {number}") for number in range(count)]

    with django_assert_num_queries(1):
        client.get("/sitemap.xml")
    with django_assert_num_queries(0):
        client.get("/sitemap.xml?again")
    with django_assert_num_queries(1):
        client.get(path_of(people[0])).getvalue()
    with django_assert_num_queries(1):  # the state of the archive
        client.get("/sitemap-pages.xml")


def test_the_largest_sitemap_keeps_to_the_limits_of_the_protocol() -> None:
    longest = sitemaps.Row("k3vc1zv", "organisation", "a" * 80, "published", timezone.now())

    text = "".join(sitemaps._write([longest] * sitemaps.SIZE, sitemaps._roots()))

    assert text.count("<loc>") == 3 * sitemaps.SIZE <= 50_000
    assert len(text.encode()) < 50_000_000 / 2


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-pages.xml"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
