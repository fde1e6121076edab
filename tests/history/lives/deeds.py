"""What editors do, in any order."""

from typing import Final

from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dates import HistoricalDate
from entries import actions
from entries.choices import NameType, Status
from entries.models import Entry, Name, Statement, Text
from events.models import Event
from history.closing import close, lift
from history.models import Merge, Revision
from history.restoring.actions import (
    last_of_deleted,
    preview_restore,
    preview_undelete,
    restore_revision,
    undelete,
)
from people.models import Organisation, Person
from places.models import Place
from records.write import Scope, to_record
from sources.models import Source
from tests import make
from tests.history.lives.account import Claim, Life
from tests.history.lives.merges import Merges, which
from works.models import Publication, Work

MOST: Final = 30
"""Entries."""
KINDS: Final = (Person, Publication, Place, Organisation, Source, Work, Event)
YEARS: Final = ("1905", "1914", "1915")
PROPERTIES: Final = ("edited", "member-of", "met")


class Lives(Merges, RuleBasedStateMachine):
    """Thirty entries, and whatever editors may do with them."""

    every_step = False
    """Whether everything is looked at after every step, and not what the step touched alone."""

    @initialize()
    def begin(self) -> None:
        """Store the editor, the vocabulary and a few entries to begin with."""
        self.user = User.objects.create_superuser("krupskaya", password="iskra")
        for code in PROPERTIES:
            make.make_property(code, symmetric=code == "met")
        for model in (Person, Person, Publication, Place, Source, Source):
            self._make(model, public=True)

    def teardown(self) -> None:
        """Look at everything once more, and forget it all."""
        try:
            if self.lives:
                self._look(whole=True)
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            cache.clear()

    @precondition(lambda self: len(self.lives) + len(self.deleted) < MOST)
    @rule(kind=st.integers(0, len(KINDS) - 1), public=st.booleans())
    def create(self, kind: int, public: bool) -> None:
        """Make an entry."""
        self._make(KINDS[kind], public=public)

    @rule(at=which, text=st.sampled_from(["Nashe", "Golos", "Начало", "เริ่ม", "Iskra"]))
    def rename(self, at: int, text: str) -> None:
        """Change the preferred name, and so the address."""
        life = self._one(at, Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED, Status.WITHDRAWN)
        if life is None:
            return
        entry = self._entry(life)
        name = Name.objects.filter(entry=entry.pk, type=NameType.PREFERRED).first()
        assert name is not None
        name.text = f"{text} {life.secret}"
        name.save()
        self._saved(life)

    @rule(at=which, language=st.sampled_from(["th", "en", "ru"]), more=st.booleans())
    def write(self, at: int, language: str, more: bool) -> None:
        """Write a summary and a note that nobody may see, or take a summary away."""
        life = self._one(at, Status.DRAFT, Status.PUBLISHED)
        if life is None:
            return
        entry = self._entry(life)
        Text.objects.filter(entry=entry.pk, language=language).delete()
        if more:
            self.count += 1
            body = f"Summary {self.count}"
            Text.objects.create(entry_id=entry.pk, language=language, role="summary", body=body)
        entry.editors_note = "sub rosa"
        entry.save()
        self._saved(life)

    @rule(one=which, other=which, code=st.sampled_from(PROPERTIES), year=st.sampled_from(YEARS))
    def state(self, one: int, other: int, code: str, year: str) -> None:
        """Say something of two entries, in a year, perhaps at a place."""
        subject, thing = self._one(one), self._one(other)
        if subject is None or thing is None or subject is thing:
            return
        place = thing if thing.kind == "place" else None
        row = Statement.objects.create(
            subject=self._bare(subject),
            property=make.make_property(code),
            object=None if place else self._bare(thing),
            place=self._bare(place) if place else None,
            date=HistoricalDate(year),
            editors_note="sub rosa",
        )
        ends = (subject.pid, None if place else thing.pid, place.pid if place else None, None)
        self.claims[row.uid] = Claim(ends, (code, year, ""))
        self._saved(subject)

    @rule(at=which, source=which, page=st.integers(1, 3))
    def cite(self, at: int, source: int, page: int) -> None:
        """Give evidence for a statement."""
        uid, row = self._statement(at)
        cited = self._one(source, kind="source")
        if row is None or cited is None or cited.pid in {row.subject.pid}:
            return
        make.cite(row, Source.objects.get(pid=cited.pid), f"p. {page}")
        self.claims[uid].evidence.add((cited.pid, f"p. {page}"))
        self._saved(self.lives[row.subject.pid])

    @rule(at=which, text=st.sampled_from(["", "in Paris", "with Martov"]))
    def reword(self, at: int, text: str) -> None:
        """Change what a statement says."""
        uid, row = self._statement(at)
        if row is None:
            return
        claim = self.claims[uid]
        if claim.turned is not None or claim.borrowed:
            return  # What of it a merge wrote, its undoing is asked about elsewhere.
        row.value = {"en": text} if text else {}
        row.save()
        claim.says = (*claim.says[:2], text)
        self._saved(self.lives[row.subject.pid])

    @rule(at=which)
    def belong(self, at: int) -> None:
        """Let a work be in a periodical, or an event at a place: in a column of its own."""
        life = self._one(at, Status.DRAFT, Status.PUBLISHED)
        if life is None or life.kind not in {"work", "event"}:
            return
        entry = self._entry(life)
        wanted = "publication" if life.kind == "work" else "place"
        other = self._one(at // 7, kind=wanted)
        if other is None:
            return
        setattr(entry, wanted, self._entry(other))
        entry.save()
        self._saved(life)

    @rule(at=which)
    def submit_or_send_back(self, at: int) -> None:
        """Hand a draft in, or give it back."""
        life = self._one(at, Status.DRAFT, Status.IN_REVIEW)
        if life is None:
            return
        if life.status == Status.DRAFT:
            actions.submit(self._bare(life), self.user)
            life.status = Status.IN_REVIEW
        else:
            actions.send_back(self._bare(life), self.user)
            life.status = Status.DRAFT
        self.touched.add(life.pid)

    @rule(at=which)
    def publish(self, at: int) -> None:
        """Publish what is not public; not what is closed."""
        life = self._one(at, Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN)
        if life is None or life.closed:
            return
        with transaction.atomic():
            actions.publish(self._bare(life), self.user, "by chance")
        self._is_public(life)

    @rule(at=which, forever=st.booleans())
    def withdraw(self, at: int, forever: bool) -> None:
        """Withdraw an entry, perhaps for law or privacy."""
        life = self._one(at, Status.PUBLISHED)
        if life is None or self._public() < 4:
            return
        with transaction.atomic():
            if forever:
                close(self._bare(life), self.user, "privacy", {"en": "by request"}, "a letter")
                life.closed = True
            else:
                actions.withdraw(self._bare(life), self.user, {"en": "by chance"})
        life.status = Status.WITHDRAWN
        self.touched.add(life.pid)

    @rule(at=which)
    def lift(self, at: int) -> None:
        """Lift a closure."""
        closed = [life for life in self.lives.values() if life.closed]
        if closed:
            life = closed[at % len(closed)]
            lift(self._bare(life), self.user, "a mistake")
            life.closed = False
            self.touched.add(life.pid)

    @rule(at=which)
    def delete(self, at: int) -> None:
        """Delete a draft that was never public and that nothing refers to."""
        drafts = [
            life
            for life in self.lives.values()
            if life.status == Status.DRAFT and not life.was_public
        ]
        if not drafts:
            return
        life = drafts[at % len(drafts)]
        said = any(life.pid in claim.ends[1:] for claim in self.claims.values())
        cited = any(life.pid in {pid for pid, _at in one.evidence} for one in self.claims.values())
        entry = self._entry(life)
        columns = Work.objects.filter(publication=entry.pk).exists()
        columns |= Event.objects.filter(place=entry.pk).exists()
        merged = any(one.into == life.pid for one in self.lives.values())
        held = Merge.objects.filter(survivor=entry.pk).exists()
        if said or cited or columns or merged or held:
            return
        with transaction.atomic():
            actions.discard(entry, self.user, "a slip")
        self.claims = {
            uid: claim for uid, claim in self.claims.items() if claim.ends[0] != life.pid
        }
        self.deleted[life.pid] = self.lives.pop(life.pid)
        self.touched.discard(life.pid)

    @rule(at=which, number=which)
    def restore(self, at: int, number: int) -> None:
        """Restore a revision of an entry, or be told why not; what it says of the entry returns."""
        life = self._one(at, Status.DRAFT, Status.PUBLISHED, Status.WITHDRAWN)
        if life is None or life.closed or self._is_tangled(life):
            return
        entry = self._bare(life)
        last = Revision.objects.filter(entry=entry.pk).count()
        revision = Revision.objects.get(entry=entry.pk, number=1 + number % last)
        _now, fitted = preview_restore(entry, revision)
        try:
            restore_revision(entry, revision.number, self.user, agreed=fitted.digest)
        except ValidationError:
            return
        document = to_record(self._bare(life), Scope.FULL).model_dump(mode="json")
        assert document == fitted.document
        self._said_anew(life)
        if life.status == Status.PUBLISHED:
            self._is_public(life)
        self.touched.add(life.pid)

    @rule(at=which)
    def undelete(self, at: int) -> None:
        """Bring a deleted draft back, under its identifier."""
        if not self.deleted:
            return
        pid = sorted(self.deleted)[at % len(self.deleted)]
        revision = last_of_deleted(pid)
        assert revision is not None
        digest = preview_undelete(revision).digest
        try:
            undelete(pid, self.user, agreed=digest)
        except ValidationError:
            return
        self.lives[pid] = self.deleted.pop(pid)
        self._said_anew(self.lives[pid])
        self.touched.add(pid)

    @invariant()
    def all_is_well(self) -> None:
        """Look at what the last step touched, or at everything."""
        if self.lives:
            self._look(whole=self.every_step)
            self.touched.clear()

    def _make(self, model: type[Entry], *, public: bool) -> None:
        self.count += 1
        secret = f"Zimmer{'abcdefghij'[self.count // 10 % 10]}{'klmnopqrst'[self.count % 10]}wald"
        with transaction.atomic():
            entry = model(created_by=self.user)
            entry.save()
            Name.objects.create(
                entry=entry, text=f"Iskra {secret}", language="en", type=NameType.PREFERRED
            )
            life = Life(entry.pid, entry.kind, secret)
            assert entry.pid not in {*self.deleted, *self.lives}
            self.lives[entry.pid] = life
            self._count(life, "create")
            if public:
                actions.publish(self._bare(life), self.user)
        if public:
            self._is_public(life)
        self.touched.add(life.pid)
