"""The admin that every kind of entry builds on. With evidence: `sources.admin.EvidencedAdmin`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Case, Field, IntegerField, Model, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from entries import actions, rights
from entries.admin.autocomplete import PicksEntries, as_key
from entries.admin.choosing import ChoosingAdmin
from entries.admin.discarding import DiscardingAdmin
from entries.admin.doubting import doubts_for_form, say_doubts
from entries.admin.filters import MineFilter, MissingSummaryFilter
from entries.admin.forms import LockedForm
from entries.admin.inlines import ENTRY_INLINES
from entries.admin.labels import years
from entries.admin.search import matching_keys
from entries.admin.stepping import StepsAdmin
from entries.admin.steps import open_steps
from entries.admin.together import TogetherAdmin, say_joined
from entries.admin.uploading import forget_saved, keep_unsaved, take_in
from entries.choices import Status
from entries.languages import current_language
from entries.models import Entry, Name, Statement
from entries.querysets import StatementQuerySet
from entries.review import was_sent_back
from entries.showable import is_closed
from writing import fits_language, mixed_script_words

MOST_INCOMING: Final = 50
LOG_LINES: Final = 8
TYPED: Final = "type"


class EntryList(ChoosingAdmin, StepsAdmin):
    """The list of entries: columns, filters, and search in any script. A fixed cost in queries."""

    list_display: Any = ["name", "other_scripts", "years", "status", "changed_at"]
    list_filter: ClassVar[Any] = ["status", MissingSummaryFilter, MineFilter]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["names__text"]  # that there is a search; how, `get_search_results` says
    search_help_text = _("Any name in any script, or a permanent identifier.")
    list_max_show_all = 200

    def get_ordering(self, request: HttpRequest) -> Any:
        """Sort as a dictionary in the editor's language would."""
        return [f"sort_{current_language()}", "pid"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return what the index and the names find for the term; all without one.

        The best comes first, unless the editor has chosen a column to sort by.
        """
        if not search_term.strip():
            return queryset, False
        kind = self.model.KIND
        keys = matching_keys(search_term, [kind] if kind else [])
        places = [When(pk=key, then=Value(place)) for place, key in enumerate(keys)]
        place = Case(*places, default=Value(len(keys)), output_field=IntegerField())
        found = queryset.filter(pk__in=keys)
        if not request.GET.get(ORDER_VAR):
            found = found.annotate(found_place=place).order_by("found_place")
        return found, False

    @admin.display(description=_("name"), ordering="sort_en")
    def name(self, entry: Entry) -> str:
        """Return the name in the editor's language."""
        return str(entry)

    @admin.display(description=_("other scripts"))
    def other_scripts(self, entry: Entry) -> str:
        """Return the preferred names in other languages."""
        shown = str(entry)
        return " · ".join(text for text in entry.labels.values() if text != shown)

    @admin.display(description=_("years"), ordering="span_earliest")
    def years(self, entry: Entry) -> str:
        """Return the span of years."""
        return years(entry)


class EntryAdmin(PicksEntries, TogetherAdmin, DiscardingAdmin, EntryList):
    """One kind of entry: the form with its rows, rights, locking, and what tells namesakes apart.

    A kind names its own fields in `own_fields`, as the entries of a Django fieldset.
    """

    form = LockedForm
    inlines: ClassVar[Any] = list(ENTRY_INLINES)
    change_form_template = "admin/entries/entry_form.html"
    own_fields: Sequence[Any] = ()
    own_fields_first = False
    """Whether they stand above the names, which follow from them."""
    save_on_top = True

    # The form

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return the field without the signs that change or delete a term from where it is used."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            for sign in ("can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, sign, False)
        return field

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return own fields first; what is for editors alone stands below the rows."""
        last = ["descriptive", "editors_note"]
        if obj is None or self.has_change_permission(request, obj):
            last.append("change_note")
        fieldsets: Any = [(_("For editors"), {"fields": last, "classes": ("stands-last",)})]
        if self.own_fields:
            own: Any = {"fields": list(self.own_fields)}
            if self.own_fields_first:
                own["classes"] = ("stands-first",)
            fieldsets.insert(0, (capfirst(self.opts.verbose_name), own))
        return fieldsets

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return the entry; of a form that was sent, with its row locked until it is saved."""
        key = as_key(object_id)
        if key is None:
            return None
        if request.method == "POST":
            Entry.objects.select_for_update().filter(pk=key).first()
        return super().get_object(request, object_id, from_field)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form or save it, with the pictures that an earlier attempt left waiting."""
        if request.method == "POST":
            take_in(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what the form shows beside its fields: steps, the log, statements of others."""
        entry = context.get("original")
        context["form_kind"] = self.model.KIND
        if request.method == "POST":
            keep_unsaved(request, (one.formset for one in context["inline_admin_formsets"]))
        if entry is not None:
            context |= self._surroundings(request, entry)
        return super().render_change_form(request, context, *args, **kwargs)

    def _surroundings(self, request: HttpRequest, entry: Entry) -> dict[str, Any]:
        incoming = incoming_statements(entry)
        return {
            "steps": open_steps(request.user, entry),  # type: ignore[arg-type]
            "may_change": rights.may_change(request.user, entry),
            "may_merge": rights.may_merge(request.user)
            and entry.status != Status.MERGED
            and not is_closed(entry),
            "may_close": rights.may_publish(request.user) and entry.published_at is not None,
            "log": entry.log.select_related("user")[:LOG_LINES],
            "sent_back": was_sent_back(Entry.objects.filter(pk=entry.pk)).first(),
            "incoming": incoming[:MOST_INCOMING],
            "incoming_count": incoming.count(),
            "most_incoming": MOST_INCOMING,
            **doubts_for_form(entry),
        }

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        """Return the public address of an entry that has one."""
        if not isinstance(obj, Entry) or obj.published_at is None:
            return None
        try:
            return obj.get_absolute_url()
        except NoReverseMatch:
            return None

    # Saving

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store own columns. The revision is counted when the rows are saved too."""
        if not change:
            obj.created_by = request.user
        if not change or form.content_changed:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the rows; if anything changed, count a revision and write the log."""
        changed = not change or form.content_changed
        own, others = _by_owner(formsets)
        changed |= any(formset.has_changed() for formset in own)
        joined = say_joined(request, form, own, changed=changed) if change else ""
        super().save_related(request, form, formsets, change)
        forget_saved(request)
        if not change:
            self.complete_new(form.instance)
        if joined:
            self.message_user(request, joined)
        if changed:
            note = form.cleaned_data.get("change_note", "")
            count_revision(form.instance, request, "change" if change else "create", note)
        for subject in {key: one for rows in others for key, one in rows.subjects.items()}.values():
            count_revision(subject, request, "change", form.cleaned_data.get("change_note", ""))
        warnings = name_warnings(own)
        if changed or any(rows.subjects for rows in others):
            warnings += say_doubts(form.instance, formsets)
        for message in warnings:
            self.message_user(request, message, messages.WARNING)

    def complete_new(self, entry: Any) -> None:
        """Add to a new entry, whose rows are stored, what follows from what was typed."""

    # Rights

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask `rights` about an entry; without one, whether any may be changed."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or rights.may_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft that never was public is deleted, and by a reviewer."""
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None:
            return True
        return rights.may_discard(request.user, obj)

    # Namesakes

    def distinctions(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Return what tells entries apart beside name and years: the type, where there is one."""
        if not any(field.name == TYPED for field in self.opts.fields):
            return {}
        typed = self.rows(keys).select_related(TYPED)
        return {entry.pk: str(entry.type) for entry in typed if entry.type is not None}

    def rows(self, keys: Sequence[int]) -> QuerySet[Any]:
        """Return the entries of this kind that have these keys."""
        found: QuerySet[Any] = self.model._default_manager.filter(pk__in=keys)
        return found


def name_warnings(formsets: Iterable[Any]) -> list[str]:
    """Return what looks odd about the names just saved, and which languages were proposed."""
    found: list[str] = []
    for rows in formsets:
        if rows.model is not Name:
            continue
        for name in [*rows.new_objects, *(name for name, _changed in rows.changed_objects)]:
            told = {"name": name.text, "language": name.language}
            found += [
                _("“%(word)s” mixes letters of two scripts that look alike.") % {"word": word}
                for word in mixed_script_words(name.text)
            ]
            if not fits_language(name.text, name.language):
                message = _("“%(name)s” is not in the script of its language, %(language)s.")
                found.append(message % told)
        for form in rows.forms:
            if form.proposed and form.instance.pk:
                message = _("“%(name)s” was taken as %(language)s, by its script. Is that right?")
                found.append(message % {"name": form.instance.text, "language": form.proposed})
    return found


def _by_owner(formsets: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Return the rows of the entry itself, and those that belong to other entries."""
    rows = list(formsets)
    others = [one for one in rows if getattr(one, "of_others", False)]
    return [one for one in rows if one not in others], others


def count_revision(entry: Entry, request: HttpRequest, action: str, note: str = "") -> None:
    """Count one more revision of an entry by the user who asks."""
    actions.count_revision(entry, request.user, action, note)  # type: ignore[arg-type]


def incoming_statements(entry: Entry) -> StatementQuerySet:
    """Return the statements of others in which the entry is object, place or event."""
    ends = Q(object=entry) | Q(place=entry) | Q(event=entry)
    return Statement.objects.filter(ends).exclude(subject=entry).with_ends()
