"""What must hold after every step."""

from collections import defaultdict
from typing import Any

from entries.choices import PLURALS, Status
from entries.models import Statement
from history.models import Version, VersionPart
from history.versions.parts import canonical, put_together
from history.versions.reading import read_version
from history.versions.verifying import verify as verify_versions
from search import follower
from search.query import SearchQuery
from tests.history.lives.account import Account, Life


class Promises(Account):
    """Looks whether the archive is what the account says."""

    def _look(self, *, whole: bool) -> None:
        self._remember_versions()
        self._versions_read_as_they_were()
        self._nothing_is_lost()
        compared = follower.verify()
        assert compared.is_clean, compared
        if whole:
            report = verify_versions()
            assert report.is_clean, report
        lives = self.lives.values()
        for life in [one for one in lives if whole or one.pid in self.touched]:
            self._addresses_answer(life)
        if whole:
            self._drafts_are_not_found()
        for pid in self.deleted if whole else ():
            assert self.client.get(f"/id/{pid}").status_code == 404

    def _remember_versions(self) -> None:
        """Note what each new version reads."""
        for version in Version.objects.select_related("entry").order_by("pk"):
            key = (version.entry.pid, version.number)
            if key not in self.versions:
                document = canonical(read_version(version).document)
                assert "sub rosa" not in document
                self.versions[key] = canonical(self._parts(version))
            numbers = [number for pid, number in self.versions if pid == key[0]]
            assert sorted(numbers) == list(range(1, len(numbers) + 1))

    def _versions_read_as_they_were(self) -> None:
        """All of them, read in one go as `read_version` reads one."""
        parts: defaultdict[str, list[VersionPart]] = defaultdict(list)
        rows = VersionPart.objects.select_related("entry").order_by("entry", "position", "key")
        for part in rows:
            parts[part.entry.pid].append(part)
        for (pid, number), said in self.versions.items():
            held = [
                (part.key, part.body)
                for part in parts[pid]
                if part.first <= number and (part.last is None or part.last >= number)
            ]
            assert canonical(put_together(held)) == said, f"{pid} v{number}"

    def _parts(self, version: Version) -> Any:
        parts = VersionPart.objects.filter(entry=version.entry_id, first__lte=version.number)
        held = [
            (part.key, part.body)
            for part in parts.order_by("position", "key")
            if part.last is None or part.last >= version.number
        ]
        return put_together(held)

    def _nothing_is_lost(self) -> None:
        """Every statement that was made is there, or rests in one that says the same."""
        rows = Statement.objects.select_related("subject", "object", "place", "event", "property")
        found = {row.uid: row for row in rows.prefetch_related("citations__source")}
        awake = {uid for uid, claim in self.claims.items() if claim.asleep is None}
        assert found.keys() == awake
        for uid in awake:
            claim, row = self.claims[uid], found[uid]
            evidence = {(one.source.pid, one.locator) for one in row.citations.all()}
            lent = set().union(*claim.borrowed.values()) if claim.borrowed else set()
            wanted = {(self._now(pid), at) for pid, at in claim.evidence | lent}
            assert evidence == wanted, f"evidence of {uid}"
            if claim.turned is None:
                ends = (row.subject, row.object, row.place, row.event)
                pids = tuple(end.pid if end else None for end in ends)
                assert pids == tuple(self._now(pid) for pid in claim.ends), f"ends of {uid}"
                date = row.date.edtf if row.date else ""
                assert (row.property.code, date, row.value.get("en", "")) == claim.says

    def _addresses_answer(self, life: Life) -> None:
        """Every address of an entry answers by how it stands, and leads on in one step."""
        answer = self.client.get(f"/id/{life.pid}")
        record = self.client.get(f"/id/{life.pid}.json")
        pages = [
            f"/en/{PLURALS[life.kind]}/{life.pid}/{slug}/" if slug else
            f"/en/{PLURALS[life.kind]}/{life.pid}/"
            for slug in sorted(life.slugs)
        ]  # fmt: skip
        stands = self.lives[self._now(life.pid) or life.pid]
        if not life.was_public:
            wanted = 404
        elif stands.status != Status.PUBLISHED:
            wanted = 410
        else:
            wanted = 200 if stands is life else 301
        assert answer.status_code == (303 if wanted == 200 else wanted), (life, stands)
        assert record.status_code == wanted, (life, stands)
        self._no_secret_in(record.content)
        for address in pages:
            page = self.client.get(address)
            if page.status_code in {301, 302}:
                assert wanted in {200, 301}, (address, life)
                page = self.client.get(page["Location"])
                assert page.status_code in {200, 303}, (address, life, page.status_code)
            else:
                assert page.status_code == wanted, (address, life)
            self._no_secret_in(page.content)
        if wanted in {200, 301}:
            for start in (answer, record):
                if start.status_code in {301, 303}:
                    end = self.client.get(start["Location"])
                    assert end.status_code in {200, 303}, (life, start["Location"])
        self._versions_answer(life)

    def _versions_answer(self, life: Life) -> None:
        """The address of every version answers, unless the entry is closed."""
        for pid, number in [key for key in self.versions if key[0] == life.pid]:
            address = f"/id/{pid}/v{number}"
            answer = self.client.get(f"{address}.json")
            page = self.client.get(address)
            assert answer.status_code == (410 if life.closed else 200), (address, life)
            assert page.status_code == (410 if life.closed else 303), (address, life)
            if not life.closed:
                page = self.client.get(page["Location"])
                assert page.status_code == 200, (address, life)
            self._no_secret_in(page.content)
            self._no_secret_in(answer.content)

    def _no_secret_in(self, body: bytes) -> None:
        text = body.decode()
        assert "sub rosa" not in text
        for life in self.lives.values():
            if not life.was_public or life.closed:
                assert life.secret not in text, f"{life.secret} shows"

    def _drafts_are_not_found(self) -> None:
        public = {one.pid for one in self.lives.values() if one.status == Status.PUBLISHED}
        for life in self.lives.values():
            hits = SearchQuery().matching(life.secret).sized(50).run(facets=False).hits
            assert {hit.entry.pid for hit in hits} <= public
            if life.status == Status.PUBLISHED:
                assert life.pid in {hit.entry.pid for hit in hits}
        listed = self.client.get("/en/browse/")
        self._no_secret_in(listed.content)
