"""A small archive in which every page of the desk has something to show."""

import json
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from corrections.models import Correction
from entries import actions
from entries.choices import Status
from entries.models import Entry
from exchange.models import Job
from tests import make
from tests.desk.conftest import sign_in
from tests.desk.forms import Fields, delete_address, fields_of, form_address, open_form, save
from tests.exchange.authorities.records import WIKIDATA

PASSWORD = "nashe slovo 1915"
TABLE = (
    "Имя,name_en,years,Пол,Wikidata\n"
    "Лев Троцкий,Leon Trotsky,1879/1940,мужской,Q33391\n"
    "Вера Засулич,Vera Zasulich,1849,женский,Q232361\n"
    "Юлий Мартов,Julius Martov,the day after,мужской,\n"
    "Лев Давидович Троцкий,,,,\n"
)


class Archive:
    """Two editors, entries of every kind and status, and a browser that is signed in.

    `language` is that of the interface from now on.
    """

    def __init__(self) -> None:
        self.root = User.objects.create_superuser("natalia", password=PASSWORD)
        self.root.groups.set(Group.objects.all())
        self.colleague = make.make_editor("krupskaya")
        self.browser, self.others = sign_in(self.root), sign_in(self.colleague)
        self.nobody = Client()
        self._make_entries()
        self._make_history()

    def speak(self, language: str) -> None:
        """Have all pages in a language."""
        for client in (self.browser, self.others, self.nobody):
            client.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    def words(self) -> bytes:
        """Return what Django's scripts say, in the language of the pages."""
        return bytes(self.browser.get("/admin/jsi18n/").content)

    def _make_entries(self) -> None:
        self.property = make.make_property("edited", object_kinds=["publication"])
        for code in ("born", "died", "met", "member-of", "delegate-at"):
            make.make_property(code)
        self.term = make.make_term("event_type", "congress", {"en": "congress", "th": "สมัชชา"})
        self.source = make.make_source()
        self.place = make.make_place()
        self.topic = make.make_topic()
        self.organisation = make.make_organisation()
        self.paper = make.make_publication()
        self.issue = make.make_issue(self.paper)
        self.work = make.make_work()
        self.event = make.make_event()
        self.person = make.make_person(summary={"en": "A revolutionary and a writer."})
        self.person.identifiers.create(scheme="wikidata", value="Q33391")
        make.cite(self.person, self.source, "p. 1")
        self.statement = make.make_statement(self.person, "edited", self.paper, date="1915")
        make.cite(self.statement, self.source, "p. 214")
        make.make_statement(self.person, "born", self.place, date="26 October 1879 O.S.")
        # After his death: to be looked at again.
        make.make_statement(self.person, "delegate-at", self.event, date="1950")
        make.make_statement(self.person, "died", None, value="Coyoacán", date="21 August 1940")
        self.lenin = make.make_person(make.LENIN, status=Status.IN_REVIEW, created_by=self.root)
        make.make_statement(self.lenin, "met", self.person, date="1902")
        self.twin = make.make_person({"en": "L. Trotsky", "ru": make.TROTSKY["ru"]})
        self.draft = make.make_person("Parvus", status=Status.DRAFT, created_by=self.root)
        self.withdrawn = make.make_person("Withdrawn", status=Status.WITHDRAWN)
        self.correction = Correction.objects.create(
            entry=Entry.objects.get(pk=self.person.pk),
            message="He was born in Yanovka.",
            language="en",
            evidence="My Life, p. 1",
            sender="reader",
        )

    def _make_history(self) -> None:
        """Give entries a past: revisions, a comment, a draft that was deleted, a merge."""
        for entry in (self.person, self.lenin, self.twin, self.draft, self.paper):
            actions.record(Entry.objects.get(pk=entry.pk), self.root, "create")
        self.save(self.person, editors_note="Look at the memoirs again.", change_note="memoirs")
        review = reverse("desk:review", args=[self.lenin.pid])
        self.others.post(f"{review}comment/", {"text": "Which congress?"})
        self.others.post(f"{review}assign/", {"person": str(self.root.pk)})
        gone = make.make_person("Azef", status=Status.DRAFT, created_by=self.root)
        actions.record(Entry.objects.get(pk=gone.pk), self.root, "create")
        self.gone_pid = gone.pid
        self.browser.post(delete_address(gone), {"note": "entered twice"})
        self.merge = self._merged()

    def _merged(self) -> int:
        """Merge two entries and return the key of the merge."""
        one, other = (make.make_person({"en": "Julius Martov", "ru": "Мартов"}) for _ in range(2))
        address = f"/desk/merge/?pid={one.pid}&pid={other.pid}&survivor={one.pid}"
        filled = fields_of(self.browser.get(address), "merge-form")
        answer = self.browser.post("/desk/merge/", {**filled, "do": "merge"})
        self.merged = other
        return int(answer["Location"].strip("/").rpartition("/")[2])

    # What an editor does

    def save(self, entry: Entry, **changes: Any) -> Any:
        """Save the form of an entry with some of it changed."""
        return save(self.browser, entry, open_form(self.browser, entry), **changes)

    def conflict(self) -> Any:
        """Save what a colleague has changed meanwhile, in another way."""
        fields = open_form(self.browser, self.lenin)
        theirs = open_form(self.others, self.lenin)
        save(self.others, self.lenin, theirs, editors_note="theirs", **{"names-0-text": "Lenin"})
        return save(
            self.browser, self.lenin, fields, editors_note="mine", **{"names-0-text": "N. Lenin"}
        )

    def lost(self) -> Any:
        """Save an entry that was deleted meanwhile."""
        draft = make.make_person("Azef", status=Status.DRAFT)
        fields = open_form(self.browser, draft)
        Entry.objects.get(pk=draft.pk).delete()
        return save(self.browser, draft, fields, editors_note="long thoughts")

    def faulty(self) -> Any:
        """Save a form in which several things are wrong."""
        fields: Fields = {
            "statements-0-date": "31 February 1905",
            "names-0-text": "",
            "names-1-date": "9 January sometime",
        }
        return self.save(self.person, **fields)

    def preview(self, **changes: Any) -> Any:
        """Preview the form of a person."""
        address = f"/desk/preview/person/{self.person.pk}/"
        return self.browser.post(address, {**open_form(self.browser, self.person), **changes})

    def act(self, action: str, *entries: Entry) -> Any:
        """Choose an action for entries in the list of persons."""
        keys = [str(entry.pk) for entry in entries]
        data = {"action": action, "_selected_action": keys}
        return self.browser.post("/admin/people/person/", data, follow=action == "take_selected")

    def step(self, code: str, entry: Entry) -> Any:
        """Press the button of a step that asks for something."""
        address = form_address(entry).replace("/change/", "/step/")
        return self.browser.post(address, {"step": code, "ask": "1"})

    def merging(self, do: str = "") -> Any:
        """Compare two entries; with `do` show what merging them leads to."""
        address = f"/desk/merge/?pid={self.person.pid}&pid={self.twin.pid}"
        page = self.browser.get(address)
        if not do:
            return page
        return self.browser.post("/desk/merge/", {**fields_of(page, "merge-form"), "do": do})

    def authority(self) -> Any:
        """Compare an entry with a record of Wikidata."""
        address = reverse("desk:authority", args=[self.person.pid])
        return self.browser.post(address, {"text": json.dumps(WIKIDATA)})

    # Jobs

    def uploaded(self) -> Job:
        """Upload a table."""
        file = SimpleUploadedFile("people.csv", TABLE.encode())
        self.browser.post("/desk/jobs/", {"table": "person", "file": file})
        return Job.objects.latest("pk")

    def tried(self) -> Job:
        """Upload a table and have it tried."""
        job = self.uploaded()
        columns = {f"column-{at}": code for at, code in enumerate(job.details["mapping"])}
        self.browser.post(f"/desk/jobs/{job.pk}/columns/", columns)
        return Job.objects.get(pk=job.pk)

    def written(self) -> Job:
        """Upload a table, have it tried and its good rows written."""
        job = self.tried()
        self.browser.post(f"/desk/jobs/{job.pk}/write/", {"mode": "good", "note": "card index"})
        return Job.objects.get(pk=job.pk)

    def running(self) -> Job:
        """Return a job that somebody is at."""
        job = self.tried()
        job.state = Job.State.WRITING
        job.save()
        return job

    # Accounts

    def asked_for_a_code(self) -> Any:
        """Sign in where a second factor is set up; a wrong code was given."""
        self._with_factor()
        return sign_in(self.colleague).post("/desk/account/code/", {"code": "12345"})

    def backup_codes(self) -> Any:
        """Set up a second factor; the answer shows backup codes."""
        return self._with_factor()

    def _with_factor(self) -> Any:
        TOTPDevice.objects.filter(user=self.colleague).delete()
        client = sign_in(self.colleague)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = self.browser.defaults["HTTP_ACCEPT_LANGUAGE"]
        client.get("/desk/account/second-factor/")
        code = f"{totp(bytes.fromhex(client.session['new_secret'])):06}"
        return client.post("/desk/account/second-factor/", {"code": code})
