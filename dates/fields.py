"""The Django field: one attribute, `HistoricalDate | None`, kept in five plain columns.

`date = HistoricalDateField()` gives a model

| column | holds |
|---|---|
| `date` | the EDTF, or NULL |
| `date_calendar` | `gregorian`, `julian`, or empty |
| `date_written` | the wording of the source |
| `date_earliest`, `date_latest` | the bounds as Julian Day Numbers, NULL where open or unknown |

The attribute is the one truth: assign a `HistoricalDate`, text (which is read in any language) or
None, and the columns follow; a value from the database is put together from its columns when first
asked for, and nothing is parsed. `save(update_fields=["date"])` writes all five. Sort by
`dates.lookups.in_order`; ask with the lookups of that module, `date__overlaps="1905"`.
`QuerySet.update` and `bulk_update` write just the columns they are told: give them all,
`update(**date_values("date", value))` and `bulk_update(objects, date_columns("date"))`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import BaseExpression
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from dates.calendars import GREGORIAN, Calendar
from dates.edtf import MAX_LENGTH
from dates.errors import DateError
from dates.forms import HistoricalDateFormField, explain
from dates.historical import MAX_WRITTEN, HistoricalDate
from dates.lookups import LOOKUPS
from dates.words import parse

if TYPE_CHECKING:
    _DateColumn = models.Field[HistoricalDate | str | None, HistoricalDate | None]
    _PartColumn = models.Field[Any, Any]
else:
    _DateColumn = _PartColumn = models.Field

_PARTS: Final = ("calendar", "written", "earliest", "latest")
_EMPTY: Final[dict[str, Any]] = {
    "calendar": "", "written": "", "earliest": None, "latest": None,
}  # fmt: skip


def date_columns(name: str) -> tuple[str, ...]:
    """The names of the five columns of a historical date field."""
    return (name, *(f"{name}_{part}" for part in _PARTS))


def date_values(name: str, date: HistoricalDate | None) -> dict[str, str | int | None]:
    """What each column of the field holds for this date: for `QuerySet.update`."""
    edtf = None if date is None else date.edtf
    return {name: edtf, **{f"{name}_{part}": _part_of(date, part) for part in _PARTS}}


def _part_of(date: HistoricalDate | None, part: str) -> Any:
    return _EMPTY[part] if date is None else getattr(date, part)


class _Stored(str):
    """An EDTF as it came from the database, its other columns not yet looked at."""

    __slots__ = ()


class _NotGiven:
    """The default of a part: nothing, so that it does not undo what the date itself says."""


_NOT_GIVEN: Final = _NotGiven()


class _DateAttribute(DeferredAttribute):
    """The attribute of the date: makes the value on first use, and keeps the parts with it."""

    field: "HistoricalDateField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        values = instance.__dict__
        if name not in values:
            instance.refresh_from_db(fields=self._absent(instance))
        if isinstance(values[name], _Stored):
            absent = self._absent(instance)
            if absent:
                instance.refresh_from_db(fields=absent)
            values[name] = HistoricalDate.stored(
                str(values[name]),
                values.get(f"{name}_calendar") or GREGORIAN,
                values.get(f"{name}_written") or "",
                values.get(f"{name}_earliest"),
                values.get(f"{name}_latest"),
            )
        return values[name]

    def _absent(self, instance: models.Model) -> list[str]:
        """The columns not loaded yet; in a migration a model may lack some."""
        columns = {field.attname for field in instance._meta.concrete_fields}
        return [
            column
            for column in date_columns(self.field.attname)
            if column in columns and column not in instance.__dict__
        ]

    def __set__(self, instance: models.Model, value: object) -> None:
        name, values = self.field.attname, instance.__dict__
        if isinstance(value, _Stored):
            values[name] = value
            return
        date = _understood(value)
        values.update(date_values(name, date))
        values[name] = date


def _understood(value: object) -> HistoricalDate | None:
    if value is None or value == "":
        return None
    if isinstance(value, HistoricalDate):
        return value
    if isinstance(value, str):
        return parse(value)
    raise TypeError(f"a historical date is a HistoricalDate, text or None, not {value!r}")


class _PartAttribute(DeferredAttribute):
    """The attribute of a part: a column beside the date, always as the date has it."""

    field: "HistoricalDatePart"

    def __set__(self, instance: models.Model, value: object) -> None:
        name, values = self.field.attname, instance.__dict__
        date = values.get(self.field.whole, _NOT_GIVEN)
        if date is _NOT_GIVEN or isinstance(date, _Stored):
            values[name] = _EMPTY[self.field.part] if value is _NOT_GIVEN else value
        elif isinstance(date, HistoricalDate) and value is not _NOT_GIVEN:
            self._amend(instance, date, value)

    def _amend(self, instance: models.Model, date: HistoricalDate, value: Any) -> None:
        """Take a calendar or wording given apart, as a fixture does; bounds are computed anyway."""
        part = self.field.part
        if part in ("calendar", "written") and value and value != getattr(date, part):
            calendar: Calendar = value if part == "calendar" else date.calendar
            written: str = value if part == "written" else date.written
            setattr(instance, self.field.whole, HistoricalDate(date.edtf, calendar, written))


class HistoricalDateField(_DateColumn):
    """A historical date: see the module. May be null and blank unless told otherwise."""

    description = _("Historical date")
    descriptor_class = _DateAttribute

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        options.setdefault("null", True)
        options.setdefault("blank", True)
        options["max_length"] = MAX_LENGTH
        super().__init__(verbose_name, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        del options["max_length"]
        options.setdefault("null", False)
        options.setdefault("blank", False)
        return name, path, args, options

    def get_internal_type(self) -> str:
        return "CharField"

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        if cls.__module__ != "__fake__":
            # A model of a migration lists its columns, and may be on its way to having them all.
            for field in _PART_FIELDS:
                if f"{name}_{field.part}" not in _local_names(cls):
                    field().contribute_to_class(cls, f"{name}_{field.part}")
        setattr(cls, "save_base", _widened(cls.save_base, name))  # noqa: B010

    def from_db_value(
        self, value: str | None, expression: BaseExpression, connection: BaseDatabaseWrapper
    ) -> str | None:
        return None if value is None else _Stored(value)

    def to_python(self, value: object) -> HistoricalDate | None:
        try:
            return _understood(value)
        except DateError as error:
            raise explain(error) from error

    def get_prep_value(self, value: Any) -> Any:
        """The EDTF. Text is taken as EDTF: a query compares it with the column."""
        value = super().get_prep_value(value)
        return str(value) if isinstance(value, HistoricalDate | _Stored) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        value = model_instance.__dict__.get(self.attname)
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        """The EDTF; the other columns are serialised beside it."""
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": HistoricalDateFormField, **options})


for _lookup in LOOKUPS:
    HistoricalDateField.register_lookup(_lookup)


class HistoricalDatePart(_PartColumn):
    """One of the columns beside a date. Its name, `<date>_<part>`, says which and whose.

    It is never written by hand: `HistoricalDateField` adds it, and migrations list it.
    """

    part: str
    descriptor_class = _PartAttribute

    def __init__(self, *args: Any, **options: Any) -> None:
        options["editable"] = False
        super().__init__(*args, **options)

    @property
    def whole(self) -> str:
        """The name of the date this belongs to."""
        return self.attname.removesuffix(f"_{self.part}")

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        return name, path, args, {key: options[key] for key in options if key == "db_column"}

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        if name not in _local_names(cls):  # the date may have added it already
            super().contribute_to_class(cls, name, private_only)

    def get_default(self) -> Any:
        return _NOT_GIVEN


class CalendarPart(HistoricalDatePart):
    """`gregorian` or `julian`; empty without a date."""

    part = "calendar"

    def __init__(self, *args: Any, **options: Any) -> None:
        options |= {"max_length": 9, "blank": True}
        super().__init__(*args, **options)

    def get_internal_type(self) -> str:
        return "CharField"


class WrittenPart(HistoricalDatePart):
    """The wording of the source; empty where there is none."""

    part = "written"

    def __init__(self, *args: Any, **options: Any) -> None:
        options |= {"max_length": MAX_WRITTEN, "blank": True}
        super().__init__(*args, **options)

    def get_internal_type(self) -> str:
        return "CharField"


class BoundPart(HistoricalDatePart):
    """A bound as a Julian Day Number; NULL where open or unknown."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options |= {"null": True, "db_index": True}
        super().__init__(*args, **options)

    def get_internal_type(self) -> str:
        return "BigIntegerField"


class EarliestPart(BoundPart):
    """The first day."""

    part = "earliest"


class LatestPart(BoundPart):
    """The last day."""

    part = "latest"


_PART_FIELDS: Final = (CalendarPart, WrittenPart, EarliestPart, LatestPart)


def _local_names(cls: type[models.Model]) -> set[str]:
    return {field.name for field in cls._meta.local_fields}


def _widened(save_base: Callable[..., None], name: str) -> Callable[..., None]:
    """`save_base` that writes the whole date when told to write the date."""

    @wraps(save_base)
    def save_whole_date(self: models.Model, *args: Any, **options: Any) -> None:
        fields: Iterable[str] | None = options.get("update_fields")
        if fields and name in fields:
            options["update_fields"] = frozenset(fields) | frozenset(date_columns(name))
        save_base(self, *args, **options)

    return save_whole_date
