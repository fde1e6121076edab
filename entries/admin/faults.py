"""What is wrong in a form that came back, with where it stands: a list that leads to the boxes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place; `anchor` is the id of its box or of its list of rows."""

    anchor: str
    where: str
    told: str


def find_faults(form: Any, formsets: Iterable[Any]) -> Iterator[Fault]:
    """Yield what is wrong in a form of the admin and in its rows, in the order of the page.

    `formsets` are the admin's wrapped ones (`inline_admin_formsets`). Costs no query.
    """
    rows = list(formsets)
    first = [one for one in rows if getattr(one.opts, "stands_first", False)]
    for one in first:
        yield from _of_rows(one)
    yield from _of_form(form, "")
    for one in rows:
        if one not in first:
            yield from _of_rows(one)


def _of_rows(rows: Any) -> Iterator[Fault]:
    formset = rows.formset
    if not formset.is_bound:
        return
    plural, singular = capfirst(rows.opts.verbose_name_plural), capfirst(rows.opts.verbose_name)
    for message in formset.non_form_errors():
        yield Fault(f"{formset.prefix}-group", plural, str(message))
    for number, form in enumerate(formset.forms, 1):
        yield from _of_form(form, f"{singular} {number}", f"{formset.prefix}-{number - 1}")


def _of_form(form: Any, called: str, row: str = "") -> Iterator[Fault]:
    for name, messages in form.errors.items():
        box = form[name] if name in form.fields else None
        if box is None or box.is_hidden:
            anchor, label = row, ""
        else:
            anchor, label = box.id_for_label, str(box.label)
        where = " · ".join(filter(None, (called, label)))
        yield Fault(anchor, where, " ".join(str(message) for message in messages))
