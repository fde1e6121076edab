"""What is about no single entry: every action by every role; and no address forgotten."""

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern, URLResolver
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import DjangoDbBlocker, Settings

from corrections.models import Correction
from desk.links.models import Link
from desk.models import FeedKey, Pair, Visit
from entries import actions
from entries.admin import EntryAdmin
from entries.models import AuditRecord, Entry, Property, Term
from exchange.models import Job
from history.models import Merge
from sources.admin import EvidencedAdmin
from tests import make
from tests.desk.conftest import make_member, sign_in
from tests.desk.forms import Fields, fields_of
from tests.desk.rights_archive import Archive, taken_back
from tests.desk.rights_table import (
    BULK,
    COVERED,
    DEEDS,
    DESK,
    OPEN,
    PAGES,
    ROLES,
    ROUTES,
    STEPS,
)
from tests.desk.test_importing import last_job, try_it, upload
from tests.desk.test_rights_table import is_enough, is_refusal

pytestmark = pytest.mark.django_db

Deed = tuple[str, Fields, Callable[[], Any]]
"""Address, what is sent, and what tells that it was done: it changes then."""


class Desk(Archive):
    """The archive, and what is about no single entry."""

    def __init__(self) -> None:
        super().__init__()
        boss = self.clients["superuser"]
        self.victim = make_member("victim", "editor")
        sign_in(self.victim).get("/admin/")
        gone = make.make_person("Gone", status="draft")
        actions.record(Entry.objects.get(pk=gone.pk), self.boss, "create")
        self.gone = gone.pid
        actions.discard(gone, self.boss)
        sign_in(self.boss).post("/desk/merge/", self.merging("published"))
        self.merge = Merge.objects.latest("pk")
        self.correction = Correction.objects.create(
            entry_id=self.people["draft"].pk, message="Not so.", language="en"
        )
        first, second = self.people["own"].pk, self.people["draft"].pk
        self.pair = Pair.objects.create(first_id=first, second_id=second, kind="person", score=1)
        self.link = Link.objects.create(
            address="https://example.org/gone", needed_at=timezone.now(), next_at=timezone.now()
        )
        self.term = make.make_term("occupation", "poet", "poet")
        self.unused = make.make_property("unused")
        self.group = Group.objects.create(name="readers")
        self.jobs = {name: self._job(boss, name) for name in ("new", "tried", "asking", "written")}
        self.forms = {
            name: fields_of(boss.get(address), f"{name.split('_')[1]}_form")
            for name, address in {
                "add_property": "/admin/entries/property/add/",
                "change_property": f"/admin/entries/property/{self.unused.pk}/change/",
                "add_term": "/admin/entries/term/add/",
                "change_term": f"/admin/entries/term/{self.term.pk}/change/",
                "change_user": f"/admin/auth/user/{self.victim.pk}/change/",
            }.items()
        }
        TOTPDevice.objects.create(user=self.victim, name="telephone", confirmed=True)

    def _job(self, boss: Client, name: str) -> Job:
        # Each of its own, so that none finds what another has written.
        upload(boss, f"name_en ¦ years\nNadezhda {name} ¦ 1869/1939\n".replace(" ¦ ", ","))
        job = last_job()
        if name != "new":
            try_it(boss, job)
        if name == "written":
            boss.post(f"/desk/jobs/{job.pk}/write/", {"mode": "all"})
        return job


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Keep hundreds of refusals out of the log."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """One desk for all tests here, in a transaction that is never committed."""
    with django_db_blocker.unblock(), taken_back():
        yield Desk()


def deeds(desk: Desk, role: str) -> dict[str, Deed]:
    """Return how each action is done, and what it changes."""
    jobs, job = desk.jobs, "/desk/jobs"
    user = desk.users[role]
    own = Visit.objects.filter(user=user).first() if user else None
    visits = Visit.objects.filter(user=desk.victim)
    change = f"/admin/corrections/correction/{desk.correction.pk}"
    vocabulary, auth = "/admin/entries", "/admin/auth"
    columns = {f"column-{at}": code for at, code in enumerate(jobs["new"].details["mapping"])}
    passwords = {"password1": "zarya svobody 1901", "password2": "zarya svobody 1901"}

    def state(name: str) -> Callable[[], Any]:
        found = Job.objects.filter(pk=jobs[name].pk)
        return lambda: found.values("state", "details", "ended_at").first()

    def row(model: Any, one: Any) -> Callable[[], Any]:
        return lambda: list(model.objects.filter(pk=one.pk).values())

    return {
        "begin_in_a_picker": (
            "/desk/begin/", {"new-kind": "topic", "new-name": "Peace"}, Entry.objects.count,
        ),
        "renew_feed": ("/desk/changes/feed/", {}, lambda: list(FeedKey.objects.values())),
        "undelete": (f"/desk/deleted/{desk.gone}/", {}, Entry.objects.count),
        "unmerge": (
            f"/desk/merges/{desk.merge.pk}/undo/", {"note": "no", "agreed": "1"},
            row(Merge, desk.merge),
        ),
        "keep_apart": (f"/desk/work/duplicates/{desk.pair.pk}/", {}, row(Pair, desk.pair)),
        "leave_out_a_dead_link": (
            f"/desk/work/dead-links/{desk.link.pk}/", {}, row(Link, desk.link),
        ),
        "answer_correction": (
            f"{change}/change/", {"decision": "accepted", "answer": "Thank you."},
            row(Correction, desk.correction),
        ),
        "erase_correction": (f"{change}/delete/", {"post": "yes"}, Correction.objects.count),
        "upload": (
            f"{job}/",
            {"table": "person", "file": SimpleUploadedFile("a.csv", b"name_en\nNobody\n")},
            Job.objects.count,
        ),
        "map_columns": (f"{job}/{jobs['new'].pk}/columns/", columns, state("new")),
        "read_differently": (
            f"{job}/{jobs['new'].pk}/reading/", {"encoding": "utf-8-sig", "separator": ";"},
            state("new"),
        ),
        "answer_questions": (
            f"{job}/{jobs['asking'].pk}/questions/", {"everywhere": "new"}, state("asking"),
        ),
        "write_import": (f"{job}/{jobs['tried'].pk}/write/", {"mode": "all"}, Entry.objects.count),
        "undo_import": (f"{job}/{jobs['written'].pk}/undo/", {}, Entry.objects.count),
        "stop_job": (f"{job}/{jobs['tried'].pk}/stop/", {}, state("tried")),
        "forget_job": (f"{job}/{jobs['tried'].pk}/forget/", {}, Job.objects.count),
        "add_property": (
            f"{vocabulary}/property/add/",
            desk.forms["add_property"]
            | {"code": "wed", "label_en": "wed", "label_th": "ก", "label_ru": "а"},
            Property.objects.count,
        ),
        "change_property": (
            f"{vocabulary}/property/{desk.unused.pk}/change/",
            desk.forms["change_property"] | {"single_valued": "on"},
            row(Property, desk.unused),
        ),
        "delete_property": (
            f"{vocabulary}/property/{desk.unused.pk}/delete/", {"post": "yes"},
            Property.objects.count,
        ),
        "add_term": (
            f"{vocabulary}/term/add/",
            desk.forms["add_term"]
            | {"scheme": "occupation", "code": "smith", "label_en": "smith", "label_th": "ช่าง"}
            | {"label_ru": "кузнец"},
            Term.objects.count,
        ),
        "change_term": (
            f"{vocabulary}/term/{desk.term.pk}/change/",
            desk.forms["change_term"] | {"label_en": "bard"},
            row(Term, desk.term),
        ),
        "delete_term": (
            f"{vocabulary}/term/{desk.term.pk}/delete/", {"post": "yes"}, Term.objects.count,
        ),
        "change_log": (
            f"{vocabulary}/auditrecord/{AuditRecord.objects.values_list('pk')[0][0]}/delete/",
            {"post": "yes"}, AuditRecord.objects.count,
        ),
        "change_own_password": (
            "/admin/password_change/",
            {"old_password": "iskra", "new_password1": passwords["password1"]}
            | {"new_password2": passwords["password1"]},
            lambda: list(User.objects.exclude(username="root").values_list("password")),
        ),
        "end_own_session": (
            f"/desk/account/sessions/{own.pk if own else 0}/end/", {},
            Session.objects.count,
        ),
        "end_session_of_another": (
            f"/desk/account/sessions/{visits[0].pk}/end/", {}, Session.objects.count,
        ),
        "end_all_sessions_of_another": (
            f"/desk/accounts/{desk.victim.pk}/end/", {}, Session.objects.count,
        ),
        "reset_factor": (f"/desk/accounts/{desk.victim.pk}/reset/", {}, TOTPDevice.objects.count),
        "add_user": (
            f"{auth}/user/add/", {"username": "new", "usable_password": "true", **passwords},
            User.objects.count,
        ),
        "change_user": (
            f"{auth}/user/{desk.victim.pk}/change/",
            desk.forms["change_user"] | {"is_superuser": "on"},
            row(User, desk.victim),
        ),
        "delete_user": (
            f"{auth}/user/{desk.victim.pk}/delete/", {"post": "yes"}, User.objects.count,
        ),
        "set_password": (
            f"{auth}/user/{desk.victim.pk}/password/",
            {"usable_password": "true", "set-password": "1", **passwords}, row(User, desk.victim),
        ),
        "add_group": (f"{auth}/group/add/", {"name": "printers"}, Group.objects.count),
        "change_group": (
            f"{auth}/group/{desk.group.pk}/change/", {"name": "writers"}, row(Group, desk.group),
        ),
        "delete_group": (
            f"{auth}/group/{desk.group.pk}/delete/", {"post": "yes"}, Group.objects.count,
        ),
    }  # fmt: skip


def attempt(desk: Desk, role: str, deed: Deed) -> tuple[bool, Any]:
    """Return whether it was done, and the answer; then take it back."""
    address, fields, look = deed
    with taken_back():
        user = desk.users[role]
        client = Client() if user is None else sign_in(user)  # a deed may end a session
        before = look()
        response = client.post(address, fields)
        return look() != before, response


def test_what_is_about_no_entry_is_done_by_those_who_may_and_nobody_else(desk: Desk) -> None:
    for client in desk.clients.values():
        client.get("/admin/")  # notes a visit
    wrong = []
    for role in ROLES:
        for action, deed in deeds(desk, role).items():
            done, response = attempt(desk, role, deed)
            allowed = is_enough(role, DESK[action])
            if action in {"stop_job", "change_own_password", "end_own_session"} and allowed:
                done = response.status_code == 302  # done, or there is nothing to do
            refused = is_refusal(response, role) or response.status_code == 404
            if done != allowed or refused == allowed:
                wrong.append(f"{action} by {role}: {response.status_code}, done: {done}")

    assert set(deeds(desk, "editor")) == set(DESK)
    assert "\n".join(wrong) == ""


def test_a_publisher_who_owes_a_second_factor_may_nothing(desk: Desk, settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR = ["publisher"]
    done = [
        action
        for action, deed in deeds(desk, "publisher").items()
        if attempt(desk, "publisher", deed)[0]
    ]

    assert done == []


def names_of(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the name and the pattern of every address."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = ":".join(filter(None, (namespace, one.namespace)))
            yield from names_of(one, inner)
        else:
            yield f"{namespace}:{one.name}", one.pattern


def desk_addresses() -> dict[str, Any]:
    """Return every named address of the admin and the desk, by name."""
    found = dict(names_of(get_resolver()))
    return {name: one for name, one in found.items() if re.match(r"(admin|desk):(?!None)", name)}


def test_every_address_of_the_desk_has_a_row_in_the_table_of_rights() -> None:
    rows = {*STEPS, *BULK, *DEEDS, *PAGES, *ROUTES, *DESK}
    names = set(desk_addresses()) - OPEN

    assert [one for one in sorted(names) if not any(re.fullmatch(p, one) for p in COVERED)] == []
    assert [p for p in COVERED if not any(re.fullmatch(p, one) for one in names)] == []
    assert {row for some in COVERED.values() for row in some} - rows == set()


OWN_ACCOUNT = {
    "admin:index", "admin:app_list", "admin:password_change", "admin:password_change_done",
    "desk:account", "desk:set-up", "desk:verify", "desk:date-echo", "desk:name-echo",
    "desk:turn-off", "desk:new-codes", "desk:end-others", "desk:help", "desk:help-topic",
}  # fmt: skip
"""Of the desk, what whoever may sign in has: the first page, help while typing, one's account."""


