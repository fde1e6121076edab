"""The preview: the public page of what stands in a form, in three languages and two widths."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from desk.past.access import for_the_desk, page
from desk.preview.pages import build_pages
from desk.preview.trying import Seen, listening, try_form
from entries.admin.labels import model_of


@require_POST
@for_the_desk
@sensitive_post_parameters()
def preview(request: HttpRequest, kind: str, key: int | None = None) -> HttpResponse:
    """Answer to a form, sent as for saving, with the page that it would make. Nothing is kept.

    Where it could not be saved, the answer says why. Never cached, and never to be had by GET.
    """
    model = model_of(kind)
    if model is None:
        raise Http404
    with listening(request) as heard:
        answer = try_form(request, model, key, build_pages)
    if isinstance(answer, Seen):
        context: dict[str, Any] = {"pages": answer.outcome, "warnings": heard.texts}
    else:
        forms = getattr(answer, "context_data", None) or {}
        if "adminform" not in forms:
            if 300 <= answer.status_code < 400:  # the admin leads away from what is gone
                raise Http404
            return answer
        context = {"errors": list(_errors(forms))}
    context |= {"title": _("Preview, not saved"), "language": get_language()}
    response = page(request, "desk/preview/preview.html", context)
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True)
    return response


def _errors(forms: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a form and its rows, each with the box at fault."""
    found = list(_errors_of(forms["adminform"].form, ""))
    for inline in forms["inline_admin_formsets"]:
        rows = inline.formset
        found += [str(error) for error in rows.non_form_errors()]
        for number, form in enumerate(rows.forms, start=1):
            if form.add_prefix("DELETE") in form.data:
                continue  # it is not saved, so nothing is wrong with it
            found += _errors_of(form, f"{capfirst(inline.opts.verbose_name)} {number}")
    yield from found or [_("Somebody has saved this entry meanwhile: save, and settle it first.")]


def _errors_of(form: Any, row: str) -> Iterator[str]:
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        label = capfirst(str(field.label)) if field is not None and field.label else ""
        where = ", ".join(filter(None, (row, label)))
        for error in errors:
            yield f"{where}: {error}" if where else str(error)
