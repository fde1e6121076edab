"""What a merge would do, worked out without doing any of it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entries.choices import Kind, Status
from entries.models import Entry, Property
from entries.schemes import SCHEMES
from history.merging.choices import Choices
from history.merging.columns import ColumnPlan, leads_round, plan_columns
from history.merging.heads import heads
from history.merging.names import UnitedName, two_preferred, unite_names
from history.merging.references import Policy, Reference, known
from history.merging.statements import StatementPlan, plan_statements
from history.merging.texts import TextPlan, plan_texts, unite_notes
from history.models.closure import Closure
from sources.models import Citation

MOST: Final = 6
"""Entries in one merge: more do not fit side by side, and a survivor can be merged into again."""


@dataclass(frozen=True)
class MergePlan:
    """A merge as it would be carried out with these choices. `parties[0]` is the survivor."""

    parties: list[Entry]
    """As their own kind, with all rows but statements fetched."""
    choices: Choices
    columns: list[ColumnPlan]
    names: list[UnitedName]
    texts: list[TextPlan]
    editors_note: str
    statements: StatementPlan
    references: list[tuple[Reference, list[int]]]
    """Columns of other entries that lead to a merged party, with the keys of the rows."""
    redirects: list[Entry]
    """Entries that were merged into a merged party before."""
    cited: int
    """Citations of a merged party, where it is a source."""
    problems: list[str]
    """What stands in the way. With any, the merge cannot be carried out."""
    notices: list[str]
    """What an editor should know: perhaps these are not the same after all."""
    digest: str
    """Changes whenever anything that the plan rests on does."""

    @property
    def survivor(self) -> Entry:
        """The entry that stays."""
        return self.parties[0]

    @property
    def merged(self) -> list[Entry]:
        """The entries that go."""
        return self.parties[1:]


def plan(entries: Sequence[Entry], survivor: Entry, choices: Choices | None = None) -> MergePlan:
    """Work out what merging `entries` into `survivor` would do.

    The survivor may or may not be among the entries. A fixed number of queries, whatever hangs on
    them. Raises ValidationError if these entries cannot be merged whatever is chosen: of different
    kinds, an entry with itself, one that has been merged already, more than `MOST`.
    """
    choices = choices or Choices()
    parties = _fetch(entries, survivor)
    merged = [party.pk for party in parties[1:]]
    found = MergePlan(
        parties=parties,
        choices=choices,
        columns=plan_columns(parties, choices.columns, choices.typed),
        names=unite_names(parties, choices.names),
        texts=plan_texts(parties, choices.texts),
        editors_note=unite_notes(parties, choices.editors_note),
        statements=plan_statements(parties[0].pk, merged, choices.statements),
        references=_referring(merged, [party.pk for party in parties]),
        redirects=list(Entry.objects.filter(merged_into__in=merged).order_by("pk")),
        cited=Citation.objects.filter(source__in=merged).count(),
        problems=[],
        notices=[],
        digest="",
    )
    found.problems.extend(_problems(found))
    found.notices.extend(_notices(found))
    return _with_digest(found)


def _fetch(entries: Sequence[Entry], survivor: Entry) -> list[Entry]:
    """Return the parties whole, survivor first, in the order given."""
    keys = list(dict.fromkeys([survivor.pk, *(entry.pk for entry in entries)]))
    if len(keys) < 2:
        raise ValidationError(_("An entry cannot be merged with itself."), code="itself")
    if len(keys) > MOST:
        message = _("Not more than %(count)d entries can be merged at once.") % {"count": MOST}
        raise ValidationError(message, code="many")
    kinds = set(Entry.objects.filter(pk__in=keys).values_list("kind", flat=True))
    if len(kinds) > 1:
        named = ", ".join(str(Kind(kind).label) for kind in sorted(kinds))
        message = _(
            "These are of different kinds (%(kinds)s). Only entries of one kind can be merged."
        )
        raise ValidationError(message % {"kinds": named}, code="kinds")
    found = heads(next(iter(kinds), ""), keys)
    if len(found) < len(keys):
        raise ValidationError(_("One of these entries is not there any more."), code="missing")
    parties = [found[key] for key in keys]
    for party in parties:
        _refuse_gone(party)
    return parties


def _refuse_gone(party: Entry) -> None:
    """Raise ValidationError for an entry that has been merged already."""
    if party.status == Status.MERGED:
        message = _("“%(entry)s” (%(pid)s) has been merged into another entry already.")
        raise ValidationError(message % {"entry": party, "pid": party.pid}, code="merged")


def _referring(merged: list[int], parties: list[int]) -> list[tuple[Reference, list[int]]]:
    """Return the columns of others that lead to a merged party: a query for each such column."""
    found = []
    for reference in known(Policy.COLUMN):
        leading = reference.model._base_manager.filter(**{f"{reference.field.name}__in": merged})
        keys = list(leading.exclude(pk__in=parties).order_by("pk").values_list("pk", flat=True))
        if keys:
            found.append((reference, keys))
    return found


def _problems(found: MergePlan) -> list[str]:
    """Return what stands in the way of the plan."""
    problems: list[str] = []
    survivor = found.survivor
    if survivor.status == Status.WITHDRAWN:
        problems.append(
            _("“%(entry)s” is withdrawn: choose another survivor.") % {"entry": survivor}
        )
    public = [party for party in found.merged if party.status == Status.PUBLISHED]
    if public and not survivor.is_public:
        message = _(
            "“%(entry)s” is public and the survivor is not: readers would lose it. Choose a "
            "public survivor, or publish this one first."
        )
        problems.append(message % {"entry": public[0]})
    for closure in Closure.objects.filter(entry__in=found.parties, lifted_at=None):
        message = _("“%(entry)s” is closed for law or privacy: merging would open it again.")
        closed = next(party for party in found.parties if party.pk == closure.entry_id)
        problems.append(message % {"entry": closed})
    if len({getattr(party, "publication_id", None) for party in found.parties}) > 1 and (
        survivor.kind == Kind.ISSUE
    ):
        problems.append(_("These are issues of different publications: merge those first."))
    undecided = [one for one in found.statements.self_related if one.decision is None]
    if undecided:
        problems.append(_("Decide about the statements that would relate the entry to itself."))
    for language in two_preferred(found.names):
        message = _("There are two preferred names in one language (%(language)s).")
        problems.append(message % {"language": language})
    if not any(not one.is_left_out for one in found.names) and found.names:
        problems.append(_("The survivor would be without a name."))
    for column in found.columns:
        way = leads_round(found.parties, column)
        if way:
            names = " → ".join(str(entry) for entry in [survivor, *way])
            message = _("%(column)s: this would make the entry a part of itself (%(way)s).")
            problems.append(message % {"column": column.label, "way": names})
    return problems


def _notices(found: MergePlan) -> list[str]:
    """Return the signs that these may not be the same, and what will compete."""
    notices = []
    by_scheme: dict[str, set[str]] = {}
    for party in found.parties:
        for one in party.identifiers.all():
            by_scheme.setdefault(one.scheme, set()).add(one.value)
    for scheme, values in by_scheme.items():
        if len(values) > 1:
            message = _("Different identifiers of %(scheme)s: %(values)s. Are these the same?")
            named = {"scheme": SCHEMES[scheme].label, "values": ", ".join(sorted(values))}
            notices.append(message % named)
    competing = Property.objects.filter(pk__in=found.statements.competing)
    for rule in competing:
        message = _("“%(property)s” will have several values that compete.")
        notices.append(message % {"property": rule})
    for party in found.merged:
        if party.status == Status.WITHDRAWN:
            message = _("“%(entry)s” is withdrawn: its address will lead to the survivor.")
            notices.append(message % {"entry": party})
    return notices


def _with_digest(found: MergePlan) -> MergePlan:
    """Return the plan with the digest of all that it rests on."""
    sign = hashlib.sha256()
    for part in _state(found):
        sign.update(repr(part).encode())
    return replace(found, digest=sign.hexdigest())


def _state(found: MergePlan) -> Iterable[object]:
    """Yield what must not have changed when the plan is carried out."""
    for party in found.parties:
        yield party.pid, party.status, party.revision, party.editors_note
        for name in party.names.all():
            yield name.pk, name.text, name.language, name.type, str(name.date), name.note
            yield [_cited(one) for one in name.citations.all()]
        yield [(text.role, text.language, text.body) for text in party.texts.all()]
        yield [(one.scheme, one.value) for one in party.identifiers.all()]
        yield [(image.pk, image.file.name) for image in party.images.all()]
        yield [_cited(one) for one in party.citations.all()]
    for column in found.columns:
        yield column.name, [(one.pid, one.mark) for one in column.options]
    for row in found.statements.rows:
        yield tuple(row)
    for reference, keys in found.references:
        yield reference.label, keys
    yield [entry.pk for entry in found.redirects]
    yield found.cited


def _cited(one: Citation) -> tuple[object, ...]:
    return one.pk, one.source_id, one.locator, one.stance, one.note
