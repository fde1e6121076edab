"""The forms of an import."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.models import Job
from exchange.tables.columns import TABLES, table_of, title_of
from exchange.tables.encodings import ENCODINGS
from exchange.tables.notes import usable
from exchange.tables.reading import MOST_BYTES, Form

LONGEST_NOTE: Final = 500


class UploadForm(forms.Form):
    """A file, and the table it is to be read as."""

    table = forms.ChoiceField(
        label=gettext_lazy("What is in it"),
        help_text=gettext_lazy("One kind of entry, a row each, or statements."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX, at most 50 MB and 100,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the tables by their names."""
        super().__init__(*args, **kwargs)
        tables: Any = self.fields["table"]
        tables.choices = [(code, title_of(code)) for code in TABLES]

    def clean_file(self) -> Any:
        """Refuse what is too large or empty."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            told = {"size": filesizeformat(file.size), "most": filesizeformat(MOST_BYTES)}
            raise ValidationError(_("It has %(size)s, and %(most)s are the most.") % told)
        if not file.size:
            raise ValidationError(_("The file is empty."))
        return file


class ReadingForm(forms.Form):
    """How a file is read: encoding and separator of a text, sheet of a workbook."""

    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding"),
        choices=list(ENCODINGS.items()),
        help_text=gettext_lazy("Another one if letters look wrong."),
    )
    separator = forms.ChoiceField(
        label=gettext_lazy("Between cells"),
        choices=[
            (",", gettext_lazy("comma")),
            (";", gettext_lazy("semicolon")),
            ("\t", gettext_lazy("tab")),
        ],
        help_text=gettext_lazy("Another one if a row stands in a single cell."),
    )
    sheet = forms.ChoiceField(
        label=gettext_lazy("Sheet"), help_text=gettext_lazy("Only this sheet is read.")
    )

    def __init__(self, form: Form, data: Any = None) -> None:
        """Offer what the file has."""
        super().__init__(data, initial=form.as_plain())
        self._form = form
        if form.type == "csv":
            del self.fields["sheet"]
            self.fields["separator"].strip = False  # type: ignore[attr-defined]
        else:
            del self.fields["encoding"], self.fields["separator"]
            sheets: Any = self.fields["sheet"]
            sheets.choices = [(name, name) for name in form.sheets]

    @property
    def chosen(self) -> Form:
        """How it is to be read."""
        return Form.from_plain({**self._form.as_plain(), **self.cleaned_data})


class MappingForm(forms.Form):
    """Which column each heading means, and what empty cells and the status mean."""

    clear = forms.BooleanField(
        label=gettext_lazy("An empty cell empties what is there"),
        help_text=gettext_lazy("Otherwise it leaves what is there."),
        required=False,
    )
    standing = forms.BooleanField(
        label=gettext_lazy("New entries get the status that the file says"),
        help_text=gettext_lazy("For moving an archive. Otherwise new entries are drafts."),
        required=False,
    )

    def __init__(self, job: Job, *, may_publish: bool, data: Any = None) -> None:
        """Ask for each heading."""
        super().__init__(data, initial=job.details.get("options", {}))
        if not may_publish or job.table not in TABLES[:-1]:
            del self.fields["standing"]
        columns = [(one.code, f"{one.label} · {one.code}") for one in usable(table_of(job.table))]
        self._names = []
        for at, heading in enumerate(job.details["headings"]):
            name = f"column-{at}"
            self.fields[name] = forms.ChoiceField(
                label=heading or f"({at + 1})",
                choices=[("", _("– leave out –")), *columns],
                required=False,
                initial=job.details["mapping"][at],
            )
            self._names.append(name)

    @property
    def columns(self) -> list[Any]:
        """The boxes of the headings."""
        return [self[name] for name in self._names]

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two headings."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name in self._names:
            code = cleaned.get(name, "")
            if code and code in seen:
                message = _("“%(heading)s” means the same column.") % {"heading": seen[code]}
                self.add_error(name, message)
            seen.setdefault(code, str(self.fields[name].label))
        return cleaned

    @property
    def mapping(self) -> list[str]:
        """The columns in the order of the headings."""
        return [self.cleaned_data[name] for name in self._names]

    @property
    def options(self) -> dict[str, bool]:
        """What else was chosen."""
        return {name: self.cleaned_data.get(name, False) for name in ("clear", "standing")}


class WriteForm(forms.Form):
    """What is written if some rows have faults, and why all this is done."""

    mode = forms.ChoiceField(
        label=gettext_lazy("Write"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("All or none: if a row fails on the way, nothing of it stays."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=gettext_lazy("For the log of each entry; never public."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )

    def __init__(self, job: Job, data: Any = None) -> None:
        """Offer all rows only if all are good."""
        faulty = bool(job.counts.get("error") or job.counts.get("ask"))
        first: str = Job.Mode.GOOD if faulty else Job.Mode.ALL
        super().__init__(data, initial={"mode": first, "note": job.note})
        modes: Any = self.fields["mode"]
        modes.choices = [one for one in Job.Mode.choices if not faulty or one[0] == Job.Mode.GOOD]
