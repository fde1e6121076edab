"""Crawlers are answered one at a time and give way; readers notice nothing of it."""

import time

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from archive.crawlers import REST, CrawlersMiddleware

GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
CUBOT = "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/120 Mobile"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long answers were held back, in seconds by a clock that goes on with every look at it."""
    found: list[float] = []
    clock = iter(range(1_000))
    monkeypatch.setattr(time, "sleep", found.append)
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock) / 10)
    return found


def ask(agent: str, path: str = "/en/", within: str = "") -> tuple[int, list[int]]:
    """Return the status of an answer, and those of requests that come while it is made."""
    meanwhile: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        if within and request.META["HTTP_USER_AGENT"] == agent and not meanwhile:
            meanwhile.append(0)
            other = RequestFactory().get(path, headers={"user-agent": within})
            meanwhile[0] = middleware(other).status_code
        return HttpResponse()

    middleware = CrawlersMiddleware(view)
    first = middleware(RequestFactory().get(path, headers={"user-agent": agent}))
    again = middleware(RequestFactory().get(path, headers={"user-agent": agent}))
    assert again.status_code == first.status_code == 200
    return first.status_code, meanwhile


@pytest.mark.parametrize("agent", [GOOGLE, "bingbot/2.0", "Baiduspider", "my crawler 1"])
def test_a_crawler_waits_as_long_as_its_answer_cost(agent: str, rests: list[float]) -> None:
    ask(agent)
    assert rests == [pytest.approx(REST * 0.1)] * 2


@pytest.mark.parametrize("agent", [FIREFOX, CUBOT, "", "curl/8.5"])
def test_a_reader_never_waits(agent: str, rests: list[float]) -> None:
    assert ask(agent, within=FIREFOX) == (200, [200])
    assert rests == []


def test_a_second_crawler_at_a_time_is_asked_to_come_later_and_a_reader_is_not(
    rests: list[float],
) -> None:
    assert ask(GOOGLE, within="bingbot/2.0") == (200, [429])
    assert ask(GOOGLE, within=FIREFOX) == (200, [200])


def test_the_rules_for_crawlers_can_be_read_at_any_time(rests: list[float]) -> None:
    assert ask(GOOGLE, "/robots.txt", within="bingbot/2.0") == (200, [200])
    assert rests == []
