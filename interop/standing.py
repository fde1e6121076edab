"""How an entry stands for the public: to be shown, moved, gone, or unknown."""

from dataclasses import dataclass

from django.http import Http404

from entries.choices import Status
from entries.models import Entry


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
    asked = Entry.objects.filter(pid=pid).first()
    if asked is None or asked.published_at is None:
        raise Http404
    entry = asked.survivor()
    if entry.is_public:
        return Standing(entry, entry.pk != asked.pk)
    raise Gone(entry if entry.status == Status.WITHDRAWN else asked)
