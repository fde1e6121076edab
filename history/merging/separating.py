"""Taking from the survivor what a merge gave it, as far as nobody changed it since."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import ManyToManyField
from django.utils.translation import gettext as _

from entries.choices import NameType
from entries.models import Entry, Image, Name, Text
from history.merging.evidence import Key, key_of, record_key
from history.merging.heads import head_record, heads
from history.merging.moving import delete_quietly
from history.merging.parcel import Parcel
from records.columns import column_names, to_date, write_columns, write_lists
from records.parts import NameRecord
from records.schema import EntryRecord
from sources.models import Citation, Source

R = TypeVar("R")


def separate(parcel: Parcel, later: Sequence[Parcel], survivor: Entry, stayed: list[str]) -> None:
    """Make the survivor's own rows and columns what they were, and say what stays and why."""
    entry = heads(survivor.kind, [survivor.pk])[survivor.pk]
    before, after = parcel.before[parcel.survivor], parcel.after
    if after is None:
        return
    others = [record for one in later for pid, record in one.before.items() if pid != one.survivor]
    _names(entry, before, after, others, stayed)
    _texts(entry, before, after, stayed)
    _images(entry, before, after, others)
    _citations(entry, before, after, others)
    _columns(entry, before, after, stayed)


def _names(
    entry: Entry,
    before: EntryRecord,
    after: EntryRecord,
    others: Sequence[EntryRecord],
    stayed: list[str],
) -> None:
    """Remove the names that came with the merge, restore those that it changed."""
    had = {_spelling(one): one for one in before.names}
    got = {_spelling(one): one for one in after.names}
    claimed = {_spelling(one) for record in others for one in record.names}
    now = {_spelling(one): one for one in head_record(entry).names}
    rows = {_spelling(row): row for row in entry.names.all()}
    gone = []
    restored: list[tuple[Name, NameRecord]] = []
    for spelling, record in got.items():
        row = rows.get(spelling)
        if row is None or record == had.get(spelling):
            continue
        if now[spelling] != record:
            stayed.append(
                _("The name “%(name)s” was changed since and stays.") % {"name": row.text}
            )
        elif spelling in had:
            restored.append((row, had[spelling]))
        elif spelling not in claimed:
            gone.append(row.pk)
    delete_quietly(Citation.objects.filter(name__in=gone))
    delete_quietly(Name.objects.filter(pk__in=gone))
    dropped = [one for spelling, one in had.items() if spelling not in got and spelling not in now]
    for row, record in sorted(restored, key=lambda pair: pair[1].type == NameType.PREFERRED):
        _restore_name(row, record, entry, stayed)
    for record in dropped:
        _restore_name(Name(entry_id=entry.pk, position=len(rows)), record, entry, stayed)


def _restore_name(row: Name, record: NameRecord, entry: Entry, stayed: list[str]) -> None:
    """Let a name and its evidence be what the record says.

    It does not become the preferred name where another one has become that since.
    """
    row.text, row.language, row.type = record.text, record.language, str(record.type)
    row.date, row.note = to_date(record.date), record.note
    rivals = Name.objects.filter(entry=entry.pk, language=row.language, type=NameType.PREFERRED)
    if row.type == NameType.PREFERRED and rivals.exclude(pk=row.pk).exists():
        row.type = NameType.VARIANT
        message = _("“%(name)s” does not become the preferred name again: there is another now.")
        stayed.append(message % {"name": row.text})
    row.set_keys()
    row.save()
    delete_quietly(Citation.objects.filter(name=row.pk))
    pids = {one.source for one in record.citations}
    sources = dict(Source.objects.filter(pid__in=pids).values_list("pid", "pk"))
    Citation.objects.bulk_create(
        Citation(
            name_id=row.pk,
            source_id=sources[one.source],
            locator=one.locator,
            stance=one.stance,
            note=one.note,
            position=at,
        )
        for at, one in enumerate(record.citations)
        if one.source in sources
    )


def _spelling(name: Name | NameRecord) -> tuple[str, str]:
    return name.text, name.language


def _texts(entry: Entry, before: EntryRecord, after: EntryRecord, stayed: list[str]) -> None:
    """Restore the texts that the merge changed."""
    had = {(one.role, one.language): one.body for one in before.texts}
    got = {(one.role, one.language): one.body for one in after.texts}
    now = {(one.role, one.language): one for one in entry.texts.all()}
    for place in {**had, **got}:
        if had.get(place) == got.get(place):
            continue
        row = now.get(place)
        if (row.body if row is not None else None) != got.get(place):
            role, language = place
            message = _("The text (%(role)s, %(language)s) was changed since and stays.")
            stayed.append(message % {"role": role, "language": language})
        elif place not in had:
            delete_quietly(Text.objects.filter(entry=entry.pk, role=place[0], language=place[1]))
        else:
            fresh = row or Text(entry_id=entry.pk, role=place[0], language=place[1])
            fresh.body = had[place]
            fresh.save()


def _images(
    entry: Entry, before: EntryRecord, after: EntryRecord, others: Sequence[EntryRecord]
) -> None:
    """Remove the pictures that came with the merge; their files stay."""
    came = {one.file for one in after.images} - {one.file for one in before.images}
    came -= {one.file for record in others for one in record.images}
    delete_quietly(Image.objects.filter(entry=entry.pk, file__in=came))


def _citations(
    entry: Entry, before: EntryRecord, after: EntryRecord, others: Sequence[EntryRecord]
) -> None:
    """Remove the evidence for the whole entry that came with the merge."""
    claimed = {record_key(one) for record in others for one in record.citations}
    came = _surplus(after.citations, before.citations, record_key)
    came = [key for key in came if key not in claimed]
    gone = []
    for citation in reversed(entry.citations.all()):
        if key_of(citation) in came:
            came.remove(key_of(citation))
            gone.append(citation.pk)
    delete_quietly(Citation.objects.filter(pk__in=gone))


def _surplus(more: Iterable[R], less: Iterable[R], key: Callable[[R], Key]) -> list[Key]:
    """Return the keys in `more` that are not matched by one in `less`."""
    rest = [key(one) for one in more]
    for one in less:
        if key(one) in rest:
            rest.remove(key(one))
    return rest


def _columns(entry: Entry, before: EntryRecord, after: EntryRecord, stayed: list[str]) -> None:
    """Restore the columns that the merge changed. Of lists, what came with it goes."""
    now = head_record(entry)
    target: Any = now.fields.model_copy()
    for name in column_names(entry.kind):
        had, got, has = (getattr(one.fields, name) for one in (before, after, now))
        if had == got:
            continue
        field = entry._meta.get_field(name)
        if isinstance(field, ManyToManyField):
            setattr(target, name, [one for one in has if one in had or one not in got])
        elif has == got:
            setattr(target, name, had)
        else:
            message = _("“%(column)s” was changed since and stays.")
            stayed.append(message % {"column": getattr(field, "verbose_name", name)})
    write_columns(entry, target)
    if before.descriptive != after.descriptive and now.descriptive == after.descriptive:
        entry.descriptive = before.descriptive
    if now.editors_note == after.editors_note:
        entry.editors_note = before.editors_note
    entry.save()
    write_lists(entry, target)
