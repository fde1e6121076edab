"""What a table's columns mean, for the templates that people fill in."""

from django.utils.translation import gettext as _

from entries.models import Property, Term
from exchange.tables.columns import STATEMENT, Table
from exchange.tables.reading import NOTE
from records.columns import MODELS, is_term

MOST_VALUES = 60


def note_row(table: Table) -> list[str]:
    """Return a row of notes to stand beneath the headings; readers of files pass over it."""
    notes = [str(column.help) for column in usable(table)]
    return [f"{NOTE} {notes[0]}", *notes[1:]]


def note_sheet(table: Table) -> list[list[str]]:
    """Return the rows of a sheet of notes: heading, meaning, help, values that are known."""
    head = [_("Heading"), _("Meaning"), _("Help"), _("Values")]
    values = _values(table)
    rows = [
        [column.code, str(column.label), str(column.help), values.get(column.code, "")]
        for column in usable(table)
    ]
    return [head, *rows]


def usable(table: Table) -> list:  # type: ignore[type-arg]
    """Return the columns that a file may fill."""
    return [column for column in table.columns if not column.only_written]


def _values(table: Table) -> dict[str, str]:
    """Return the values that are known of each column that has a list of them (two queries)."""
    if table.code == STATEMENT:
        model = None
        found = {"property": _listed([one.code for one in Property.objects.all()])}
    else:
        model = MODELS[table.code]
        found = {}
    terms: dict[str, list[str]] = {}
    for term in Term.objects.order_by("code"):
        terms.setdefault(term.scheme, []).append(term.code)
    for field in model._meta.get_fields() if model else ():
        if getattr(field, "related_model", None) and is_term(field):
            scheme = field.get_limit_choices_to()["scheme"]  # type: ignore[union-attr]
            found[field.name] = _listed(terms.get(scheme, []))
        elif choices := getattr(field, "choices", None):
            found[field.name] = _listed([value for value, _label in choices if value])
    return found


def _listed(values: list[str]) -> str:
    shown = ", ".join(values[:MOST_VALUES])
    return f"{shown}, …" if len(values) > MOST_VALUES else shown
