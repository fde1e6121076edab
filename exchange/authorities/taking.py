"""Taking what an authority says into an entry, each value cited to it."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError as DocumentError

from entries import pid as pids
from entries import rights
from entries.actions import publish, record, submit
from entries.choices import Kind, NameType, Status
from entries.models import Entry, Identifier, Property
from entries.models.name import language_tag
from entries.schemes import SCHEMES
from exchange.authorities.comparing import DATE, NAME, NUMBER, boundary_properties, name_type
from exchange.authorities.found import Found, FoundDate
from exchange.work.planning import mint_pids
from history.versions.keeping import together
from records.columns import RecordError
from records.read import from_record, parse_record
from records.schema import SourceRecord
from records.write import Scope, to_record
from sources.models import Source

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HOMES: Final = {
    "wikidata": "https://www.wikidata.org/",
    "viaf": "https://viaf.org/",
    "gnd": "https://www.dnb.de/gnd",
}
"""The addresses by which the source of each authority is known."""


@transaction.atomic
def take(
    entry: Entry,
    found: Found,
    picked: Collection[str],
    languages: Mapping[str, str],
    user: "User",
) -> int:
    """Take the picked offers into an entry: one revision, with its log; return how many.

    `languages` are those of names, by the key of the offer. What is there already stays as it is.
    Raises PermissionDenied, or ValidationError if a value does not fit.
    """
    row = Entry.objects.select_for_update().get(pk=entry.pk)
    if not rights.may_change(user, row):
        raise PermissionDenied
    document = to_record(row, Scope.FULL).model_dump(mode="json")
    with together(user=user, action="change", note=f"{SCHEMES[found.scheme].label} {found.value}"):
        source = source_of(found.scheme, user)
        cited = [{"source": source, "locator": found.value}]
        count = _take_names(document, row, found, picked, languages, cited)
        count += _take_dates(document, row, found, picked, cited)
        count += _take_numbers(document, row, found, picked)
        if not count:
            raise ValidationError(_("Nothing is ticked."))
        _store(document)
        Entry.objects.filter(pk=row.pk).update(changed_by=user)
        record(
            Entry.objects.get(pk=row.pk),
            user,
            "change",
            f"{SCHEMES[found.scheme].label} {found.value}",
        )
    return count


def source_of(scheme: str, user: "User") -> str:
    """Return the pid of the source that stands for an authority; it is made the first time.

    Evidence shows with its source only, so it is public at once if the user may publish what they
    bring in themselves; else it is handed in, and goes before the public as any entry does.
    """
    address = HOMES[scheme]
    there = Source.objects.filter(url=address).exclude(status=Status.MERGED).order_by("pk").first()
    if there is not None:
        return there.pid
    (pid,) = mint_pids(1)
    from_record(
        SourceRecord.model_validate(
            {
                "pid": pid,
                "status": Status.DRAFT,
                "names": [{"text": SCHEMES[scheme].label, "language": "en", "type": "preferred"}],
                "fields": {"csl_type": "webpage", "url": address},
            }
        )
    )
    Entry.objects.filter(pid=pid).update(created_by=user, changed_by=user)
    made = Entry.objects.get(pid=pid)
    record(made, user, "create")
    step = publish if rights.may_publish_own(user) else submit
    step(made, user)
    return pid


def _take_names(
    document: dict[str, Any],
    entry: Entry,
    found: Found,
    picked: Collection[str],
    languages: Mapping[str, str],
    cited: list[dict[str, str]],
) -> int:
    count = 0
    taken = {(one["text"], one["language"]) for one in document["names"]}
    preferred = {one["language"] for one in document["names"] if one["type"] == NameType.PREFERRED}
    for at, one in enumerate(found.names):
        key = f"{NAME}-{at}"
        language = languages.get(key, one.language).strip()
        if key not in picked or (one.text, language) in taken:
            continue
        language_tag(language)
        kind = name_type(one, entry)
        if kind == NameType.PREFERRED and language in preferred:
            kind = NameType.VARIANT
        name = {"text": one.text, "language": language, "type": str(kind), "citations": cited}
        document["names"].append(name)
        taken.add((one.text, language))
        preferred |= {language} if kind == NameType.PREFERRED else set()
        count += 1
    return count


def _take_dates(
    document: dict[str, Any],
    entry: Entry,
    found: Found,
    picked: Collection[str],
    cited: list[dict[str, str]],
) -> int:
    properties = boundary_properties(entry.kind)
    count = 0
    for at, one in enumerate(found.dates):
        if f"{DATE}-{at}" in picked and one.boundary in properties:
            claim = _claim(one, properties[one.boundary], entry)
            document["statements"].append({**claim, "citations": cited})
            count += 1
    return count


def _claim(one: FoundDate, about: Property, entry: Entry) -> dict[str, Any]:
    """Return the statement of a date; the place is an entry where its number is known here."""
    claim: dict[str, Any] = {"id": pids.mint(pids.STATEMENT_LENGTH), "property": about.code}
    if one.edtf:
        claim["date"] = {"edtf": one.edtf, "calendar": one.calendar}
    place = _place(one)
    if place is not None and about.admits(entry.kind, Kind.PLACE):
        claim["object"] = place.pid
    elif place is not None:
        claim["place"] = place.pid
    elif one.place and about.takes_value:
        claim["value"] = {one.language or "en": one.place}
    elif one.place:
        claim["note"] = {one.language or "en": one.place}
    if len(claim) == 2:
        raise ValidationError(_("Neither the day nor the name of the place is known."))
    return claim


def _place(one: FoundDate) -> Entry | None:
    if one.place_number is None:
        return None
    scheme, value = one.place_number
    rows = Identifier.objects.filter(scheme=scheme, value=value, entry__kind=Kind.PLACE)
    held = rows.select_related("entry").first()
    return held.entry if held is not None else None


def _take_numbers(
    document: dict[str, Any], entry: Entry, found: Found, picked: Collection[str]
) -> int:
    count = 0
    there = {(one["scheme"], one["value"]) for one in document["identifiers"]}
    for at, (scheme, value) in enumerate(found.identifiers):
        if f"{NUMBER}-{at}" not in picked or (scheme, value) in there:
            continue
        held = Identifier.objects.filter(scheme=scheme, value=value).select_related("entry").first()
        if held is not None and held.entry_id != entry.pk:
            message = _("“%(entry)s” (%(pid)s) has %(identifier)s.")
            told = {"entry": held.entry, "pid": held.entry.pid, "identifier": held}
            raise ValidationError(message % told)
        document["identifiers"].append({"scheme": scheme, "value": value})
        count += 1
    return count


def _store(document: dict[str, Any]) -> None:
    try:
        from_record(parse_record.validate_python(document))
    except (RecordError, DocumentError) as error:
        raise ValidationError(str(error)) from error
