"""Tell us: the form in which readers correct an entry, and the page with the answer."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from browse.addresses import entry_url
from browse.pages.sentences import Teller
from corrections.actions import Message, TooManyError, send
from corrections.models import Correction
from entries.choices import PLURALS
from entries.languages import current_language
from entries.models import Entry, Statement
from interop.standing import Gone, find_standing
from interop.tombstones import tombstone_page

SALT: Final = "browse.corrections"
QUICKEST: Final = 3
"""Seconds in which nobody reads a form and types a sentence."""
OLDEST: Final = 24 * 60 * 60
"""Seconds for which a form may lie open."""


TOO_LONG: Final = gettext_lazy(
    "Write at most %(limit_value)d characters; there are %(show_value)d now."
)


class LongTextField(forms.CharField):
    """A text of several lines, measured as browsers measure it: the end of a line is one sign."""

    def to_python(self, value: Any) -> str:
        """Return the text with line feeds alone; forms send a carriage return before each."""
        text = str(super().to_python(value) or "")
        return text.replace("\r\n", "\n").replace("\r", "\n")


class CorrectionForm(forms.Form):
    """What is wrong, how to check it, and who says so."""

    message = LongTextField(
        label=gettext_lazy("What is wrong or missing?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": gettext_lazy("Tell us what is wrong or missing."),
            "max_length": TOO_LONG,
        },
    )
    evidence = LongTextField(
        label=gettext_lazy("Where can it be checked?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
        help_text=gettext_lazy("A book and its page, a newspaper and its day, an archive."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    wants_credit = forms.BooleanField(
        label=gettext_lazy("Name me with the entry if the correction is accepted"), required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        help_text=gettext_lazy(
            "Only for a question back. It is never shown, and erased when the matter is closed."
        ),
        error_messages={"max_length": TOO_LONG},
    )
    # People do not see this box; machines fill in every one.
    website = forms.CharField(
        label=gettext_lazy("Leave this box empty"), required=False, max_length=200
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Refuse a wish to be named without a name."""
        cleaned = super().clean() or {}
        if cleaned.get("wants_credit") and not cleaned.get("name", "").strip():
            self.add_error("name", _("Give the name under which you wish to be named."))
        return cleaned

    @property
    def looks_made(self) -> bool:
        """Whether it was filled in as machines do: the hidden box, or quicker than can be read."""
        if self.cleaned_data["website"]:
            return True
        signer = signing.TimestampSigner(salt=SALT)
        try:
            signer.unsign(self.cleaned_data["opened"], max_age=OLDEST)
        except signing.BadSignature:
            return True
        try:
            signer.unsign(self.cleaned_data["opened"], max_age=QUICKEST)
        except signing.SignatureExpired:
            return False
        return True


@dataclass(frozen=True, slots=True)
class About:
    """What a correction is about."""

    entry: Entry
    statement: Statement | None

    @property
    def address(self) -> str:
        """The place on the page of the entry."""
        uid = self.statement.uid if self.statement is not None else ""
        return entry_url(self.entry) + (f"?statement={uid}#s-{uid}" if uid else "")

    @property
    def sentence(self) -> SafeString:
        """The statement in words; empty for the entry as a whole."""
        return Teller(self.entry.pk).tell(self.statement) if self.statement else SafeString("")


@csrf_exempt  # needs no login, so nobody can be made to send what they could not send themselves
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, kind_plural: str, pid: str) -> HttpResponse:
    """Show the form, or take it in and lead to the page where the answer will stand.

    `?statement=` names the statement it is about. 404 and 410 as for the entry itself; 429 for
    whoever has sent very many in an hour, with all that was typed.
    """
    try:
        standing = find_standing(pid)
    except Gone as gone:
        return tombstone_page(request, gone.entry)
    entry = standing.entry
    if standing.moved or kind_plural != PLURALS[entry.kind]:
        return HttpResponseRedirect(
            reverse("browse:correct", args=[PLURALS[entry.kind], entry.pid])
        )
    about = About(entry, _statement(entry, request.GET.get("statement", "")))
    if request.method != "POST":
        opened = signing.TimestampSigner(salt=SALT).sign("opened")
        return _page(request, CorrectionForm(initial={"opened": opened}), about)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, form, about, status=422)
    try:
        correction = _send(request, form, about)
    except TooManyError:
        form.add_error(None, _("You have sent several messages already. Try again in an hour."))
        return _page(request, form, about, status=429)
    return HttpResponseRedirect(reverse("browse:correction", args=[correction.token]))


@never_cache
@require_safe
def correction(request: HttpRequest, token: str) -> HttpResponse:
    """Show a reader how their correction stands. Nobody else knows the address."""
    found = get_object_or_404(Correction.objects.select_related("entry"), token=token)
    # What looks like spam is told nothing of that: its sender may be a person after all.
    hidden = {Correction.State.SUSPECT, Correction.State.SPAM}
    state = Correction.State.NEW if found.state in hidden else Correction.State(found.state)
    context = {
        "correction": found,
        "state": state.label,
        "entry": found.entry if found.entry.is_public else None,
        "address": entry_url(found.entry),
        "noindex": True,
    }
    return render(request, "browse/correction.html", context)


def _statement(entry: Entry, uid: str) -> Statement | None:
    """Return the public statement of this entry with this anchor, if there is one."""
    rows = Statement.objects.public().about(entry).with_ends()
    return rows.filter(uid=uid).first() if uid and "\0" not in uid else None


def _send(request: HttpRequest, form: CorrectionForm, about: About) -> Correction:
    """Take the correction in. Raises TooManyError."""
    given = form.cleaned_data
    message = Message(
        message=given["message"],
        evidence=given["evidence"],
        name=given["name"],
        email=given["email"],
        wants_credit=given["wants_credit"],
        statement=about.statement.uid if about.statement is not None else "",
    )
    return send(
        about.entry,
        message,
        address=request.META.get("REMOTE_ADDR", ""),
        language=current_language(),
        looks_made=form.looks_made,
    )


def _page(
    request: HttpRequest, form: CorrectionForm, about: About, status: int = 200
) -> HttpResponse:
    """Return the form on its page."""
    context = {"form": form, "about": about, "noindex": True}
    return render(request, "browse/correct.html", context, status=status)
