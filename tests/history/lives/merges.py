"""Merging by chance, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from entries.choices import Status
from entries.models import Entry
from history.merging.carry_out import carry_out
from history.merging.choices import Choices, SelfRelation
from history.merging.plan import plan
from history.merging.undo import undo
from history.models import Merge
from tests.history.lives.account import Life
from tests.history.lives.promises import Promises

which = st.integers(min_value=0, max_value=10_000)
"""Chooses one of what there is, by remainder."""


class Merges(Promises):
    """Merges two of a kind, and undoes merges."""

    @rule(one=which, other=which, words=st.booleans(), back=st.booleans())
    def merge(self, one: int, other: int, words: bool, back: bool) -> None:
        """Merge two of a kind; perhaps take it back at once, and find all as it was."""
        survivor = self._one(one, Status.PUBLISHED, Status.DRAFT)
        if survivor is None or survivor.closed:
            return
        merged = self._one(
            other, Status.PUBLISHED, Status.DRAFT, Status.WITHDRAWN, kind=survivor.kind
        )
        if merged is None or merged is survivor or merged.closed:
            return
        before = self._records() if back else None
        done = self._merge(survivor, merged, words=words)
        if done is not None and before is not None:
            self._undo(done)
            after = self._records()
            assert after == before, f"{survivor.pid} ← {merged.pid}"

    @rule(at=which)
    def unmerge(self, at: int) -> None:
        """Undo a merge, or be told why it cannot be undone."""
        merges = list(Merge.objects.filter(undone_at=None).order_by("pk"))
        if merges:
            self._undo(merges[at % len(merges)])

    def _merge(self, survivor: Life, merged: Life, *, words: bool) -> Merge | None:
        """Merge; return None if it is refused."""
        parties = [self._bare(merged)]
        try:
            found = plan(parties, self._bare(survivor))
            decisions = {
                one.row.uid: SelfRelation.WORDS if words and one.may_be_words else SelfRelation.DROP
                for one in found.statements.self_related
            }
            choices = Choices(statements={uid: str(one) for uid, one in decisions.items()})
            found = plan(parties, self._bare(survivor), choices)
            with transaction.atomic():
                done = carry_out(found, self.user, "by chance").merge
        except ValidationError:
            return None
        for fold in found.statements.folds:
            self._fold(done.pk, fold.row.uid, fold.into.uid)
        for uid, decision in decisions.items():
            if decision == SelfRelation.DROP:
                self.claims[uid].asleep = done.pk
            elif self.claims[uid].turned is None:
                self.claims[uid].turned = done.pk
        merged.status, merged.into = Status.MERGED, survivor.pid
        self.touched |= {one.pid for one in self.lives.values() if one.into in self._chain(merged)}
        self.touched |= {survivor.pid, merged.pid}
        return done

    def _fold(self, merge: int, uid: str, into: str) -> None:
        """Let one claim sleep in another, which must say the same."""
        claim, other = self.claims[uid], self.claims[into]
        assert claim.says == other.says or claim.turned or other.turned
        lent = set().union(claim.evidence, *claim.borrowed.values())
        held = set().union(other.evidence, *other.borrowed.values())
        other.borrowed.setdefault(merge, set()).update(lent - held)
        claim.asleep = merge

    def _undo(self, merge: Merge) -> None:
        """Undo a merge; if that is refused nothing is changed."""
        merged = [party.entry.pid for party in merge.parties.select_related("entry")]
        before = dict(Entry.objects.filter(pid__in=merged).values_list("pid", "status"))
        assert set(before.values()) == {Status.MERGED}
        try:
            with transaction.atomic():
                undo(merge, self.user, "by chance")
        except ValidationError:
            return
        for uid, claim in self.claims.items():
            if claim.asleep == merge.pk:
                claim.asleep = None
            if claim.turned == merge.pk:
                claim.turned = None
            lent = claim.borrowed.pop(merge.pk, set())
            assert not lent or uid in self.claims
        for entry in Entry.objects.filter(pid__in=merged):
            life = self.lives[entry.pid]
            life.status, life.into = entry.status, None
            assert entry.merged_into_id is None
            if life.status == Status.PUBLISHED:
                self._is_public(life)
        self.touched |= set(merged) | {merge.survivor.pid}
        self.touched |= {one.pid for one in self.lives.values() if one.into in merged}
