"""The page for what was chosen in a list, and what begins a change of it."""

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from desk.bulk.forms import AddForm, ChangeForm, StatementsForm
from desk.jobs.access import to_job
from desk.past.access import for_the_desk, page
from desk.tables.selection import Selection, read_selection
from entries import rights
from entries.models import Statement
from exchange.changing import begin_change
from exchange.tables.columns import STATEMENT, title_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def chosen(request: HttpRequest) -> HttpResponse:
    """Answer with how many entries are chosen, as what they can be taken away, how be changed.

    The selection stands in the address: `pid=…`, or `in=` and the filters of a list. Who may change
    any entry begins a change here; it is tried, and nothing is written before that was seen.
    """
    selected = read_selection(request, request.GET)
    if selected.is_all and "in" not in request.GET:
        raise Http404
    may_change = rights.may_review(request.user)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    forms = _Forms(request, selected) if may_change else None
    if request.method == "POST" and forms is not None:
        answer = forms.begin(request)
        if answer is not None:
            return answer
    kinds = selected.entries.order_by().values("kind").annotate(count=Count("pk"))
    counts = {row["kind"]: row["count"] for row in kinds}
    context = {
        "title": _("What is chosen"),
        "query": selected.query,
        "counts": [(kind, title_of(kind), counts[kind]) for kind in sorted(counts)],
        "total": sum(counts.values()),
        "statements": statements_of(selected).count(),
        "forms": forms,
    }
    return page(request, "desk/bulk/chosen.html", context)


def statements_of(selected: Selection) -> Any:
    """Return the statements of which the chosen entries are subjects."""
    return Statement.objects.filter(subject__in=selected.entries.order_by().values("pk"))


class _Forms:
    """The forms of the page; what was sent to one of them is in it."""

    def __init__(self, request: HttpRequest, selected: Selection) -> None:
        data = request.POST if request.method == "POST" else None
        self.do = request.POST.get("do", "")
        self.selected = selected

        def of(name: str) -> QueryDict | None:
            return data if self.do == name else None

        self.entry = ChangeForm(selected.kind, of("entry")) if selected.kind else None
        self.narrow = StatementsForm(of("statement"))
        self.statement = ChangeForm(STATEMENT, of("statement"))
        self.add = AddForm(of("add"))

    def begin(self, request: HttpRequest) -> HttpResponse | None:
        """Begin what was asked for; None if a form says what is wrong."""
        form: Any = {"entry": self.entry, "statement": self.statement, "add": self.add}.get(self.do)
        if form is None or not form.is_valid():
            return None
        if self.do == "statement" and not self.narrow.is_valid():
            return None
        table = self.selected.kind if self.do == "entry" else STATEMENT
        rows = self._narrowed() if self.do == "statement" else self.selected.entries
        try:
            job = begin_change(
                cast("User", request.user), table, rows, form.change, self._title(form)
            )
        except ValidationError as error:
            form.add_error(None, error)
            return None
        return to_job(job)

    def _narrowed(self) -> Any:
        """Return the statements that are meant."""
        given = self.narrow.cleaned_data
        rows = statements_of(self.selected)
        if given["only_property"]:
            rows = rows.filter(property=given["only_property"])
        if key := given["only_object_key"]:
            rows = rows.filter(Q(object=key) | Q(place=key) | Q(event=key))
        if key := given["only_source_key"]:
            rows = rows.filter(pk__in=Statement.objects.filter(citations__source=key).values("pk"))
        return rows

    def _title(self, form: Any) -> str:
        count = self.selected.entries.count()
        text = ngettext("%(count)d entry: %(what)s", "%(count)d entries: %(what)s", count)
        return text % {"count": count, "what": form.said}
