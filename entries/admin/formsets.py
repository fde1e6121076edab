"""Rows of an entry's form: fetched, checked and saved together, and paged where there are many."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Max, Model
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entries.admin.autocomplete import KnownChoiceField, as_key, share_choices
from entries.admin.forms import open_message
from entries.admin.properties import PropertiesOffered
from entries.admin.threeway.base import Base, read_base, write_base
from entries.admin.threeway.joins import join_formset
from entries.admin.threeway.rows import BaseRows, JoinedRows
from entries.admin.threeway.sent import shape_of, stored_values
from entries.admin.threeway.values import Shape
from entries.choices import NameType, TextRole
from entries.languages import INTERFACE_LANGUAGES, current_language
from entries.models import Name

if TYPE_CHECKING:
    _Rows = BaseInlineFormSet[Any, Any, Any]
else:
    _Rows = BaseInlineFormSet

ROWS_A_PAGE: Final = 25


class PartFormSet(_Rows):
    """Rows that belong to an entry. The number of queries does not grow with that of rows."""

    model: type[Any]
    prefix: str
    data: Any
    files: Any
    _queryset: Any  # where Django would keep the rows
    offered: Sequence[dict[str, Any]] = ()
    """What is filled in already in the new rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", list(self.offered) or None)
        super().__init__(*args, **kwargs)
        self.base: Base | None = None
        self.joined = JoinedRows()
        if self.is_bound and self.instance.pk is not None:
            self.base = read_base(self.data, self.instance, self.prefix)
            self.joined = join_formset(self, self.base)

    @cached_property
    def forms(self) -> list[Any]:
        """The forms, with what they have chosen fetched at once."""
        rows: list[Any] = super().forms
        share_choices(rows)
        return rows

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let the row know its entry, and find its own key without asking the database."""
        super().add_fields(form, index)
        setattr(form.instance, self.fk.name, self.instance)
        key = self.model._meta.pk.name
        field = form.fields[key]
        if isinstance(field, forms.ModelChoiceField) and index is not None:
            form.fields[key] = self._key_field(field)

    def get_queryset(self) -> Any:
        """Return the rows: of a form that was sent, those that were in it, in its order.

        Where one of them has been deleted meanwhile, an empty row keeps its place, so that what
        was typed into it is shown again.
        """
        return self._rows

    @cached_property
    def _rows(self) -> Any:
        if not self.is_bound:
            return self.shown_rows(self._all_rows)
        keys = self._sent_keys()
        found = self._all_rows.in_bulk([key for key in keys if key is not None])
        return [found.get(key) or self.model() for key in keys]

    @cached_property
    def _all_rows(self) -> Any:
        rows = super().get_queryset()
        del self._queryset  # we keep them ourselves
        return rows

    def shown_rows(self, rows: Any) -> Any:
        """Return those of all the rows that the form shows."""
        return rows

    def _sent_keys(self) -> list[int | None]:
        count = min(self.initial_form_count(), self.absolute_max)
        return [self.sent_key(at) for at in range(count)]

    def sent_key(self, at: int) -> int | None:
        """Return of which record the row in this place was sent; None if it does not say."""
        return as_key(self.data.get(f"{self.add_prefix(at)}-{self.model._meta.pk.name}"))

    # What others stored since

    @cached_property
    def shape(self) -> Shape:
        """What is merged of a row: all but what says which row it is."""
        form = self.forms[0] if self.forms else self.empty_form
        about_row = {self.model._meta.pk.name, self.fk.name, "DELETE", "ORDER"}
        return shape_of(form, about_row, getattr(form, "stand_together", ()))

    @property
    def stored_rows(self) -> Any:
        """All rows of the entry, as a queryset."""
        return self._all_rows

    @property
    def revision(self) -> int | None:
        """The revision of the entry; None where the rows belong to a part of one."""
        return getattr(self.instance, "revision", None)

    def same_thing(self, values: Mapping[str, list[str]]) -> Hashable | None:
        """Return the same for two rows of which there may be only one; None if there may be both.

        Where two editors each add such a row, it is one row that both have changed.
        """
        return None

    def forget_forms(self) -> None:
        """Let the forms be made again, from what the data now says."""
        for name in ("forms", "management_form", "_rows", "rows_by_key", "_object_dict"):
            self.__dict__.pop(name, None)

    @property
    def base_input(self) -> SafeString:
        """The hidden box with what is stored now, for the form that is shown."""
        stored = {
            form.instance.pk: stored_values(form, self.shape)
            for form in self.initial_forms
            if form.instance.pk is not None
        }
        joined = self.joined
        rows = BaseRows(
            stored,
            {key: {one.unit[0]: one.base for one in some} for key, some in joined.clashes.items()},
            *(
                {key: was for key, (fate, was) in joined.fates.items() if fate == wanted}
                for wanted in ("gone", "deleted")
            ),
        )
        last = max([self.last_key, *joined.added, *stored])
        revision = self.base.revision if self.base is not None else self.revision
        new = self.extra_forms[0] if self.extra_forms else self.empty_form
        offered = stored_values(new, self.shape)
        base = Base(revision, rows=rows, offered=offered, last=last)
        return write_base(base, self.instance, self.prefix)

    @property
    def last_key(self) -> int:
        """The highest key among all rows, as far as they were looked at."""
        return self.base.last if self.base is not None else 0

    def clean(self) -> None:
        """Raise ValidationError while something is open that only the editor can settle."""
        super().clean()
        if not self.joined.is_settled:
            raise ValidationError(open_message(), code="conflict")

    def _key_field(self, field: Any) -> KnownChoiceField:
        """Return the hidden field of the row's key, choosing among the rows fetched already."""
        known = KnownChoiceField(
            field.queryset,
            initial=field.initial,
            required=False,
            widget=forms.HiddenInput,
            error_messages={"invalid_choice": _("Somebody has deleted this row.")},
        )
        known.known = self.rows_by_key
        known.closed = True
        return known

    @cached_property
    def rows_by_key(self) -> dict[int, Model]:
        """The records of the rows that are in the form."""
        return {row.pk: row for row in self.get_queryset() if row.pk is not None}

    def changed_rows(self) -> Iterable[Any]:
        """Return the rows that have a record and were changed or are to be deleted."""
        return (row for row in self.initial_forms if row.has_changed())


