"""Every action of the desk by every role in every status: by its page, and by direct POST.

One archive serves all of it: what an attempt did is taken back, whether it was allowed or not.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker, Settings

from corrections.models import Correction
from desk.models import Pair
from entries import actions
from entries.models import Entry
from history.models import Merge
from people.models import Person
from tests import make
from tests.desk.conftest import sign_in
from tests.desk.forms import delete_address, form_address
from tests.desk.rights_archive import Archive, Post, attempts, bulk, step, taken_back, trace
from tests.desk.rights_table import (
    BULK,
    DEEDS,
    NOBODY,
    PAGES,
    ROLES,
    ROUTES,
    STATUSES,
    STEPS,
)

pytestmark = pytest.mark.django_db

ENOUGH = ("published",)
"""Statuses in which those are asked who may all that others before them may."""
AT_THE_ENDS = ("own", "published", "merged")
"""Those in which they are asked who may nothing with entries, or all."""
SLOW = {"say_from_the_other_end"}
"""Whoever is refused is shown the whole form again: some statuses do."""
SAME_FORM = {"superuser": ("own", "published"), "contributor": ("in_review", "withdrawn", "closed")}
"""Forms that take long, and offer what those of the role before, or of `published`, do."""
SET_UP = "/desk/account/second-factor/"


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Archive]:
    """The archive of all tests here, in a transaction that is never committed."""
    with django_db_blocker.unblock(), taken_back():
        yield Archive()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Keep hundreds of refusals out of the log."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def is_enough(role: str, needed: str) -> bool:
    """Tell whether a role may what at least another may."""
    return needed != NOBODY and ROLES.index(role) >= ROLES.index(needed)


def cells(table: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield action, role, status and the least role.

    Whoever may not is asked in every status, and so is the least that may. The superuser has every
    right, and is asked for what nobody may.
    """
    for action, row in table.items():
        for role, at in asked():
            refused = not is_enough(role, row[at])
            if refused and action in SLOW and STATUSES[at] not in AT_THE_ENDS:
                continue
            if refused or row[at] == role or (STATUSES[at] in ENOUGH and role != "superuser"):
                yield action, role, STATUSES[at], row[at]


def asked() -> Iterator[tuple[str, int]]:
    """Yield the roles with the place of every status; the first and the last with some."""
    for role in ROLES:
        for at, status in enumerate(STATUSES):
            if role in {"contributor", "editor", "publisher"} or status in AT_THE_ENDS:
                yield role, at


def border(needed: str) -> set[str]:
    """Return the roles between which a page is opened and refused: it only reads, and each role
    may all that the ones before it may.
    """
    at = ROLES.index(needed) if needed != NOBODY else len(ROLES)
    return {"anonymous", *ROLES[at - 1 : at + 1]}


def owned(archive: Archive, role: str, status: str) -> Person:
    """Return the entry of a status; the own one belongs to whoever asks."""
    person, user = archive.people[status], archive.users[role]
    if status == "own" and user is not None:
        Entry.objects.filter(pk=person.pk).update(created_by=user)
    return person


def is_refusal(response: Any, role: str) -> bool:
    """Tell whether the answer says that this is not for the role: log in, or forbidden."""
    if role == "anonymous":
        return response.status_code == 302 and "/login/" in response["Location"]
    return bool(response.status_code == 403)


def is_always_refused(table: Mapping[str, tuple[str, ...]], action: str, role: str) -> bool:
    """Tell whether a role may not do this in any status, and so must be told."""
    return not any(is_enough(role, needed) for needed in table[action])


def test_whatever_is_done_is_done_by_those_who_may_and_nobody_else(
    archive: Archive,
) -> None:
    deeds = {status: attempts(archive, status) for status in STATUSES}
    posts: dict[str, Post] = {code: step(code) for code in STEPS}
    table = {**STEPS, **DEEDS}
    wrong = []
    for action, role, status, needed in cells(table):
        with taken_back():
            person = owned(archive, role, status)
            post = posts.get(action) or deeds[status][action]
            before = trace(person)
            response = post(archive.clients[role], person)
            done = trace(person) != before
        if done != is_enough(role, needed):
            wrong.append(f"{action} by {role}, {status}: {'done' if done else 'not done'}")
        refused = is_refusal(response, role)
        if is_always_refused(table, action, role) and not refused:
            wrong.append(f"{action} by {role}, {status}: answered {response.status_code}")
        if done and refused:
            wrong.append(f"{action} by {role}, {status}: done and refused")

    assert wrong == []


def test_an_action_of_a_list_cannot_be_forced(archive: Archive) -> None:
    wrong = []
    for action, role, status, needed in cells(BULK):
        with taken_back():
            person = owned(archive, role, status)
            before = trace(person)
            bulk(action)(archive.clients[role], person)
            done = trace(person) != before
        if done != is_enough(role, needed):
            wrong.append(f"{action} by {role}, {status}: {'done' if done else 'not done'}")

    assert wrong == []


def test_a_publisher_who_owes_a_second_factor_brings_nothing_before_the_public(
    archive: Archive, settings: Settings
) -> None:
    settings.SECOND_FACTOR_FOR = ["publisher"]
    posts = {**{code: step(code) for code in STEPS}, **{code: bulk(code) for code in BULK}}
    deeds = {status: attempts(archive, status) for status in AT_THE_ENDS}
    wrong = []
    for action, row in {**STEPS, **DEEDS, **BULK}.items():
        if "publisher" not in row:
            continue
        status = STATUSES[row.index("publisher")]
        person = archive.people[status]
        post = posts.get(action) or deeds[status][action]
        with taken_back():
            before = trace(person)
            response = post(archive.clients["publisher"], person)
            if trace(person) != before or response["Location"] != SET_UP:
                wrong.append(f"{action}, {status}: {response.status_code}")

    assert wrong == []


