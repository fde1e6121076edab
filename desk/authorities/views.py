"""The page that compares an entry with a record of an authority, and takes what is ticked."""

import re
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from desk.past.access import for_the_desk, page
from entries import rights
from entries.models import Entry
from entries.schemes import SCHEMES
from exchange.authorities.asking import ask_authority, json_address
from exchange.authorities.comparing import Comparison, compare
from exchange.authorities.found import AuthorityError, Found
from exchange.authorities.reading import MOST_BYTES, read_authority
from exchange.authorities.taking import take

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SALT: Final = "desk.authorities"
_OFFER: Final = re.compile(r"(name|date|number)-\d{1,4}")


class RecordForm(forms.Form):
    """A record of an authority: pasted, as a file, or by its address."""

    address = forms.CharField(
        label=gettext_lazy("Address or number"),
        required=False,
        max_length=300,
        help_text="https://www.wikidata.org/wiki/Q33391, viaf:59263727, gnd:…",
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("The record as JSON, saved from the authority’s page."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    text = forms.CharField(
        label=gettext_lazy("JSON"),
        required=False,
        help_text=gettext_lazy("Or all that the page of the record as JSON shows."),
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
    )

    found: Found | None = None

    def clean(self) -> dict[str, Any]:
        """Read the record, from wherever it comes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file, text, address = (cleaned.get(name) for name in ("file", "text", "address"))
        try:
            if file:
                self.found = read_authority(file.read(MOST_BYTES + 1))
            elif text:
                self.found = read_authority(text)
            elif address:
                self.found = read_authority(ask_authority(address))
            else:
                self.add_error(None, _("Paste a record, choose a file, or give an address."))
        except AuthorityError as error:
            self.add_error("file" if file else "text" if text else "address", str(error))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def authority(request: HttpRequest, pid: str) -> HttpResponse:
    """Ask for a record; show it beside the entry; take what is ticked, each cited to the authority.

    What was read travels signed in the form. 403 for who may not change the entry.
    """
    entry = get_object_or_404(Entry, pid=pid)
    if not rights.may_change(request.user, entry):
        raise PermissionDenied
    sent = request.POST.get("record", "")
    if sent:
        return _take(request, entry, sent)
    posted = request.method == "POST"
    form = RecordForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid() and form.found is not None:
        return _compare(request, entry, form.found)
    known = [
        (str(one), one.url, json_address(f"{one.scheme}:{one.value}"))
        for one in entry.identifiers.all()
    ]
    context = {"title": _("Authorities: “%(entry)s”") % {"entry": entry}, "entry": entry}
    return page(request, "desk/authorities/ask.html", {**context, "form": form, "known": known})


def _take(request: HttpRequest, entry: Entry, sent: str) -> HttpResponse:
    try:
        found = Found.from_plain(signing.loads(sent, salt=SALT))
    except signing.BadSignature as error:
        raise PermissionDenied from error
    picked = [key for key in request.POST.getlist("take") if _OFFER.fullmatch(key)]
    languages = {
        key.removeprefix("language-"): str(value)[:12]
        for key, value in request.POST.items()
        if key.startswith("language-")
    }
    try:
        count = take(entry, found, picked, languages, cast("User", request.user))
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return _compare(request, entry, found, picked, languages)
    text = ngettext("%(count)d value was taken.", "%(count)d values were taken.", count)
    messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:entries_entry_change", args=[entry.pk]))


def _compare(
    request: HttpRequest,
    entry: Entry,
    found: Found,
    picked: list[str] | None = None,
    languages: dict[str, str] | None = None,
) -> HttpResponse:
    """Answer with both side by side; what was ticked and typed stays."""
    compared: Comparison = compare(entry, found)
    typed = languages or {}
    scheme = SCHEMES[found.scheme]
    context = {
        "title": _("“%(entry)s” beside %(authority)s")
        % {"entry": entry, "authority": f"{scheme.label} {found.value}"},
        "entry": entry,
        "authority": scheme.label,
        "address": scheme.link(found.value),
        "compared": compared,
        "names": [(one, typed.get(one.key, one.note)) for one in compared.names],
        "picked": picked or [],
        "record": signing.dumps(found.as_plain(), salt=SALT, compress=True),
    }
    return page(request, "desk/authorities/compare.html", context)