class NameFormSet(PartFormSet):
    """Names. The preferred one may be exchanged for another in one go."""

    def same_thing(self, values: Mapping[str, list[str]]) -> Hashable | None:
        """Return the language of a preferred name."""
        return one_of(values, "language") if values.get("type") == [NameType.PREFERRED] else None

    def clean(self) -> None:
        """Raise ValidationError if two names of one language are preferred."""
        super().clean()
        seen: set[str] = set()
        for row in self.forms:
            cleaned = getattr(row, "cleaned_data", {})
            if cleaned.get("type") != NameType.PREFERRED or cleaned.get("DELETE"):
                continue
            language = cleaned.get("language", "")
            if language in seen:
                row.add_error("type", _("There is a preferred name in this language already."))
                raise ValidationError(_("Only one name in each language can be the preferred one."))
            seen.add(language)

    def save(self, commit: bool = True) -> Any:
        """Save. Names that give up being preferred do so first: the database allows only one."""
        keys = [row.instance.pk for row in self.changed_rows()]
        preferred = Name.objects.filter(pk__in=keys, type=NameType.PREFERRED)
        preferred.update(type=NameType.VARIANT)
        return super().save(commit)


class TextFormSet(PartFormSet):
    """Texts: one of each role in a language. A new one begins in a language without a summary."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            there = {one.language for one in self.get_queryset() if one.role == TextRole.SUMMARY}
            tags = dict.fromkeys([current_language(), *INTERFACE_LANGUAGES])
            missing = [tag for tag in tags if tag not in there]
            self.initial_extra = [{"language": tag} for tag in missing]

    def same_thing(self, values: Mapping[str, list[str]]) -> Hashable | None:
        """Return language and role."""
        return one_of(values, "language", "role")


class IdentifierFormSet(PartFormSet):
    """Identifiers: a number stands once."""

    def same_thing(self, values: Mapping[str, list[str]]) -> Hashable | None:
        """Return authority and number."""
        return one_of(values, "scheme", "value")


def one_of(values: Mapping[str, list[str]], *keys: str) -> Hashable | None:
    """Return the values of these keys, or None if one of them is empty."""
    found = tuple("".join(values.get(key, [])).strip() for key in keys)
    return found if all(found) else None


class StatementFormSet(PropertiesOffered, PartFormSet):
    """Statements, one page at a time: only the rows of the page are read, checked and saved."""

    page_number: str = "1"

    @cached_property
    def page(self) -> Page[Any]:
        """The page that is shown (one query to count)."""
        return Paginator(self._all_rows, ROWS_A_PAGE).get_page(self.page_number)

    def shown_rows(self, rows: Any) -> Any:
        """Return the rows of the page."""
        return self.page.object_list

    @property
    def last_key(self) -> int:
        """The highest key among the rows of all pages (one query)."""
        if self.base is not None or self.instance.pk is None:
            return super().last_key
        found = self.model._default_manager.filter(subject=self.instance.pk)
        return int(found.aggregate(last=Max("pk"))["last"] or 0)

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Save a new statement behind all others."""
        self._last += 1
        form.instance.position = self._last
        return super().save_new(form, commit)

    @cached_property
    def _last(self) -> int:
        found = self.model._default_manager.filter(subject=self.instance.pk)
        return int(found.aggregate(last=Max("position"))["last"] or 0)
