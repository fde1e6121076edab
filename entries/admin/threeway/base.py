"""What a form was opened on, carried in the form itself: signed, small, bound to its record.

A database row would have to be kept for every form that somebody might still send; the form comes
back with its base or not at all. Only what the form shows is in it: a page of statements, not all.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from django.core import signing
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entries.admin.threeway.rows import BaseRows
from entries.admin.threeway.values import Values

FIELD: Final = "BASE"
SALT: Final = "entries.form-base.1"  # with another number, older forms carry no base


@dataclass
class Base:
    """The base of a form with its rows or without."""

    revision: int | None = None
    """Of the entry, when the form was opened."""
    values: Values = field(default_factory=dict)
    opened: dict[str, Values | None] = field(default_factory=dict)
    """Units that an earlier merge left open, by their first key, with what stood there before."""
    rows: BaseRows = field(default_factory=BaseRows)
    offered: Values = field(default_factory=dict)
    """What a new row holds before anybody types into it."""
    last: int = 0
    """The highest key among all rows of this sort that the entry had."""


def write_base(base: Base, owner: Model, prefix: str = "") -> SafeString:
    """Return the hidden box that carries the base of a form about `owner`."""
    rows = base.rows
    content = {
        "revision": base.revision,
        "values": base.values,
        "opened": base.opened,
        "rows": rows.rows,
        "left": [rows.opened, rows.gone, rows.deleted],
        "offered": base.offered,
        "last": base.last,
    }
    token = signing.dumps(content, salt=_salt(owner, prefix), compress=True)
    # Firefox keeps what hidden boxes held when a page is loaded again, unless told not to.
    return format_html(
        '<input type="hidden" name="{}" value="{}" autocomplete="off">', _name(prefix), token
    )


def read_base(data: Any, owner: Model, prefix: str = "") -> Base | None:
    """Return the base that was sent; None if there is none, or it is not one of ours."""
    try:
        found = signing.loads(str(data.get(_name(prefix), "")), salt=_salt(owner, prefix))
    except signing.BadSignature:
        return None
    opened, gone, deleted = found["left"]
    rows = BaseRows(_keyed(found["rows"]), _keyed(opened), _keyed(gone), _keyed(deleted))
    return Base(
        revision=found["revision"],
        values=found["values"],
        opened=found["opened"],
        rows=rows,
        offered=found["offered"],
        last=found["last"],
    )


def _keyed(found: dict[str, Any]) -> dict[int, Any]:
    return {int(key): one for key, one in found.items()}


def _name(prefix: str) -> str:
    return f"{prefix}-{FIELD}" if prefix else FIELD


def _salt(owner: Model, prefix: str) -> str:
    return f"{SALT}.{owner._meta.label}.{owner.pk}.{prefix}"
