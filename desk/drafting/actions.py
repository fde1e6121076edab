"""Beginning an entry with little more than its name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from dates import HistoricalDate
from entries import actions
from entries.admin.labels import model_of
from entries.choices import NameType
from entries.lives import ends_of
from entries.models import Entry, Identifier, Name, Property, Statement
from sources.models import Citation, Source

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

OWN_DATES: Final = ("date", "issued")
"""The column in which a kind that has its own date keeps it."""


@dataclass(frozen=True)
class Beginning:
    """What is known of an entry when it is begun."""

    kind: str
    name: str
    language: str
    date: HistoricalDate | None = None
    source: Source | None = None
    locator: str = ""
    scheme: str = ""
    number: str = ""
    """An identifier of an authority, with its scheme."""


def startable_kinds(user: "User | AnonymousUser") -> list[str]:
    """Return the kinds that `user` may begin with a name alone: an issue needs its serial."""
    return [
        model.KIND
        for model in Entry.__subclasses__()
        if not _needs_more(model) and _may_add(user, model)
    ]


@transaction.atomic
def begin_draft(user: "User", beginning: Beginning) -> Entry:
    """Make a draft with a preferred name and, where they are given, dates, source and identifier.

    The dates of a kind without a date of its own become the statements that open and close a life:
    `1879/1940` is a birth and a death. The source is evidence for the name and for those. Raises
    PermissionDenied, and ValidationError for what an entry's form would refuse too.
    """
    model = model_of(beginning.kind)
    if model is None or model.KIND not in startable_kinds(user):
        raise PermissionDenied
    entry = model(created_by=user)
    _set_date(entry, beginning.date)
    entry.save()
    name = Name(
        entry=entry, text=beginning.name, language=beginning.language, type=NameType.PREFERRED
    )
    name.full_clean()
    name.save()
    made: list[Name | Statement] = [name]
    if beginning.date is not None and not entry.has_own_date:
        made += _bound(entry, beginning.date)
    if (source := beginning.source) is not None:
        for part in made:
            target: dict[str, Any] = {str(part._meta.model_name): part}
            Citation.objects.create(source=source, locator=beginning.locator, **target)
    if beginning.scheme:
        _identify(entry, beginning)
    actions.count_revision(entry, user, "create")
    entry.refresh_from_db()
    return entry


def _needs_more(model: type[Model]) -> bool:
    """Tell whether an entry of this model must refer to another."""
    return any(
        field.is_relation and not field.null and not field.has_default()
        for field in model._meta.local_concrete_fields
        if not field.primary_key
    )


def _may_add(user: "User | AnonymousUser", model: type[Model]) -> bool:
    return user.is_active and user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")


def _set_date(entry: Entry, date: HistoricalDate | None) -> None:
    """Give the date to a kind that keeps it in a column."""
    if date is None or not entry.has_own_date:
        return
    columns = {field.name for field in entry._meta.local_concrete_fields}
    setattr(entry, next(name for name in OWN_DATES if name in columns), date)


def _bound(entry: Entry, date: HistoricalDate) -> list[Statement]:
    """Make the statements that open and close the life of an entry."""
    made: list[Statement] = []
    bounding = Property.objects.exclude(boundary="")
    for found, at in ends_of(date, entry.kind, bounding):
        if found is None:
            message = _("An entry of this kind has no dates of its own: leave them empty.")
            raise ValidationError({"date": message})
        statement = Statement(subject=entry, property=found, date=at, position=len(made) + 1)
        statement.save()
        made.append(statement)
    return made


def _identify(entry: Entry, beginning: Beginning) -> None:
    """Note the identifier; raise ValidationError if another entry has it."""
    identifier = Identifier(entry=entry, scheme=beginning.scheme, value=beginning.number)
    identifier.full_clean()
    identifier.save()
