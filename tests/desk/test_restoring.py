"""Restoring and bringing back at the desk: the preview, the consent, the table of rights."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries import actions
from entries.choices import Status
from entries.models import Entry, Statement
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Revision
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db

ROLES = ("contributor", "editor", "publisher")
STATUSES = ("draft", "in_review", "published", "withdrawn", "merged", "deleted")

# Role and status → what works with the entries of others: l(ook at the history), r(estore),
# u(ndelete).
TABLE = {
    **{("contributor", status): "l" for status in STATUSES},
    **{(role, status): "l r" for role in ROLES[1:] for status in STATUSES},
    **{(role, "merged"): "l" for role in ROLES},
    **{(role, "deleted"): "l u" for role in ROLES[1:]},
}


@pytest.fixture
def client_of(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue


@pytest.fixture
def boss() -> User:
    return make.make_editor("boss")


def log(entry: Entry, user: User) -> None:
    actions.record(Entry.objects.get(pk=entry.pk), user, "change")


def make_past(status: str, user: User) -> Person:
    """Make a person with two revisions, the first with a name that the second has not."""
    draft = status == "deleted"
    made = {"merged": Status.PUBLISHED, "deleted": Status.DRAFT}.get(status, status)
    person = make.make_person(status=made)
    log(person, user)
    person.names.filter(language="ru").delete()
    log(person, user)
    if status == "merged":
        carry_out(plan([person], make.make_person(make.LENIN)), user)
    if draft:
        actions.discard(person, user)
    return person


def address(person: Person, number: int = 1) -> str:
    return f"/desk/history/{person.pid}/{number}/restore/"


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def send(client: Client, path: str, note: str = "", **changes: Any) -> Any:
    """Open the page, and send its form as it stands there."""
    response = client.get(path)
    assert response.status_code == 200
    fields = {"note": note, "seen": response.context.get("seen", ""), **changes}
    return client.post(path, {name: value for name, value in fields.items() if value is not None})


def consent(client: Client, path: str) -> str:
    return str(client.get(path).context["fitted"].digest)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", STATUSES)
def test_the_table_of_rights_holds_by_page_and_by_force(
    role: str, status: str, client_of: Any, boss: User
) -> None:
    person, client = make_past(status, boss), client_of(role)
    allowed = TABLE[role, status].split()
    before = Revision.objects.count()
    seen = Entry.objects.filter(pid=person.pid).values_list("revision", flat=True).first()

    page = client.get(f"/desk/history/{person.pid}/")
    assert (page.status_code == 200) == ("l" in allowed)
    assert (address(person) in page.content.decode()) == ("r" in allowed)
    assert (f"/desk/deleted/{person.pid}/" in page.content.decode()) == ("u" in allowed)
    for path, right in ((address(person), "r"), (f"/desk/deleted/{person.pid}/", "u")):
        shown = client.get(path)
        assert (shown.status_code == 200 and "form" in shown.context) == (right in allowed)
        client.post(path, {"seen": "" if seen is None else seen, "note": "by force"})

    assert (Revision.objects.count() > before) == ("r" in allowed or "u" in allowed)


def test_a_contributor_restores_a_draft_of_their_own(contributor: Client, zasulich: User) -> None:
    person = make_past("draft", zasulich)
    Entry.objects.filter(pk=person.pk).update(created_by=zasulich)

    assert send(contributor, address(person)).status_code == 302
    assert Entry.objects.get().labels["ru"] == make.TROTSKY["ru"]


@pytest.mark.parametrize(
    "path", ["/desk/deleted/", "/desk/deleted/0000000/", "/desk/history/0000000/1/restore/"]
)
def test_a_stranger_is_asked_to_sign_in(client: Client, path: str) -> None:
    assert "/admin/login/" in client.get(path)["Location"]
    if path != "/desk/deleted/":
        assert "/admin/login/" in client.post(path)["Location"]


def test_the_preview_shows_what_would_be_and_changes_nothing(editor: Client, boss: User) -> None:
    person = make_past("published", boss)
    before = Revision.objects.count()

    page = text_of(editor.get(address(person)))

    assert 'Added</span> <span class="past-what">Лев Давидович Троцкий' in page
    assert Revision.objects.count() == before
    assert not person.names.filter(language="ru").exists()


def test_restoring_leads_to_the_form_and_says_so(editor: Client, boss: User) -> None:
    person = make_past("published", boss)

    response = send(editor, address(person), "vandalism")
    page = editor.get(response["Location"], follow=True).content.decode()

    assert "“Leon Trotsky” is again as in revision 1." in page
    last = Revision.objects.latest("pk")
    assert (last.number, last.note, str(last.user)) == (3, "← 1. vandalism", "martov")


def test_what_somebody_saved_meanwhile_is_shown_before_anything_is_restored(
    editor: Client, boss: User
) -> None:
    person = make_past("published", boss)
    seen = Entry.objects.get().revision
    actions.withdraw(Entry.objects.get(), boss, {"en": "a mistake"})

    response = editor.post(address(person), {"seen": seen, "note": "my long thoughts"})

    page = text_of(response)
    assert "Somebody has changed this entry" in page
    assert "my long thoughts" in page
    assert response.context["seen"] == seen + 1
    assert not person.names.filter(language="ru").exists()


@pytest.mark.parametrize("seen", [None, "", "x", "99999999999999999999"])
def test_a_form_that_does_not_say_what_was_seen_restores_nothing(
    editor: Client, boss: User, seen: str | None
) -> None:
    person = make_past("published", boss)

    assert send(editor, address(person), seen=seen).status_code == 200

    assert not person.names.filter(language="ru").exists()


def test_what_is_left_out_is_said_and_agreed_to(editor: Client, boss: User) -> None:
    person, draft = make.make_person(), make.make_person(make.LENIN, status=Status.DRAFT)
    make.make_statement(person, "met", draft)
    log(person, boss)
    Statement.objects.all().delete()
    person.names.filter(language="ru").delete()
    log(person, boss)
    actions.discard(draft, boss)

    page = text_of(editor.get(address(person)))
    assert "met Vladimir Lenin: “Vladimir Lenin” has been deleted. It is left out." in page
    refused = text_of(send(editor, address(person), "mine"))
    assert "agree to what is left out" in refused
    assert "mine</textarea>" in refused

    agreed = consent(editor, address(person))
    assert send(editor, address(person), agreed=agreed).status_code == 302
    assert person.names.filter(language="ru").exists()


def test_a_merged_entry_is_refused_with_the_way(publisher: Client, boss: User) -> None:
    person = make_past("merged", boss)

    page = text_of(publisher.get(address(person)))

    assert "Undo the merge first" in page
    assert "/desk/merges/" in page


def test_restoring_what_is_so_already_says_so(editor: Client, boss: User) -> None:
    person = make_past("published", boss)

    assert "as it was then already" in text_of(send(editor, address(person, 2)))


def test_revisions_that_never_were_are_not_found(editor: Client, boss: User) -> None:
    person = make_past("published", boss)

    for path in (address(person, 9), "/desk/history/0000000/1/restore/", "/desk/deleted/0000000/"):
        assert editor.get(path).status_code == 404
        assert editor.post(path).status_code == 404


# What was deleted


def test_deleted_entries_are_listed_with_who_and_when_and_brought_back(
    editor: Client, boss: User
) -> None:
    person = make_past("deleted", boss)
    make_past("published", boss)

    page = text_of(editor.get("/desk/deleted/"))
    assert page.count("past-entry") == 1
    assert "Leon Trotsky" in page
    assert "· boss · deleted" in page

    held = text_of(editor.get(f"/desk/deleted/{person.pid}/"))
    assert "Leon Trotsky · preferred name · en" in held
    response = send(editor, f"/desk/deleted/{person.pid}/", "a slip")
    assert "is back, as a draft" in editor.get(response["Location"], follow=True).content.decode()
    assert Entry.objects.get(pid=person.pid).status == Status.DRAFT
    assert "Nothing has been deleted." in text_of(editor.get("/desk/deleted/"))


def test_the_list_of_deleted_entries_has_pages(editor: Client, boss: User) -> None:
    for at in range(53):
        actions.discard(make.make_person(f"Person {at}", status=Status.DRAFT), boss)

    first = editor.get("/desk/deleted/")
    second = editor.get(f"/desk/deleted/?before={first.context['stretch'].earlier}")
    back = editor.get(f"/desk/deleted/?after={second.context['stretch'].later}")

    assert text_of(first).count("past-entry") == 50
    assert text_of(second).count("past-entry") == 3
    assert "Person 0<" in text_of(second)
    assert [one["revision"] for one in back.context["lines"]] == [
        one["revision"] for one in first.context["lines"]
    ]


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_queries_are_the_same_whatever_is_shown(editor: Client, boss: User) -> None:
    counts = []
    for many in (2, 12):
        person = make_past("published", boss)
        for year in range(1900, 1900 + many):
            paper = make.make_publication()
            make.cite(make.make_statement(person, "edited", paper, date=str(year)))
            draft = make.make_person(status=Status.DRAFT)
            make.cite(make.make_statement(draft, "met", person))
            actions.discard(draft, boss)
        log(person, boss)
        editor.get(address(person))
        paths = (address(person), "/desk/deleted/", f"/desk/deleted/{draft.pid}/")
        counts.append([count(editor, path) for path in paths])

    assert counts[0] == counts[1]
