"""Whether an address is asked politely, told of rightly, and never inside a network."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from desk.links import asking
from desk.links.addresses import addresses_in, plain
from desk.links.asking import Verdict, ask, judge, may_be_asked


class Elsewhere(BaseHTTPRequestHandler):
    """Some pages of a site."""

    asked: list[tuple[str, str]] = []

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path))
        status = {"/gone": 404, "/no-head": 405, "/closed": 403, "/busy": 429, "/ill": 500}
        leads = {"/moved": "/", "/ring": "/ring", "/inside": "http://10.0.0.7/", "/far": "/far/x"}
        if self.path == "/no-head" and self.command == "GET":
            return self._say(200)
        target = leads.get(self.path) or (f"{self.path}x" if "/far" in self.path else "")
        return self._say(302 if target else status.get(self.path, 200), target)

    def do_GET(self) -> None:
        self.do_HEAD()

    def _say(self, status: int, target: str = "") -> None:
        self.send_response(status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on this machine, as if this machine were the open internet."""
    monkeypatch.setattr(asking, "may_be_asked", lambda number: number == "127.0.0.1")
    monkeypatch.setattr(asking, "is_port_open_to_us", lambda port: True)
    Elsewhere.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "verdict", "problem"),
    [
        ("/", Verdict.ALIVE, ""),
        ("/no-head", Verdict.ALIVE, ""),
        ("/moved", Verdict.ALIVE, ""),
        ("/gone", Verdict.DEAD, "404"),
        ("/ill", Verdict.DEAD, "500"),
        ("/ring", Verdict.DEAD, "redirects in a ring"),
        ("/far", Verdict.DEAD, "too many redirects"),
        ("/closed", Verdict.UNCLEAR, "403"),
        ("/busy", Verdict.LATER, "429"),
        ("/inside", Verdict.UNCLEAR, "an address inside a network"),
    ],
)
def test_what_an_address_answers_is_understood(
    site: str, path: str, verdict: Verdict, problem: str
) -> None:
    assert ask(site + path) == asking.Outcome(verdict, problem)


def test_a_page_that_is_there_is_asked_once_and_not_sent(site: str) -> None:
    ask(f"{site}/article?page=2")

    assert Elsewhere.asked == [("HEAD", "/article?page=2")]


def test_nobody_at_a_port_is_a_dead_address(site: str) -> None:
    assert ask("http://127.0.0.1:1/").verdict == Verdict.DEAD


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/",
        "http://192.168.0.1/", "http://169.254.169.254/latest/", "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/", "http://100.64.0.1/", "http://[fd00::1]/", "http://2130706433/",
        "http://8.8.8.8:22/",
    ],
)  # fmt: skip
def test_nothing_inside_a_network_and_no_other_service_is_asked(address: str) -> None:
    outcome = ask(address)

    assert outcome.verdict == Verdict.UNCLEAR
    assert outcome.problem in {"an address inside a network", "port 22"}


def test_hosts_of_the_open_internet_may_be_asked() -> None:
    assert may_be_asked("1.1.1.1")
    assert may_be_asked("2606:4700::1111")
    assert not may_be_asked("224.0.0.1")


@pytest.mark.parametrize("status", [200, 204, 304])
def test_whatever_is_there_is_alive(status: int) -> None:
    assert judge(status).verdict == Verdict.ALIVE


def test_addresses_are_found_in_texts_without_the_end_of_the_sentence() -> None:
    text = (
        "See [Marxists](https://marxists.org/archive/trotsky/), "
        "https://ru.wikipedia.org/wiki/Троцкий#Жизнь and (http://example.org/a_(b))."
    )

    assert list(addresses_in(text)) == [
        "https://marxists.org/archive/trotsky/",
        "https://ru.wikipedia.org/wiki/%D0%A2%D1%80%D0%BE%D1%86%D0%BA%D0%B8%D0%B9",
        "http://example.org/a_(b)",
    ]


@pytest.mark.parametrize(
    "text", ["", "ftp://x.org/", "http://", "http://a:b@x.org/", "http://[", "http://x:999999/"]
)
def test_what_is_no_address_is_not_asked(text: str) -> None:
    assert plain(text) == ""