def address_of(desk: Desk, name: str, pattern: Any) -> str:
    """Return an address with something that is there in the place of each variable."""
    person = desk.people["published"]
    values: dict[str, Any] = {
        "object_id": person.pk, "pid": person.pid, "number": 1, "pk": desk.jobs["tried"].pk,
        "id": desk.victim.pk, "key": person.pk, "kind": "person", "code": "mine", "form": "csv",
        "table": "person", "topic": "dates", "app_label": "auth", "content_type_id": 1,
    }  # fmt: skip
    for part, one in (
        ("property", desk.unused), ("term", desk.term), ("correction", desk.correction),
        ("auth_user", desk.victim), ("auth_group", desk.group),
        ("auditrecord", AuditRecord.objects.first()), ("name", person.names.first()),
    ):  # fmt: skip
        if part in name and one is not None:
            values["object_id"] = one.pk
    for part, key in (
        ("merge", desk.merge.pk),
        ("pair", desk.pair.pk),
        ("account", desk.victim.pk),
    ):
        if name.startswith("desk:") and part in name:
            values["pk"] = key
    if name == "desk:judge-link":
        values["pk"] = desk.link.pk
    assert isinstance(pattern, RoutePattern | RegexPattern)
    if isinstance(pattern, RoutePattern):
        wanted = set(pattern.converters)
    else:
        wanted = set(pattern.regex.groupindex)
    return reverse(name, kwargs={key: values[key] for key in wanted})


