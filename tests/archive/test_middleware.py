"""The content security policy, whose address a request comes from, and the languages accepted."""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from archive.middleware import (
    ClientAddressMiddleware,
    ContentSecurityPolicyMiddleware,
    NoNulMiddleware,
)
from tests import make


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.META["REMOTE_ADDR"])


@pytest.mark.django_db
def test_a_page_allows_scripts_and_styles_of_its_own_host_only(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]

    assert policy == (
        "default-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    )


@pytest.mark.django_db
def test_a_page_tells_browsers_not_to_guess_and_not_to_frame(client: Client) -> None:
    headers = client.get("/admin/login/").headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_view_may_send_a_policy_of_its_own(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = ContentSecurityPolicyMiddleware(view)(rf.get("/"))

    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_a_policy_on_trial_is_reported_and_an_empty_one_is_not_sent(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.SECURE_CSP = {}
    settings.SECURE_CSP_REPORT_ONLY = {"img-src": ["'self'", "data:"]}

    headers = ContentSecurityPolicyMiddleware(answer)(rf.get("/")).headers

    assert "Content-Security-Policy" not in headers
    assert headers["Content-Security-Policy-Report-Only"] == "img-src 'self' data:"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.9, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_a_client_cannot_invent_the_address_it_comes_from(
    proxies: int, forwarded: str, seen: str, rf: RequestFactory, settings: Settings
) -> None:
    settings.PROXY_COUNT = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.1")

    response = ClientAddressMiddleware(answer)(request)

    assert isinstance(response, HttpResponse)
    assert response.content.decode() == seen


@pytest.mark.django_db
def test_what_is_missing_falls_back_on_the_languages_of_the_browser_first(client: Client) -> None:
    person = make.make_person({"ru": "Лев Троцкий", "de": "Leo Trotzki"})

    def heading(accept: str) -> str:
        page = client.get(
            f"/th/persons/{person.pid}/", headers={"accept-language": accept}, follow=True
        )
        return str(re.findall("<h1[^>]*>[^<]*", page.content.decode())[0])

    assert heading("de, ru;q=0.5") == '<h1 lang="de">Leo Trotzki'
    assert heading("ru, de;q=0.5") == '<h1 lang="ru">Лев Троцкий'
    assert heading("*, fr;q=0") == '<h1 lang="ru">Лев Троцкий'


@pytest.mark.django_db
def test_an_answer_says_when_it_depends_on_the_languages_of_the_browser(client: Client) -> None:
    whole = make.make_person()
    russian = make.make_person({"ru": "Лев Троцкий"})

    answers = [
        client.get(f"/en/persons/{one.pid}/", follow=True, headers={"accept-language": "de"})
        for one in (whole, russian)
    ]

    assert ["Accept-Language" in answer.get("Vary", "") for answer in answers] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/id/%00",
        "/id/c00000c%00",
        "/en/browse/?q=%00&person=%00",
        "/admin/%00/",
        "/?%00=%00",
    ],
)
def test_a_nul_in_an_address_breaks_nothing(client: Client, address: str) -> None:
    assert client.get(address, follow=True).status_code in {200, 400, 404}


def clean(request: HttpRequest) -> HttpRequest:
    """Return the request as a view gets it."""
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request)
        seen.append(request)
        return HttpResponse()

    middleware = NoNulMiddleware(view)
    middleware(request)
    return seen[0]


def test_a_nul_is_replaced_by_the_sign_for_what_is_no_text(rf: RequestFactory) -> None:
    fields = {"note": "\0", "as it is": "x"}

    request = clean(rf.post("/desk/merge/?q=Nashe%00Slovo", fields))

    assert request.GET["q"] == "Nashe\ufffdSlovo"
    assert request.POST.dict() == {"note": "\ufffd", "as it is": "x"}
    assert clean(rf.get("/a%00b")).path_info == "/a\ufffdb"


def test_the_admin_itself_refuses_a_nul_and_keeps_what_was_typed(rf: RequestFactory) -> None:
    assert clean(rf.post("/admin/login/", {"username": "\0"})).POST["username"] == "\0"


def test_what_has_no_nul_is_not_copied(rf: RequestFactory) -> None:
    sent = rf.get("/?q=Nashe")
    before = sent.GET

    assert clean(sent).GET is before
