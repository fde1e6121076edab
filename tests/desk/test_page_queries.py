"""Every page of the admin and the desk asks the same number of questions, however many rows."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.urls.resolvers import RoutePattern

from corrections.models import Correction
from desk.models import Comment, Pair, RightsRecord
from entries import actions
from entries.models import AuditRecord, Entry, Statement
from exchange.models import Job, JobRow
from history.models import Merge
from tests import make
from tests.desk.conftest import sign_in
from tests.desk.forms import fields_of
from tests.desk.test_rights_of_desk import desk_addresses

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 3
MAKERS = {
    "person": make.make_person, "organisation": make.make_organisation,
    "event": make.make_event, "place": make.make_place, "topic": make.make_topic,
    "source": make.make_source, "publication": make.make_publication, "work": make.make_work,
}  # fmt: skip
ELSEWHERE = re.compile(
    "admin:(axes_.*|(places|topics)_.*|people_organisation_.*|works_(publication|work)_.*|login|logout|jsi18n|view_on_site|password_change.*|.*_history)|desk:(language|verify"
    "|set-up|changes-feed|table|table-template|job-faulty|job-columns|alike|date-echo|name-echo)"
)
"""Kinds whose forms have the same parts as that of a person; pages without rows; those that only
lead on; and files, which are streamed."""


class Archive:
    """An archive to which rows of everything can be added, around one entry of each kind."""

    def __init__(self) -> None:
        self.boss = make.make_editor("boss")
        self.main: dict[str, Any] = {kind: one(f"The {kind}") for kind, one in MAKERS.items()}
        self.main["issue"] = make.make_issue(self.main["publication"])
        self.met = make.make_property("met")
        self.term = make.make_term("occupation", "poet", "poet")
        self.count = 0
        self.job = self._job()
        self._merge(0)

    def grow(self, many: int) -> None:
        """Add this many rows of everything."""
        for at in range(self.count + 1, self.count + many + 1):
            self._add_entries(at)
            self._add_about(at)
            if at in {1, FEW + 1}:
                self._merge(at)
        self.count += many

    def _add_entries(self, at: int) -> None:
        made: dict[str, Any] = {kind: one(f"{kind} no. {at}") for kind, one in MAKERS.items()}
        made["issue"] = make.make_issue(self.main["publication"], at + 1)
        term = make.make_term("occupation", f"trade{at}", f"trade {at}")
        prop = make.make_property(f"did{at}")
        for kind, main in self.main.items():
            other = made[kind]
            main.names.create(text=f"Name {at}", language="de", type="variant")
            main.identifiers.create(scheme="viaf", value=f"{kind}{at}")
            for subject, about in ((main, other), (other, main)):
                make.cite(make.make_statement(subject, "met", about), self.main["source"])
            actions.record(Entry.objects.get(pk=main.pk), self.boss, "change", f"note {at}")
            Comment.objects.create(pid=main.pid, user=self.boss, text=f"Said {at}")
            first, second = sorted((main.pk, other.pk))
            Pair.objects.create(first_id=first, second_id=second, kind=kind, score=at)
        gone = make.make_person(f"Gone {at}", status="draft")
        actions.record(Entry.objects.get(pk=gone.pk), self.boss, "create")
        actions.discard(gone, self.boss)
        assert term.pk
        assert prop.pk

    def _add_about(self, at: int) -> None:
        user = User.objects.create_user(f"user{at}", is_staff=True)
        Group.objects.create(name=f"group {at}")
        sign_in(self.boss).get("/admin/topics/topic/add/")  # a session more
        RightsRecord.objects.create(actor="boss", action="groups_given", subject=str(user))
        Correction.objects.create(
            entry_id=self.main["person"].pk, message=f"Not so {at}.", language="en",
            assigned_to=user,
        )  # fmt: skip
        self._job(user)
        JobRow.objects.create(
            job=self.job, number=at, line=at, cells=["a"], outcome="create"
        )  # fmt: skip

    def _merge(self, at: int) -> None:
        """Merge one more entry into the place, as the page does."""
        place, double = self.main["place"], make.make_place(f"Double {at}")
        address = f"/desk/merge/?pid={double.pid}&pid={place.pid}&survivor={place.pid}"
        client = sign_in(self.boss)
        form = fields_of(client.get(address), "merge-form")
        client.post("/desk/merge/", form | {"do": "merge"})

    def _job(self, user: User | None = None) -> Job:
        return Job.objects.create(
            what="import", table="person", state="checked", title="people.csv",
            user=user or self.boss, counts={"create": 1},
            details={"headings": ["name_en"], "mapping": ["name_en"], "form": {}},
        )  # fmt: skip


def address_of(archive: Archive, name: str, pattern: Any) -> str:
    """Return the address of the page about what has most rows."""
    person = archive.main["person"]
    key: Any = person.pk
    for kind, main in archive.main.items():
        if f"_{kind}_" in name:
            key = main.pk
    for part, row in (
        ("entries_property", archive.met), ("entries_term", archive.term),
        ("auth_user", archive.boss), ("auth_group", Group.objects.first()),
        ("entries_statement", Statement.objects.filter(subject=person.pk).first()),
        ("entries_name", person.names.first()), ("auditrecord", AuditRecord.objects.first()),
        ("correction_", Correction.objects.first()), ("rightsrecord", RightsRecord.objects.first()),
    ):  # fmt: skip
        if part in name and row is not None:
            key = row.pk
    values: dict[str, Any] = {
        "object_id": key, "pid": person.pid, "number": 2, "pk": archive.job.pk,
        "id": archive.boss.pk, "code": "no-source", "app_label": "people",
    }  # fmt: skip
    if "account" in name:
        values["pk"] = archive.boss.pk
    if name.startswith("desk:merge"):
        values["pk"] = Merge.objects.latest("pk").pk
    found = pattern.converters if isinstance(pattern, RoutePattern) else pattern.regex.groupindex
    return reverse(name, kwargs={one: values[one] for one in found})


def pages(archive: Archive) -> dict[str, str]:
    """Return the address of every page that shows something."""
    found = {}
    for name, pattern in desk_addresses().items():
        if not ELSEWHERE.fullmatch(name):
            try:
                found[name] = address_of(archive, name, pattern)
            except (KeyError, NoReverseMatch):
                continue
    person, other = archive.main["person"].pid, archive.main["organisation"].pid
    found["desk:compare"] += "?a=1&b=2"
    found["desk:chosen"] += f"?pid={person}&pid={other}"
    found["one entry to merge"] = f"/desk/merge/?pid={person}"
    found["second page of statements"] = f"{found['admin:people_person_change']}?statements=2"
    return found


def count(client: Client, address: str) -> int | None:
    """Return how many queries a page costs; None if it is none."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    return len(queries) if response.status_code == 200 else None


def test_every_page_costs_the_same_however_many_rows() -> None:
    archive = Archive()
    client = Client()
    client.force_login(archive.boss, backend="django.contrib.auth.backends.ModelBackend")
    archive.grow(FEW)
    for address in pages(archive).values():
        client.get(address)  # what is fetched once for good
    few = {name: count(client, address) for name, address in pages(archive).items()}
    archive.grow(MANY)
    client.get("/admin/")  # inspects what is new
    client.get("/admin/entries/entry/?q=person")  # and takes it into the index
    many = {name: count(client, address) for name, address in pages(archive).items()}

    shown = [name for name, number in few.items() if number]
    assert len(shown) > 60, shown
    grown = {name: (few[name], many[name]) for name in few if few[name] != many[name]}
    assert "\n".join(f"{name}: {cost}" for name, cost in grown.items()) == ""