def counts() -> list[int]:
    """Return how many rows there are of whatever the desk makes and deletes."""
    models: tuple[Any, ...] = (
        AuditRecord, Correction, Entry, Group, Job, Merge, Property, Session, Term, TOTPDevice,
        User,
    )  # fmt: skip
    return [model.objects.count() for model in models]


def test_no_address_of_the_desk_opens_to_whoever_is_in_no_group(desk: Desk) -> None:
    wrong = []
    for name, pattern in desk_addresses().items():
        if name in OPEN:
            continue
        try:
            address = address_of(desk, name, pattern)
        except NoReverseMatch:
            continue  # the other form of an address with an optional part
        for role in ("anonymous", "staff"):
            if role == "staff" and name in OWN_ACCOUNT:
                continue
            for send in (desk.clients[role].get, desk.clients[role].post):
                with taken_back():
                    before = counts()
                    response = send(address)
                    done = counts() != before
                # Where there is nothing, or another page is meant, Django leads on.
                if done or response.status_code not in {302, 403, 404, 405}:
                    wrong.append(f"{name} to {role}: {response.status_code}")

    assert "\n".join(wrong) == ""


def test_what_the_table_says_of_persons_holds_of_every_kind() -> None:
    """All kinds share the classes that ask for rights, and none overrides what they ask."""
    asking = {name for name in dir(EntryAdmin) if re.fullmatch(r"has_\w+_permission", name)}
    for kind in Entry.__subclasses__():
        own = type(admin.site.get_model_admin(kind))
        assert issubclass(own, EvidencedAdmin), kind
        assert not asking & set(vars(own)), kind
