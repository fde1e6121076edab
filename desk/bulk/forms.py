"""What is to be changed of many entries or statements."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from entries.models import Property
from exchange.changing import Change, columns_for_many, lists_of
from exchange.tables.columns import STATEMENT, table_of
from exchange.tables.faults import CellError
from exchange.tables.references import References
from exchange.work.amending import Amendment

SET, EMPTY, ADD, REMOVE = "set", "empty", "add", "remove"
HOW: Final = [
    (SET, pgettext_lazy("change of many", "becomes")),
    (ADD, pgettext_lazy("change of many", "gets as well")),
    (REMOVE, pgettext_lazy("change of many", "loses")),
    (EMPTY, pgettext_lazy("change of many", "is emptied")),
]
VALUE_HELP: Final = gettext_lazy(
    "As in a table: a date in words; a code or label; an entry by identifier or name."
)
MOST_SIGNS: Final = 2_000
WIDE: Final = {"class": "vTextField"}


class ChangeForm(forms.Form):
    """One column that changes in all rows."""

    column = forms.ChoiceField(
        label=pgettext_lazy("change of many", "What"),
        help_text=gettext_lazy("A column of the table: its name, and its heading there."),
    )
    how = forms.ChoiceField(
        label=pgettext_lazy("change of many", "How"),
        choices=HOW,
        help_text=gettext_lazy("Where there can be several values, one is added or taken away."),
    )
    value = forms.CharField(
        label=pgettext_lazy("change of many", "Value"),
        max_length=MOST_SIGNS,
        required=False,
        help_text=VALUE_HELP,
        widget=forms.TextInput(attrs=WIDE),
    )
    where = forms.CharField(
        label=gettext_lazy("Where in the source"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Page, paragraph, folio: “par. 12”."),
    )

    def __init__(self, table: str, data: Any = None) -> None:
        """Offer the columns of a table."""
        super().__init__(data, prefix=table)
        self.table = table
        columns: Any = self.fields["column"]
        columns.choices = [
            (one.code, f"{one.label} · {one.code}")
            for one in columns_for_many(table)
            if one.code != "where"
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what makes no sense together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        how, column = cleaned.get("how"), cleaned.get("column", "")
        if how in {ADD, REMOVE} and column and column not in lists_of(self.table):
            self.add_error("how", _("There is only one value of it: let it become another."))
        if how != EMPTY and not cleaned.get("value", "").strip():
            self.add_error("value", _("Say which."))
        if how == EMPTY and column == "property":
            self.add_error("how", _("Every statement has a property."))
        return cleaned

    @property
    def change(self) -> Change:
        """What is done to each row."""
        given = self.cleaned_data
        column, value, where = given["column"], given["value"].strip(), given["where"].strip()
        if given["how"] in {ADD, REMOVE}:
            return Change(amends=Amendment(column, given["how"] == ADD, value, where))
        cells = {column: "" if given["how"] == EMPTY else value}
        if column == "source":
            cells["where"] = "" if given["how"] == EMPTY else where
        return Change(cells)

    @property
    def said(self) -> str:
        """What is done, in words."""
        given = self.cleaned_data
        how = str(dict(HOW)[given["how"]])
        return " ".join(filter(None, (given["column"], how, given["value"][:60])))


class StatementsForm(forms.Form):
    """Which of the statements about the chosen entries are meant."""

    only_property = forms.ModelChoiceField(
        label=gettext_lazy("Property"),
        queryset=Property.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("all"),
        help_text=gettext_lazy("Only statements of this property."),
    )
    only_object = forms.CharField(
        label=gettext_lazy("Object, place or event"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only statements that lead to this entry; identifier or name."),
        widget=forms.TextInput(attrs=WIDE),
    )
    only_source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only statements with this source; identifier or name."),
        widget=forms.TextInput(attrs=WIDE),
    )

    def clean(self) -> dict[str, Any]:
        """Find the entries that were named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, kind in (("only_object", ""), ("only_source", "source")):
            text = (cleaned.get(name) or "").strip()
            cleaned[f"{name}_key"] = None
            if text:
                references = References()
                references.fetch([(kind, text)])
                try:
                    found = references.find(kind, text)
                    cleaned[f"{name}_key"] = found.pk if found else None
                except CellError as error:
                    self.add_error(name, str(error))
        return cleaned


class AddForm(forms.Form):
    """A statement that each of the chosen entries gets."""

    NAMES: Final = ("property", "object", "value_en", "date", "place", "source", "where")

    def __init__(self, data: Any = None) -> None:
        """Ask for the columns of a statement."""
        super().__init__(data, prefix="add")
        columns = {one.code: one for one in table_of(STATEMENT).columns}
        properties = [(one.code, str(one)) for one in Property.objects.all()]
        for name in self.NAMES:
            said: Any = {"label": str(columns[name].label), "help_text": columns[name].help}
            if name == "property":
                self.fields[name] = forms.ChoiceField(choices=properties, **said)
            else:
                self.fields[name] = forms.CharField(
                    max_length=300, required=False, widget=forms.TextInput(attrs=WIDE), **said
                )

    @property
    def change(self) -> Change:
        """What each entry gets."""
        given = {name: self.cleaned_data[name].strip() for name in self.NAMES}
        return Change({name: text for name, text in given.items() if text}, adds=True)

    @property
    def said(self) -> str:
        """What is done, in words."""
        given = self.cleaned_data
        said = (given["property"], given["object"] or given["value_en"], given["date"])
        return "+ " + " ".join(filter(None, said))