def test_the_form_offers_what_may_be_done_and_nothing_else(archive: Archive) -> None:
    wrong = []
    offers = {
        **{code: (f'value="{code}"', row) for code, row in STEPS.items()},
        "save": ('name="_save"', DEEDS["save"]),
        "delete": ('class="deletelink"', DEEDS["delete"]),
        "close": ("/desk/close/", DEEDS["close"]),
        "merge": ("/desk/merge/?pid=", DEEDS["merge"]),
    }
    for role, at in asked():
        status = STATUSES[at]
        if status in SAME_FORM.get(role, ()):
            continue
        with taken_back():
            person = owned(archive, role, status)
            response = archive.clients[role].get(form_address(person))
        page = response.content.decode() if response.status_code == 200 else ""
        if is_refusal(response, role) == is_enough(role, "contributor"):
            wrong.append(f"the form for {role}, {status}: {response.status_code}")
        for action, (mark, row) in offers.items():
            if (mark in page) != is_enough(role, row[at]):
                wrong.append(f"{action} for {role}, {status}")

    assert wrong == []


def test_a_page_about_an_entry_opens_for_those_who_may_and_nobody_else(
    archive: Archive,
) -> None:
    addresses: dict[str, Callable[[Person], str]] = {
        "history": lambda one: f"/desk/history/{one.pid}/",
        "revision": lambda one: f"/desk/history/{one.pid}/2/",
        "review": lambda one: f"/desk/review/{one.pid}/",
        "restoring": lambda one: f"/desk/history/{one.pid}/1/restore/",
        "deleting": delete_address,
        "authority": lambda one: f"/desk/authority/{one.pid}/",
        "chosen": lambda one: f"/desk/chosen/?pid={one.pid}",
        "preview": lambda one: f"/desk/preview/person/{one.pk}/",
        "closing": lambda one: f"/desk/close/{one.pid}/",
        "merging": lambda one: f"/desk/merge/?pid={one.pid}",
    }
    wrong = []
    for page, role, status, needed in cells(PAGES):
        if role not in border(needed):
            continue
        with taken_back():
            person = owned(archive, role, status)
            client, address = archive.clients[role], addresses[page](person)
            response = client.post(address) if page == "preview" else client.get(address)
        allowed = is_enough(role, needed)
        if (response.status_code == 200) != allowed or is_refusal(response, role) == allowed:
            wrong.append(f"{page} for {role}, {status}: {response.status_code}")

    assert wrong == []


def test_a_page_of_the_desk_opens_for_those_who_may_and_nobody_else(
    archive: Archive,
) -> None:
    wrong = []
    for address, needed in ROUTES.items():
        for role in border(needed):
            response = archive.clients[role].get(address)
            allowed = is_enough(role, needed)
            if (response.status_code == 200) != allowed or is_refusal(response, role) == allowed:
                wrong.append(f"{address} for {role}: {response.status_code}")

    assert wrong == []


def test_what_is_deleted_merged_or_written_by_readers_is_for_those_who_may(
    archive: Archive,
) -> None:
    gone = make.make_person("Gone", status="draft")
    actions.record(Entry.objects.get(pk=gone.pk), archive.boss, "create")
    pid = gone.pid
    actions.discard(gone, archive.boss)
    merge_page = sign_in(archive.boss).post("/desk/merge/", archive.merging("published"))
    merge = Merge.objects.latest("pk")
    correction = Correction.objects.create(
        entry_id=archive.people["draft"].pk, message="Not so.", language="en"
    )
    pair = Pair.objects.create(
        first_id=archive.people["own"].pk,
        second_id=archive.people["draft"].pk,
        kind="person",
        score=1,
    )
    change = f"/admin/corrections/correction/{correction.pk}/change/"
    accepted = {"decision": "accepted", "answer": "Thank you."}
    deeds: dict[str, tuple[str, str, dict[str, str], Callable[[], bool]]] = {
        "undelete": (
            "editor", f"/desk/deleted/{pid}/", {}, lambda: Entry.objects.filter(pid=pid).exists(),
        ),
        "unmerge": (
            "publisher", f"/desk/merges/{merge.pk}/undo/", {"note": "no", "agreed": "1"},
            lambda: Merge.objects.get(pk=merge.pk).undone_at is not None,
        ),
        "keep a couple apart": (
            "editor", f"/desk/work/duplicates/{pair.pk}/", {},
            lambda: Pair.objects.get().dismissed_at is not None,
        ),
        "answer a correction": (
            "editor", change, accepted, lambda: Correction.objects.get().is_closed,
        ),
        "erase a correction": (
            "publisher", change.replace("/change/", "/delete/"), {"post": "yes"},
            lambda: not Correction.objects.exists(),
        ),
    }  # fmt: skip
    wrong = []
    for name, (needed, address, fields, is_done) in deeds.items():
        for role in ROLES:
            with taken_back():
                response = archive.clients[role].post(address, fields)
                done = is_done()
            allowed = is_enough(role, needed)
            if done != allowed or is_refusal(response, role) == allowed:
                wrong.append(f"{name} by {role}: {response.status_code}, done: {done}")

    assert merge_page.status_code == 302
    assert wrong == []
