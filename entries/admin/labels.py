"""What an editor is shown of an entry so that namesakes are told apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol, cast

from django.contrib.admin import AdminSite

from entries.choices import Status
from entries.languages import current_language
from entries.models import Entry, Name
from writing import fold, skeleton

SEPARATOR: Final = " · "
SHORTEST_KEY: Final = 3


class Distinguishing(Protocol):
    """What an admin of a kind offers: see `EntryAdmin.distinctions`."""

    def distinctions(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Return what tells entries of this kind apart, by primary key."""


def years(entry: Entry) -> str:
    """Return the span of the entry in the language of the request, or nothing."""
    return entry.span.format(current_language(), "short") if entry.span is not None else ""


def short_label(entry: Entry) -> str:
    """Return `name · years · pid`, for a value that has been chosen (no query)."""
    return SEPARATOR.join(filter(None, (str(entry), years(entry), entry.pid)))


class Labels:
    """The long labels of some entries, with the name that a term matched.

    Costs one query a kind among the entries, and one for the names unless `matched` has them.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        site: AdminSite,
        term: str = "",
        matched: Mapping[int, str] | None = None,
    ) -> None:
        self._apart = _distinctions(entries, site)
        self._matched = matched_names(entries, term) if matched is None else matched

    def parts(self, entry: Entry) -> dict[str, str]:
        """Return `name`, `about` (years, role, pid, status), `matched`, and `text`: all in one."""
        status = "" if entry.status == Status.PUBLISHED else entry.get_status_display()
        role = self._apart.get(entry.pk) or entry.get_kind_display()
        about = SEPARATOR.join(filter(None, (years(entry), role, entry.pid, status)))
        matched = self._matched.get(entry.pk, "")
        text = SEPARATOR.join((str(entry), about)) + (f" — “{matched}”" if matched else "")
        return {"text": text, "name": str(entry), "about": about, "matched": matched}


def long_labels(entries: Sequence[Entry], site: AdminSite, term: str = "") -> dict[int, str]:
    """Return `name · years · role · pid` by key, with the name that `term` matched."""
    labels = Labels(entries, site, term)
    return {entry.pk: labels.parts(entry)["text"] for entry in entries}


def _distinctions(entries: Iterable[Entry], site: AdminSite) -> dict[int, str]:
    """Ask the admin of each kind what tells its entries apart."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry.pk)
    found: dict[int, str] = {}
    for kind, keys in by_kind.items():
        model = model_of(kind)
        if model is not None and site.is_registered(model):
            found.update(cast("Distinguishing", site.get_model_admin(model)).distinctions(keys))
    return found


def model_of(kind: str) -> type[Entry] | None:
    """Return the model of a kind."""
    return next((model for model in Entry.__subclasses__() if kind == model.KIND), None)


def matched_names(entries: Iterable[Entry], term: str) -> dict[int, str]:
    """Return the entries that are called as `term` begins, in any script and order of its words.

    By key: the name that says so, or nothing where the label shows it (one query). What was found
    by something else than a name is left out.
    """
    wanted = fold(term)
    if not wanted:
        return {}
    shown = {entry.pk: _begins(fold(str(entry)), wanted) for entry in entries}
    found: dict[int, str] = {}
    alike: dict[int, str] = {}
    key = skeleton(term)
    hidden = [pk for pk, is_shown in shown.items() if not is_shown]
    names = Name.objects.filter(entry__in=hidden).order_by("pk")
    for pk, text, folded, own_key in names.values_list("entry_id", "text", "folded", "skeleton"):
        if _begins(folded, wanted):
            found.setdefault(pk, text)
        elif len(key) >= SHORTEST_KEY and _begins(own_key, key):
            alike.setdefault(pk, text)
    return alike | found | {pk: "" for pk, is_shown in shown.items() if is_shown}


def _begins(text: str, wanted: str) -> bool:
    """Tell whether each word of the folded `wanted` begins a word of the folded `text`."""
    words = text.split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())
