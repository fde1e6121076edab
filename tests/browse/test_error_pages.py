import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.utils import translation

from browse import views


@pytest.mark.django_db
def test_a_dead_end_offers_the_search_box_and_the_front_page_in_each_language(
    client: Client,
) -> None:
    response = client.get("/ru/nothing/here/")
    text = response.content.decode()

    assert response.status_code == 404
    assert '<html lang="ru">' in text
    assert 'name="q"' in text
    assert 'href="/th/"' in text
    assert "canonical" not in text
    assert "noindex" in text


def test_a_bad_request_and_a_refusal_have_pages_of_their_own() -> None:
    request = RequestFactory().get("/en/")

    assert views.bad_request(request, SuspiciousOperation()).status_code == 400
    assert views.permission_denied(request, PermissionDenied()).status_code == 403


def test_when_something_broke_the_page_asks_nothing_of_the_database() -> None:
    # Without the django_db mark, any query fails this test.
    request = RequestFactory().get("/th/")
    with translation.override("th"):
        response = views.server_error(request)

    assert response.status_code == 500
    assert '<html lang="th">' in response.content.decode()


def test_a_missing_stylesheet_does_not_break_the_page_for_what_broke(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(path: str) -> str:
        raise ValueError(path)

    monkeypatch.setattr(views, "static", fail)

    assert views.server_error(RequestFactory().get("/")).status_code == 500


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["th", "en", "ru"])
def test_every_language_says_what_this_is(client: Client, language: str) -> None:
    response = client.get(f"/{language}/about/")

    assert response.status_code == 200
    assert 'aria-current="page"' in response.content.decode()


@pytest.mark.django_db
def test_no_page_has_inline_style_or_script(client: Client) -> None:
    for path in ("/en/", "/en/browse/", "/en/about/"):
        response = client.get(path)
        text = response.content.decode()
        assert "style=" not in text
        assert "<style" not in text
        assert "<script>" not in text
        assert response["Content-Security-Policy"].startswith("default-src 'self'")
