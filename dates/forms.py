"""The form field of a historical date: one box, and beneath it how it was understood."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dates.box import choices, from_box, to_box
from dates.errors import DateError, Fault
from dates.historical import HistoricalDate

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MESSAGES: Final[dict[Fault, "_StrPromise"]] = {
    "empty": _("Enter a date."),
    "too-long": _("“%(part)s” is too long for a date."),
    "not-understood": _("“%(part)s” was not understood as part of a date."),
    "incomplete": _("“%(part)s” needs more: a day needs its month, and a month its year."),
    "impossible": _("“%(part)s” does not exist in its calendar."),
    "reversed": _("“%(part)s” ends before it begins."),
    "out-of-range": _("“%(part)s” lies too far away to be reckoned."),
    "calendar": _("“%(part)s” names two calendars that contradict each other."),
    "disagree": _("“%(part)s” gives two dates that are not the same day."),
    "ambiguous": _("“%(part)s” can be read in several ways: enter one of %(readings)s."),
}

HELP: Final = _(
    "As the source has it: “9 January 1905 O.S.”, “ต้น ค.ศ. ๑๙๐๕”, “осень 1917 г.”; or EDTF: "
    "“1905-01-09”, “193X”, “1907/1914”. Where the source leaves something out, add what is meant: "
    "“9 January [= 1905-01-09, julian]”."
)


def explain(error: DateError) -> ValidationError:
    """The error in the reader's language, as forms and models raise it; `params` has the part."""
    return ValidationError(
        MESSAGES[error.code],
        code=error.code,
        params={"part": error.part, "readings": ", ".join(error.readings)},
    )


def understand(text: str) -> list[HistoricalDate]:
    """How a text is understood: one date, several if it is ambiguous, none if it is no date."""
    try:
        return [from_box(text)]
    except DateError as error:
        return choices(error, text)


class HistoricalDateInput(forms.TextInput):
    """A text box with its reading beneath, in an `output` that a script may keep up to date.

    The box carries `data-date-echo`, the id of that output. The readings of an ambiguous text are
    said there, and offered by the box itself as a list to choose from.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        echo = f"{(attrs or {}).get('id') or name}_echo"
        described = " ".join(filter(None, ((attrs or {}).get("aria-describedby"), echo)))
        own = {**(attrs or {}), "data-date-echo": echo, "aria-describedby": described}
        language = get_language() or "en"
        read = understand(value) if isinstance(value, str) else []
        said = [(date.format(language), to_box(date)) for date in read]
        if len(said) < 2:
            echoed = said[0][0] if said else ""
            box = super().render(name, value, own, renderer)
        else:
            echoed = format_html_join("", "<span>{}: <code>{}</code></span>", said)
            offered = format_html_join("", '<option value="{1}">{0}</option>', said)
            own["list"] = f"{echo}_choices"
            box = super().render(name, value, own, renderer)
            box += format_html('<datalist id="{}">{}</datalist>', own["list"], offered)
        return format_html('{}<output class="echo" id="{}">{}</output>', box, echo, echoed)


class HistoricalDateFormField(forms.CharField):
    """Takes what `parse` takes, and the bracketed form of `dates.box`; gives a `HistoricalDate`.

    What was typed stays in the box when it is not understood, and the error names the part. A date
    that is shown and sent back unchanged is the same date.
    """

    widget = HistoricalDateInput

    def __init__(self, **options: Any) -> None:
        options["help_text"] = options.get("help_text") or HELP
        options["empty_value"] = None
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return to_box(value) if isinstance(value, HistoricalDate) else value

    def to_python(self, value: Any) -> Any:
        """A `HistoricalDate`, or None for an empty box; `ValidationError` naming the part."""
        if isinstance(value, HistoricalDate):
            return value
        text = super().to_python(value)
        if text is None:
            return None
        try:
            return from_box(text)
        except DateError as error:
            raise explain(error) from error

    def run_validators(self, value: Any) -> None:
        """A date is checked already; CharField's validators are for text."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True
