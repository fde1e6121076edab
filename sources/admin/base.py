"""The admin of a kind of entry, with evidence on every row."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy as _

from entries.admin.base import EntryAdmin
from entries.admin.forms import LockedForm
from entries.admin.incoming import IncomingInline
from entries.admin.inlines import (
    COLLAPSED,
    PAGE,
    IdentifierInline,
    ImageInline,
    NameInline,
    Rows,
    StatementInline,
    TextInline,
)
from entries.choices import Stance
from sources.admin.evidence import (
    CitationForm,
    CitationFormSet,
    DefaultEvidence,
    EvidencedIncomingForm,
    EvidencedIncomingFormSet,
    EvidencedNameForm,
    EvidencedNameFormSet,
    EvidencedStatementFormSet,
    EvidenceForm,
    first_citation,
    locator_field,
    source_field,
)
from sources.models import Citation

if TYPE_CHECKING:
    from sources.models import Source

    _Base = Rows
else:
    _Base = object

LONGEST_SOURCE = 60
"""Characters of the title of a source in the line of a row."""
FIRST_CITATION = ("source", "locator", "stance")
DEFAULTS = ("default_source", "default_locator")


class ShowsEvidence(_Base):
    """For rows with a citation on them: fetches it, and shows it to those who only read."""

    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows with their citations (two queries more)."""
        citations = Citation.objects.select_related("source")
        return super().get_queryset(request).prefetch_related(Prefetch("citations", citations))

    def summary(self, part: Any) -> str:
        """Add the first source with the spot in it, and how many more there are."""
        citations = list(part.citations.all())
        if not citations:
            return " · ".join((super().summary(part), str(_("no source"))))
        first = citations[0]
        evidence = " ".join(filter(None, (str(first.source)[:LONGEST_SOURCE], first.locator)))
        if first.stance == Stance.CONTRADICTS:
            evidence = f"{first.get_stance_display()}: {evidence}"
        if len(citations) > 1:
            evidence += f" (+{len(citations) - 1})"
        return f"{super().summary(part)} · {evidence}"

    @admin.display(description=_("source"))
    def source(self, part: Any) -> "Source | None":
        """Return the source of the first citation."""
        first = first_citation(part)
        return first.source if first is not None else None

    @admin.display(description=_("where"))
    def locator(self, part: Any) -> str:
        """Return the spot of the first citation."""
        first = first_citation(part)
        return first.locator if first is not None else ""

    @admin.display(description=_("stance"))
    def stance(self, part: Any) -> str:
        """Return what the first source does to the claim."""
        first = first_citation(part)
        return first.get_stance_display() if first is not None else ""


class EvidencedNameInline(ShowsEvidence, NameInline):
    """Names, each with its first citation."""

    form = EvidencedNameForm
    formset = EvidencedNameFormSet
    fieldsets = [
        (None, {"fields": [("text", "language", "type", "date")]}),
        (_("Evidence and note"), {"fields": [FIRST_CITATION, "note"], "classes": COLLAPSED}),
    ]


class EvidencedStatementInline(ShowsEvidence, StatementInline):
    """Statements, each with its first citation."""

    form = EvidenceForm
    formset = EvidencedStatementFormSet
    fieldsets = [
        (None, {"fields": [*StatementInline.fieldsets[0][1]["fields"], FIRST_CITATION]}),
        StatementInline.fieldsets[1],
    ]


class EvidencedIncomingInline(IncomingInline):
    """Statements typed from their object, each with its first citation."""

    form = EvidencedIncomingForm
    formset = EvidencedIncomingFormSet
    fieldsets = [
        (None, {"fields": [*IncomingInline.fieldsets[0][1]["fields"], FIRST_CITATION]}),
        IncomingInline.fieldsets[1],
    ]


class CitationInline(Rows):
    """All citations of an entry as a whole, of a statement, or of a name."""

    model = Citation
    form = CitationForm
    formset = CitationFormSet
    fieldsets = [
        (None, {"fields": [(*FIRST_CITATION, "position")]}),
        (_("Note"), {"fields": ["note"], "classes": COLLAPSED}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return citations with their sources, in one query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("source")


class EntryCitationInline(CitationInline):
    """Evidence for the entry as a whole."""

    fk_name = "entry"
    verbose_name = _("source of the entry as a whole")
    verbose_name_plural = _("sources of the entry as a whole")


class EvidencedForm(LockedForm):
    """An entry's form with the default source for its new rows."""

    default_source = source_field(
        label=_("Default source"),
        help_text=_("Fills every new name, statement and citation below that names no source."),
    )
    default_locator = locator_field(
        label=_("Default spot"),
        help_text=_("Page, paragraph or folio that goes with the default source."),
    )

    went_on_with: Mapping[str, str] = {}
    """What the boxes of the default hold when the form opens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**self.went_on_with, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def not_content(self) -> set[str]:
        return super().not_content() | set(DEFAULTS)


class EvidencedAdmin(EntryAdmin):
    """A kind of entry whose names and statements are edited with their evidence."""

    carried: Sequence[str] = ()
    """Own fields that the next new entry begins with."""

    form = EvidencedForm
    inlines: ClassVar[Any] = [
        EvidencedNameInline,
        TextInline,
        EvidencedStatementInline,
        EvidencedIncomingInline,
        IdentifierInline,
        ImageInline,
        EntryCitationInline,
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put the default source above everything."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and not self.has_change_permission(request, obj):
            return fieldsets
        defaults = {"fields": [DEFAULTS], "classes": ("stands-first",)}
        return [(_("Evidence for what you add"), defaults), *fieldsets]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form; it goes on with the default source that the address names."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.went_on_with = {name: request.GET[name] for name in DEFAULTS if name in request.GET}
        return form

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Begin the next entry, or go on with this, with the same default source.

        Of the next, fields that a kind names in `carried` are filled in again as well.
        """
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST:
            return _carry(request, response, (*DEFAULTS, *self.carried))
        return _carry(request, response, DEFAULTS) if "_continue" in request.POST else response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on with the same default source, at the same page of statements."""
        response = super().response_change(request, obj)
        if "_addanother" in request.POST:
            return _carry(request, response, DEFAULTS)
        if "_continue" in request.POST:
            return _carry(request, response, DEFAULTS, (PAGE,))
        return response

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Hand the default source to the rows before they are saved."""
        source = form.cleaned_data.get("default_source")
        if source is not None and hasattr(formset, "default"):
            formset.default = DefaultEvidence(source, form.cleaned_data["default_locator"])
        super().save_formset(request, form, formset, change)


def _carry(
    request: HttpRequest,
    response: HttpResponse,
    typed: Sequence[str],
    asked: Sequence[str] = (),
) -> HttpResponse:
    """Add to the address of a redirect what was `typed` in these boxes, and `asked` for before."""
    if not isinstance(response, HttpResponseRedirect):
        return response
    parts = urlsplit(response["Location"])
    query = QueryDict(parts.query, mutable=True)
    for name in (*typed, *asked):
        given = (request.POST if name in typed else request.GET).get(name, "").strip()
        query.pop(name, None)
        if given:
            query[name] = given
    response["Location"] = urlunsplit(parts._replace(query=query.urlencode()))
    return response


class TypedAdmin(EvidencedAdmin):
    """A kind of entry that has a type."""

    list_display: Any = ["name", "other_scripts", "type", "years", "status", "changed_at"]
    list_filter: ClassVar[Any] = [
        ("type", admin.RelatedOnlyFieldListFilter),
        *EvidencedAdmin.list_filter,
    ]
    list_select_related: ClassVar[Any] = ["type"]
