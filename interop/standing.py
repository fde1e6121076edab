"""How an entry stands for the public: to be shown, moved, gone, or unknown."""

from dataclasses import dataclass

from django.http import Http404

from entries.choices import Status
from entries.models import Entry
from entries.survivors import with_pids
from history.closing import is_closed
from history.models import Version


class Gone(Exception):
    """The entry was public once and is not now; what may still be said of it is on the entry."""

    def __init__(self, entry: Entry) -> None:
        """Keep the entry for the tombstone."""
        super().__init__(entry.pid)
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Standing:
    """The entry that answers for an identifier; `moved` when it is another one's survivor."""

    entry: Entry
    moved: bool


def find_standing(pid: str) -> Standing:
    """Return the published entry that stands for `pid`, chains of merges followed to their end.

    Raises Http404 for what was never published. What was published once raises `Gone` if nothing
    public stands for it, for an address that was cited never dies: with the survivor if that was
    withdrawn, else with the entry itself (merged into a draft, or made a draft again).
    """
    asked = _published_once(pid)
    entry = asked.survivor()
    if entry.is_public:
        return Standing(entry, entry.pk != asked.pk)
    raise Gone(entry if entry.status == Status.WITHDRAWN else asked)


@dataclass(frozen=True, slots=True)
class Held:
    """A version that may be read, and how what it is a version of stands now."""

    version: Version
    entry: Entry
    """What it is a version of: perhaps withdrawn since, or merged."""
    survivor: Entry
    """What stands for it now; the entry itself unless it was merged."""
    newest: Version
    """The last version there is of the entry."""

    @property
    def is_newest(self) -> bool:
        """Whether no later version followed."""
        return self.version.number == self.newest.number


def find_kept(pid: str) -> tuple[Entry, Entry]:
    """Return the entry with this pid whose versions may be read, and what stands for it now.

    Raises Http404 for what was never public, and `Gone` for what is closed for law or privacy or
    was merged into what is. What is only withdrawn may be read.
    """
    asked = _published_once(pid)
    survivor = asked.survivor()
    for entry in {asked.pk: asked, survivor.pk: survivor}.values():
        if entry.status == Status.WITHDRAWN and is_closed(entry):
            raise Gone(entry)
    return asked, survivor


def find_version(pid: str, number: int) -> Held:
    """Return a version that may be read. Raises Http404 for one that never was, or `Gone`."""
    versions = Version.objects.filter(entry__pid=pid)
    version = versions.filter(number=number).first()
    newest = versions.order_by("-number").first()
    if version is None or newest is None:
        raise Http404
    entry, survivor = find_kept(pid)
    return Held(version, entry, survivor, newest)


def _published_once(pid: str) -> Entry:
    """Return the entry with this pid, whatever has become of it since it was published."""
    asked = next(iter(with_pids([pid])), None)
    if asked is None or asked.published_at is None:
        raise Http404
    return asked
