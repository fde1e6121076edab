"""Every page of the desk is in a list, and answers: so none is forgotten by those who look."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.desk.pages.archive import Archive
from tests.desk.pages.listed import NO_PAGE, PAGES

SIGNED_OUT = {"admin:login", "admin:logout"}


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """Go through the names of addresses below these."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, one.namespace or space)
        elif one.name:
            yield f"{space}:{one.name}"


def test_every_address_of_the_desk_is_a_page_in_the_list_or_none() -> None:
    found = {
        name for name in names(get_resolver().url_patterns) if name.startswith(("admin:", "desk:"))
    }

    assert found == {*PAGES, *NO_PAGE}
    assert not set(PAGES) & set(NO_PAGE)


def unexplained(html: str) -> set[str]:
    """Return what boxes of a page say they are described by, and is not there."""
    named = {one for ids in re.findall(r'aria-describedby="([^"]+)"', html) for one in ids.split()}
    named -= {"id_password_helptext"}  # Django's own: a box that cannot be filled in
    return named - set(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.django_db
def test_every_page_opens_is_headed_and_shows_what_helps_at_its_boxes() -> None:
    archive = Archive()
    archive.speak("en")
    wrong = []
    for name, states in PAGES.items():
        for state, opening in states.items():
            response = opening(archive)
            html = response.content.decode()
            if (
                response.status_code not in {200, 403, 404, 429}
                or len(re.findall("<h1", html)) != 1
            ):
                wrong.append(
                    f"{name} {state}: {response.status_code} {response.headers.get('Location', '')}"
                )
            if name not in SIGNED_OUT and "/desk/help/" not in html:
                wrong.append(f"{name} {state}: no help")
            wrong.extend(f"{name} {state}: no {one}" for one in sorted(unexplained(html)))
    assert not wrong, "\n".join(wrong)
