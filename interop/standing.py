"""How an entry stands for the public: to be shown, moved, gone, or unknown."""

from dataclasses import dataclass

from django.http import Http404

from entries.choices import Status
from entries.models import Entry


class Gone(Exception):
    """The entry was withdrawn; what may still be said of it is on the entry."""

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

    Raises Http404 for what was never published and `Gone` for what was withdrawn.
    """
    asked = Entry.objects.filter(pid=pid).first()
    if asked is None or asked.published_at is None:
        raise Http404
    entry = asked.survivor()
    if entry.status == Status.WITHDRAWN:
        raise Gone(entry)
    if not entry.is_public:
        raise Http404
    return Standing(entry, entry.pk != asked.pk)
