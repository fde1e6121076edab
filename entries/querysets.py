"""Questions one can ask of many entries or statements at once."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from entries.choices import Rank, Status

if TYPE_CHECKING:
    from entries.models import Entry, Statement
    from entries.models.name import Name

    _Statements = models.QuerySet[Statement]
    _Names = models.QuerySet[Name]
else:
    _Statements = _Names = models.QuerySet

E_co = TypeVar("E_co", bound="Entry", covariant=True)


class EntryQuerySet(models.QuerySet[E_co]):
    """Entries of one kind or all."""

    def published(self) -> Self:
        """Keep what the public may see."""
        return self.filter(status=Status.PUBLISHED)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete these, and see to it that their identifiers are never given out again."""
        from entries.models import RetiredPid

        pids = list(self.values_list("pid", flat=True))
        RetiredPid.objects.bulk_create(map(RetiredPid, pids), ignore_conflicts=True)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def with_names(self) -> Self:
        """Fetch names with the entries (one query more)."""
        return self.prefetch_related("names")

    def in_reading_order(self, language: str) -> Self:
        """Sort as a dictionary in `language` (th, en or ru) would."""
        return self.order_by(f"sort_{language}", "pid")


class StatementQuerySet(_Statements):
    """Statements, whichever way they are read."""

    def public(self) -> Self:
        """Keep those of which every end that is given is published."""
        return self.filter(_open("subject") & _open("object") & _open("place") & _open("event"))

    def about(self, entry: "Entry | int") -> Self:
        """Keep those in which `entry`, given whole or by key, is any of the four ends."""
        return self.filter(Q(subject=entry) | Q(object=entry) | Q(place=entry) | Q(event=entry))

    def in_order_of(self, entry: "Entry | int") -> Self:
        """Sort as the page of `entry` does: its own first, each by date, undated ones last."""
        own_first = Case(
            When(subject=entry, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        dated = F("date_earliest").asc(nulls_last=True)
        return self.order_by(own_first, dated, "position", "pk")

    def before(self, statement: "Statement", entry: "Entry") -> Self:
        """Keep those that stand before `statement` in the order of the page of `entry`."""
        own = statement.subject_id == entry.pk
        date = statement.date.earliest if statement.date is not None else None
        dated = Q(date_earliest=date) if date is not None else Q(date_earliest__isnull=True)
        earlier = Q(date_earliest__isnull=False)
        if date is not None:
            earlier = Q(date_earliest__lt=date)
        place = Q(position__lt=statement.position) | Q(
            position=statement.position, pk__lt=statement.pk
        )
        among_others = earlier | dated & place
        if own:
            return self.filter(among_others, subject=entry)
        return self.filter(Q(subject=entry) | ~Q(subject=entry) & among_others)

    def standing(self) -> Self:
        """Leave out those that the archive no longer holds with."""
        return self.exclude(rank=Rank.DEPRECATED)

    def with_ends(self) -> Self:
        """Fetch what a line of a page needs in the same query."""
        return self.select_related("property", "subject", "object", "place", "event")


class NameQuerySet(_Names):
    """Names of entries."""

    def preferred(self, language: str) -> Self:
        """Keep the preferred names in `language`."""
        return self.filter(type="preferred", language=language)

    def in_use(self, first: int, last: int) -> Self:
        """Keep the names known to be in use between two days (Julian Day Numbers, included)."""
        return self.filter(date__overlaps=(first, last))


def _open(end: str) -> Q:
    """Return the condition that this end of a statement is absent or published."""
    if end == "subject":
        return Q(subject__status=Status.PUBLISHED)
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__status": Status.PUBLISHED})
