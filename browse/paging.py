"""The numbers below a list."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number below the list; without an address it is a gap or the page itself."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Paging:
    """The way through the pages of a list; without links there is but one."""

    links: list[PageLink]
    previous_url: str
    next_url: str


def make_paging(number: int, pages: int, address: Callable[[int | None], str]) -> Paging:
    """Return links to the first, the last and the pages around `number`; a gap has number 0.

    `address` gives that of a page, and for None that of the first.
    """
    near = sorted({1, pages, *range(max(number - 2, 1), min(number + 2, pages) + 1)})
    links: list[PageLink] = []
    for page in near:
        if links and page > links[-1].number + 1:
            links.append(PageLink(0, ""))
        url = "" if page == number else address(page if page > 1 else None)
        links.append(PageLink(page, url))
    return Paging(
        links if pages > 1 else [],
        address(number - 1) if number > 1 else "",
        address(number + 1) if number < pages else "",
    )
