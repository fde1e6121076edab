"""`python -m bench.crawl [ADDRESS]`: a reader of a running archive, alone and beside a crawler.

The crawler is a process of its own that keeps to the rules and follows every link, one request
after another without a pause, until it has made so many requests or found nothing new. The reader
meanwhile asks for lists, entries and pictures, with a breath between them. Milliseconds are what
the reader waits.
"""

import argparse
import http.client
import multiprocessing
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any, Final
from urllib.parse import quote, urlsplit

from bench.robots import Crawl, Robots

REQUESTS: Final = 10_000
READ: Final = 200
"""Requests of the reader alone, and at least as many beside the crawler."""
BREATH: Final = 0.05
"""Seconds."""
ENTRY: Final = re.compile(r"<loc>[a-z]+://[^/]+(/[a-z]{2}/[a-z]+/[0-9a-z]{7}/[^<]*)</loc>")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer from the wire."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes


class Connection:
    """A connection to an archive that stays open from request to request."""

    def __init__(self, host: str, agent: str = "slovo-bench") -> None:
        """Connect to the host, given with its scheme; TLS is not spoken."""
        self.host = urlsplit(host).netloc
        self.agent = {"User-Agent": agent}
        self.open = http.client.HTTPConnection(self.host, timeout=60)

    def get(self, path: str, /) -> Page:
        """Return the answer; a connection that was closed is opened again, once."""
        for last in (False, True):
            try:
                self.open.request("GET", quote(path, safe="/?&=%:;+,.~-_"), headers=self.agent)
                response = self.open.getresponse()
                return Page(response.status, response.headers, response.read())
            except (http.client.HTTPException, ConnectionError):
                self.open.close()
                if last:
                    raise
        raise AssertionError  # unreachable


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.crawl", description=__doc__)
    parser.add_argument("address", nargs="?", default="http://localhost:8000")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="of the crawler, at most")
    parser.add_argument("--agent", default="slovo-bench-bot", help="what the crawler calls itself")
    options = parser.parse_args()
    reader = Connection(options.address)
    paths = list(_read(reader))
    for path in paths:
        reader.get(path)
    alone = [_wait(reader, path) for path in islice(cycle(paths), READ)]
    done: Any = multiprocessing.Queue()
    crawler = multiprocessing.Process(
        target=_crawl, args=(options.address, options.agent, options.requests, done)
    )
    crawler.start()
    beside: list[float] = []
    for path in cycle(paths):
        beside.append(_wait(reader, path))
        if not crawler.is_alive() or not done.empty():
            break
    crawled = done.get(timeout=10)
    crawler.join()
    print(f"crawler: {crawled}")
    for name, times in (("alone", alone), ("beside the crawler", beside)):
        ordered = sorted(times)
        worst = ordered[int(len(ordered) * 0.95)]
        median = statistics.median(ordered)
        print(f"reader {name}: {len(times)} requests, median {median:.1f} ms, 95 % {worst:.1f} ms")


def _read(connection: Connection) -> Iterator[str]:
    """Yield what the reader asks for: entries, lists and pictures, in three languages."""
    found = ENTRY.findall(connection.get("/sitemap-1.xml").content.decode())
    yield from found[:: max(len(found) // 40, 1)]
    for number, language in zip(range(1895, 1935, 2), cycle(("th", "en", "ru"))):
        yield f"/{language}/browse/?from={number}&to={number + 9}"
    yield from ("/en/", "/th/browse/timeline/", "/ru/browse/map/", "/en/browse/network/")


def _wait(connection: Connection, path: str) -> float:
    """Return how long an answer takes, in milliseconds, after a breath."""
    time.sleep(BREATH)
    started = time.perf_counter()
    connection.get(path)
    return (time.perf_counter() - started) * 1000


def _crawl(host: str, agent: str, requests: int, done: Any) -> None:
    """Crawl, and say what came of it."""
    connection = Connection(host, agent)
    started = time.perf_counter()
    crawl = Crawl(connection, Robots(connection.get("/robots.txt").content.decode()), host)
    crawl.run(["/"], requests)
    seconds = time.perf_counter() - started
    answers = ", ".join(
        f"{count} × {code}" for code, count in Counter(crawl.asked.values()).items()
    )
    done.put(
        f"{len(crawl.asked)} requests in {seconds:.0f} s ({answers}), "
        f"{len(crawl.seen)} distinct addresses, "
        f"{len(crawl.seen) - len(crawl.asked)} not asked for"
    )


if __name__ == "__main__":
    main()
