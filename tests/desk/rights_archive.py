"""An entry in each status, somebody in each role, and how each thing is done by POST."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from desk.models import Schedule
from entries import actions
from entries.models import AuditRecord, Entry
from exchange.models import Job
from history.closing import close
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Merge
from people.models import Person
from tests import make
from tests.desk.conftest import make_member, sign_in
from tests.desk.forms import Fields, delete_address, fields_of, form_address, open_form
from tests.desk.rights_table import STATUSES
from tests.exchange.authorities.records import WIKIDATA

MADE_AS = {"own": "draft", "closed": "withdrawn", "merged": "published"}
LIST = "/admin/people/person/"
Post = Callable[[Client, "Person"], Any]


class Archive:
    """One entry in each status, somebody in each role, and what the forms hold."""

    def __init__(self) -> None:
        self.boss = make.make_editor("boss")
        self.users: dict[str, User | None] = {
            "anonymous": None,
            "staff": make_member("staff"),
            **{name: make_member(name, name) for name in ("contributor", "editor", "publisher")},
            "superuser": make.make_editor("root"),
        }
        self.clients = {
            role: Client() if user is None else sign_in(user) for role, user in self.users.items()
        }
        self.people = {
            status: make.make_person(f"Nobody {status}", status=MADE_AS.get(status, status))
            for status in STATUSES
        }
        self.other = make.make_person(make.LENIN)
        for status, person in self.people.items():
            actions.record(Entry.objects.get(pk=person.pk), self.boss, "create")
            person.names.create(text="Somebody", language="de", type="variant")
            actions.record(Entry.objects.get(pk=person.pk), self.boss, "change")
            if status == "closed":
                close(person, self.boss, "privacy", {}, "A letter")
            if status == "merged":
                carry_out(plan([person], self.other), self.boss, "one man")
        boss = sign_in(self.boss)
        self.influenced = make.make_property("influenced")
        self.new = fields_of(boss.get("/admin/people/person/add/"), "person_form")
        self.new["names-1-text"] = "Somebody new"
        asked = f"/desk/authority/{self.other.pid}/"
        page = boss.post(asked, {"text": json.dumps(WIKIDATA)})
        names = [one.key for one in page.context["compared"].names if not one.is_there]
        self.taking = {"record": page.context["record"], "take": names[:1]}

    def merging(self, status: str) -> Fields:
        """Return what is sent to merge an entry into another."""
        ends = {"pid": [self.people[status].pid, self.other.pid], "survivor": self.other.pid}
        page = sign_in(self.boss).get("/desk/merge/", ends)
        return {**ends, **fields_of(page, "merge-form"), "do": "merge"}


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo whatever is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def trace(person: Person) -> tuple[Any, ...]:
    """Return what any deed changes: whatever is done leaves a line in the log."""
    status = Entry.objects.filter(pk=person.pk).values_list("status").first()
    counts = [model.objects.count() for model in (AuditRecord, Merge, Job)]
    return status, *counts


def attempts(archive: Archive, status: str) -> dict[str, Post]:
    """Return how each deed is done by POST."""

    def of_review(name: str, **fields: str) -> Post:
        return lambda client, one: client.post(reverse(f"desk:{name}", args=[one.pid]), fields)

    def drop(client: Client, one: Person) -> Any:
        Schedule.objects.create(entry_id=one.pk, at=one.changed_at, revision=0, by=archive.boss)
        return client.post(reverse("desk:schedule", args=[one.pid]), {"drop": "1"})

    def say(client: Client, one: Person) -> Any:
        rows = "statements_as_object-0-"
        said = {f"{rows}property": archive.influenced.pk, f"{rows}subject": one.pk}
        return client.post("/admin/people/person/add/", {**archive.new, **said})

    def change(client: Client, one: Person) -> Any:
        given = {"do": "add", "add-property": "influenced", "add-value_en": "many"}
        return client.post(f"/desk/chosen/?pid={one.pid}", given)

    closing = {"ground": "privacy", "reason_en": "A wish.", "note": "A letter"}
    merging = archive.merging(status)
    form = open_form(sign_in(archive.boss), archive.people[status])
    saved = {**form, "editors_note": "seen"}
    return {
        "save": lambda client, one: client.post(form_address(one), saved),
        "delete": lambda client, one: client.post(delete_address(one), {"post": "yes"}),
        "restore": lambda client, one: client.post(
            f"/desk/history/{one.pid}/1/restore/", {"seen": "0"}
        ),
        "comment": of_review("comment", text="Which Nobody?"),
        "assign": of_review("assign", person=str(archive.boss.pk)),
        "schedule": of_review("schedule", at="2999-01-01T00:00"),
        "drop": drop,
        "close": lambda client, one: client.post(f"/desk/close/{one.pid}/", closing),
        "merge": lambda client, one: client.post("/desk/merge/", merging),
        "say_from_the_other_end": say,
        "take_of_authority": lambda client, one: client.post(
            f"/desk/authority/{one.pid}/", archive.taking
        ),
        "change_many": change,
    }


def step(code: str) -> Post:
    """Return how a step is taken by POST."""
    given = {"step": code, "note": "because", "reason_en": "Because."}

    def post(client: Client, one: Person) -> Any:
        revision = Entry.objects.values_list("revision", flat=True).get(pk=one.pk)
        address = form_address(one).replace("/change/", "/step/")
        return client.post(address, {**given, "revision": revision})

    return post


def bulk(action: str) -> Post:
    """Return how an action of the list is taken by POST, with all that it asks for."""

    def post(client: Client, one: Person) -> Any:
        agreed = {"agreed": "1", "note": "because", "step": "withdraw", "reason_en": "Because."}
        given = {"action": action, "_selected_action": [one.pk], **agreed}
        return client.post(LIST, given)

    return post
