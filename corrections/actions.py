"""Sending a correction, and answering it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from corrections.models import Correction
from entries import rights
from entries.actions import record
from entries.models import Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AN_HOUR: Final = timedelta(hours=1)
MOST_AN_HOUR: Final = 6
"""Messages taken from one address in an hour. A class of students may share an address."""
MOST_LINKS: Final = 2
"""Web addresses in a message; more is what spam looks like."""
LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)


class TooManyError(Exception):
    """This sender has sent enough for an hour."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a reader typed."""

    message: str
    evidence: str = ""
    name: str = ""
    email: str = ""
    wants_credit: bool = False
    statement: str = ""


def sender_of(address: str) -> str:
    """Return the digest under which a network address is remembered: another one each day."""
    day = timezone.now().date().isoformat()
    return salted_hmac("corrections.sender", f"{day} {address}").hexdigest()[:32]


def send(
    entry: Entry, message: Message, *, address: str, language: str, looks_made: bool
) -> Correction:
    """Take a correction of a public entry in.

    `looks_made` says that the form was filled in as machines do; such a message, and one full of
    links, goes to a list of its own, for nothing is thrown away unread. Raises TooManyError.
    """
    sender = sender_of(address)
    if Correction.objects.sent_lately(sender, AN_HOUR).count() >= MOST_AN_HOUR:
        raise TooManyError
    suspect = looks_made or len(LINK.findall(message.message)) > MOST_LINKS
    return Correction.objects.create(
        entry=entry,
        statement=message.statement,
        message=message.message,
        evidence=message.evidence,
        name=message.name,
        email=message.email,
        wants_credit=message.wants_credit and bool(message.name),
        language=language,
        sender=sender,
        state=Correction.State.SUSPECT if suspect else Correction.State.NEW,
    )


@transaction.atomic
def take(correction: Correction, user: "User") -> None:
    """Put a correction into the hands of `user`; one that looked like spam is then none.

    Raises PermissionDenied, or ValidationError if it has been decided.
    """
    row = _locked(correction, user)
    if row.is_closed:
        raise ValidationError(_("This correction has been decided already."))
    _set(correction, row, state=Correction.State.IN_HAND, assigned_to=user)


@transaction.atomic
def decide(correction: Correction, user: "User", state: str, answer: str = "") -> None:
    """Accept or decline a correction, or call it spam; all that might tell the reader is erased.

    A decision may be changed later. Whoever is declined is told why: without an answer that raises
    ValidationError. An accepted one is noted in the log of the entry.
    """
    row = _locked(correction, user)
    if state not in Correction.CLOSED:
        raise ValidationError(_("Accept it, decline it, or call it spam."))
    if state == Correction.State.DECLINED and not answer.strip():
        raise ValidationError(_("Tell the reader why it is not accepted."), code="answer")
    now = timezone.now()
    closed = {"state": state, "answer": answer, "email": "", "sender": ""}
    _set(correction, row, **closed, closed_by=user, closed_at=now)
    if state == Correction.State.ACCEPTED:
        record(row.entry, user, "correction", f"#{row.pk}")
    # Who is thanked stands on the page of the entry: whoever follows it is told by a save.
    row.entry.specific.save(update_fields=["slug"])


def _locked(correction: Correction, user: "User") -> Correction:
    """Return the row as it now stands, locked; raises PermissionDenied."""
    if not rights.may_review(user):
        raise PermissionDenied
    return Correction.objects.select_for_update().select_related("entry").get(pk=correction.pk)


def _set(correction: Correction, row: Correction, **columns: Any) -> None:
    """Store these columns, in the object that was handed in as well."""
    for name, value in columns.items():
        setattr(row, name, value)
        setattr(correction, name, value)
    row.save(update_fields=[*columns])
