"""Rows of an entry's form: fetched, checked and saved together, and paged where there are many."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Max, Model
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from entries.admin.autocomplete import KnownChoiceField, as_key, share_choices
from entries.choices import NameType
from entries.models import Name, Property

if TYPE_CHECKING:
    _Rows = BaseInlineFormSet[Any, Any, Any]
else:
    _Rows = BaseInlineFormSet

ROWS_A_PAGE: Final = 25


class PartFormSet(_Rows):
    """Rows that belong to an entry. The number of queries does not grow with that of rows."""

    model: type[Any]
    _queryset: Any  # where Django would keep the rows
    offered: Sequence[dict[str, Any]] = ()
    """What is filled in already in the new rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", list(self.offered) or None)
        super().__init__(*args, **kwargs)

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
        name = self.model._meta.pk.name
        count = min(self.initial_form_count(), self.absolute_max)
        return [as_key(self.data.get(f"{self.add_prefix(at)}-{name}")) for at in range(count)]

    def _key_field(self, field: Any) -> KnownChoiceField:
        """Return the hidden field of the row's key, choosing among the rows fetched already."""
        known = KnownChoiceField(
            field.queryset,
            initial=field.initial,
            required=False,
            widget=forms.HiddenInput,
            error_messages={"invalid_choice": _("Somebody has deleted this row.")},
        )
        known.known = self._rows_by_key
        known.closed = True
        return known

    @cached_property
    def _rows_by_key(self) -> dict[int, Model]:
        return {row.pk: row for row in self.get_queryset() if row.pk is not None}

    def changed_rows(self) -> Iterable[Any]:
        """Return the rows that have a record and were changed or are to be deleted."""
        return (row for row in self.initial_forms if row.has_changed())


class NameFormSet(PartFormSet):
    """Names. The preferred one may be exchanged for another in one go."""

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


class StatementFormSet(PartFormSet):
    """Statements, one page at a time: only the rows of the page are read, checked and saved."""

    page_number: str = "1"

    @cached_property
    def page(self) -> Page[Any]:
        """The page that is shown (one query to count)."""
        return Paginator(self._all_rows, ROWS_A_PAGE).get_page(self.page_number)

    def shown_rows(self, rows: Any) -> Any:
        """Return the rows of the page."""
        return self.page.object_list

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the properties that this kind of entry may have."""
        super().add_fields(form, index)
        field = form.fields.get("property")
        if field is not None:
            field.known = self._properties
            field.choices = self._property_choices

    @cached_property
    def _properties(self) -> dict[int, Property]:
        return {one.pk: one for one in Property.objects.all()}

    @cached_property
    def _property_choices(self) -> Sequence[Any]:
        """The properties under the headings of an entry's page, in its order."""
        kind = self.instance.KIND or self.instance.kind
        headings: dict[str, list[tuple[int, str]]] = {}
        for one in self._properties.values():
            if one.admits(kind, None):
                headings.setdefault(one.get_theme_display(), []).append((one.pk, str(one)))
        return [("", "---------"), *headings.items()]

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Save a new statement behind all others."""
        self._last += 1
        form.instance.position = self._last
        return super().save_new(form, commit)

    @cached_property
    def _last(self) -> int:
        found = self.model._default_manager.filter(subject=self.instance.pk)
        return int(found.aggregate(last=Max("position"))["last"] or 0)
