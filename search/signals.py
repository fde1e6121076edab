"""What counts as a change: connected once, by the AppConfig."""

from collections.abc import Iterable
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from entries.choices import Kind
from entries.models import (
    AuditRecord,
    Entry,
    Identifier,
    Image,
    Name,
    Presence,
    Property,
    RetiredPid,
    Statement,
    Text,
)
from entries.signals import entries_changed
from people.models import Person
from records.columns import MODELS
from records.neighbours import neighbours
from search.changelog import NO_ENTRY, log_changes
from search.models import Change
from sources.models import Citation

FOLLOWED: Final = frozenset({Entry, *MODELS.values(), Name, Text, Identifier, Statement, Citation})
"""Models whose rows are in the documents of entries."""
UNSEEN: Final = frozenset({AuditRecord, Presence, RetiredPid, Change})
"""Models that no public page shows. All others of the archive may show on any page."""


def connect() -> None:
    """Connect everything that changes what the public sees of an entry."""
    models: list[type[Entry]] = [Entry, *MODELS.values()]
    for model in models:
        pre_save.connect(_remember_entry, sender=model)
        post_save.connect(_entry_saved, sender=model)
    for kind in MODELS.values():
        pre_delete.connect(_entry_goes, sender=kind)
    for part in (Name, Text, Identifier):
        pre_save.connect(_remember_part, sender=part)
        post_save.connect(_part_changed, sender=part)
        post_delete.connect(_part_changed, sender=part)
    pre_save.connect(_remember_statement, sender=Statement)
    for sender, receiver in ((Statement, _statement_changed), (Citation, _citation_changed)):
        post_save.connect(receiver, sender=sender)
        post_delete.connect(receiver, sender=sender)
    pre_save.connect(_remember_property, sender=Property)
    post_save.connect(_property_changed, sender=Property)
    for shown in shown_models() - {Image}:
        post_save.connect(_look_changed, sender=shown)
        post_delete.connect(_look_changed, sender=shown)
    for signal in (post_save, post_delete):
        signal.connect(_image_changed, sender=Image)
    m2m_changed.connect(_occupations_changed, sender=Person.occupations.through)
    entries_changed.connect(_entries_changed)


def shown_models() -> set[type[Model]]:
    """Return the models of the archive that are in no document, but may show on a page."""
    rooms = {room.partition(".")[0] for room in settings.ROOMS}
    public = {
        config.label
        for config in apps.get_app_configs()
        if config.label in rooms and getattr(config, "is_public", True)
    }
    models = {model for model in apps.get_models() if model._meta.app_label in public}
    return models - FOLLOWED - UNSEEN


def _look_changed(**kwargs: Any) -> None:
    """Note that pages may look different now."""
    log_changes([NO_ENTRY])


def _image_changed(instance: Image, **kwargs: Any) -> None:
    """Follow the entry that an image belongs to."""
    log_changes([instance.entry_id])


def _present(rows: Iterable[tuple[int | None, ...]]) -> set[int]:
    """Return the keys in rows of optional references."""
    return {pk for row in rows for pk in row if pk is not None}


def _remember_entry(instance: Entry, **kwargs: Any) -> None:
    """Note how the entry stood before, to know whether others show it differently now."""
    before = Entry.objects.filter(pk=instance.pk).values_list("status", "labels").first()
    vars(instance)["_public_face_before"] = before


def _entry_saved(instance: Entry, **kwargs: Any) -> None:
    """Follow the entry; if its status changed, all that show it as well."""
    before = getattr(instance, "_public_face_before", None)
    if before is not None and before[0] != instance.status:
        log_changes({instance.pk} | neighbours(instance.pk) | _evidenced_by(instance))
    else:
        log_changes([instance.pk])


def _evidenced_by(entry: Entry) -> set[int]:
    """Return the entries that show this one, if it is a source, as evidence."""
    if entry.kind != Kind.SOURCE:
        return set()
    cited = Citation.objects.filter(source=entry.pk)
    ends = [f"statement__{end}_id" for end in ("subject", "object", "place", "event")]
    return _present(cited.values_list("entry_id", "name__entry_id", *ends))


def _entry_goes(instance: Entry, **kwargs: Any) -> None:
    """Follow what showed an entry that is deleted."""
    log_changes({instance.pk} | neighbours(instance.pk))


def _remember_part(instance: Model, sender: Any, **kwargs: Any) -> None:
    """Note to which entry a name, text or identifier belonged before."""
    before = sender.objects.filter(pk=instance.pk).values_list("entry_id", flat=True)
    vars(instance)["_entry_before"] = set(before)


def _part_changed(instance: Model, **kwargs: Any) -> None:
    """Follow a name, text or identifier; a name shows wherever its entry does."""
    pks = {instance.entry_id} | vars(instance).pop("_entry_before", set())  # type: ignore[attr-defined]
    for pk in pks:
        log_changes({pk}, neighbours(pk) if isinstance(instance, Name) else ())


def _remember_statement(instance: Statement, **kwargs: Any) -> None:
    """Note the ends a statement had before."""
    row = Statement.objects.filter(pk=instance.pk).values_list(
        "subject_id", "object_id", "place_id", "event_id"
    )
    vars(instance)["_ends_before"] = set(row.first() or ())


def _statement_changed(instance: Statement, **kwargs: Any) -> None:
    """Follow all ends of a statement, those it had before as well."""
    ends = {instance.subject_id, instance.object_id, instance.place_id, instance.event_id}
    ends |= vars(instance).pop("_ends_before", set())
    log_changes(pk for pk in ends if pk is not None)


def _citation_changed(instance: Citation, **kwargs: Any) -> None:
    """Follow what a citation is evidence for."""
    if instance.statement_id is not None:
        ends = Statement.objects.filter(pk=instance.statement_id).values_list(
            "subject_id", "object_id", "place_id", "event_id"
        )
        log_changes(_present(ends))
    elif instance.name_id is not None:
        log_changes(Name.objects.filter(pk=instance.name_id).values_list("entry_id", flat=True))
    elif instance.entry_id is not None:
        log_changes([instance.entry_id])


def _remember_property(instance: Property, **kwargs: Any) -> None:
    """Note how a property decided over facets before."""
    before = Property.objects.filter(pk=instance.pk).first()
    vars(instance)["_facets_before"] = _role_facet(before) if before else None


def _property_changed(instance: Property, **kwargs: Any) -> None:
    """Follow the statements of a property that now decides otherwise over facets.

    Labels of properties and terms are not in the documents: they are read when they are shown.
    """
    before = getattr(instance, "_facets_before", None)
    if before is not None and before != _role_facet(instance):
        rows = Statement.objects.filter(property=instance).values_list("subject_id", "object_id")
        log_changes(_present(rows))


def _role_facet(one: Property) -> tuple[str, bool, bool]:
    """Return all of a property that the documents depend on."""
    return one.code, one.symmetric, bool(one.role_label)


def _occupations_changed(instance: Model, action: str, **kwargs: Any) -> None:
    """Follow a person whose occupations changed."""
    if action.startswith("post_") and isinstance(instance, Person):
        log_changes([instance.pk])


def _entries_changed(pks: set[int], shown_by: Iterable[int] = (), **kwargs: Any) -> None:
    """Follow those who write in bulk."""
    log_changes(pks, shown_by)
