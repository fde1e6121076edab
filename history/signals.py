"""Storing versions as the archive changes: whoever writes the log or tells of bulk changes."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.migrations import Migration
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save

from entries.models import AuditRecord, Property, Statement, Term
from entries.signals import entries_changed
from history.versions.keeping import begin, keep
from history.versions.touched import touch
from history.versions.wordings import keep_wording, store_wording
from sources.models import Citation

TABLES: Final = ("history", "0002_versions")
"""The migration that makes the tables of versions."""


def connect() -> None:
    """Listen to the log, to bulk changes, to renamed vocabulary and to upgrades."""
    for signal in (post_save, post_delete):
        signal.connect(_statement_written, sender=Statement, dispatch_uid=f"history-{id(signal)}")
        signal.connect(_citation_written, sender=Citation, dispatch_uid=f"history-{id(signal)}")
    for model in (Property, Term):
        pre_save.connect(_renamed, sender=model, dispatch_uid="history-renamed")
        pre_delete.connect(_deleted, sender=model, dispatch_uid="history-deleted")
    post_save.connect(_logged, sender=AuditRecord, dispatch_uid="history-logged")
    entries_changed.connect(_changed, dispatch_uid="history-changed")
    post_migrate.connect(_migrated, dispatch_uid="history-migrated")


def _statement_written(instance: Statement, **kwargs: Any) -> None:
    """Remember a statement until its entry is kept."""
    touch([instance.pk])


def _citation_written(instance: Citation, **kwargs: Any) -> None:
    """Remember a statement whose evidence changed."""
    if instance.statement_id is not None:
        touch([instance.statement_id])


def _renamed(instance: Property | Term, raw: bool = False, **kwargs: Any) -> None:
    """Keep what a property or term was called."""
    if not raw:
        keep_wording(instance)


def _deleted(instance: Property | Term, **kwargs: Any) -> None:
    """Keep what a property or term was called that is no more."""
    store_wording(instance)


def _logged(instance: AuditRecord, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Store the states that a change or a step led to: its log comes last."""
    if created and not raw:
        keep(
            [instance.entry_id],
            user=instance.user,
            action=instance.action,
            note=instance.note,
            whole=False,
        )


def _changed(pks: Iterable[int], **kwargs: Any) -> None:
    """Store the states that an import led to."""
    keep(pks, action="import")


def _migrated(sender: Any, plan: Iterable[tuple[Migration, bool]] = (), **kwargs: Any) -> None:
    """Give entries that were there before versions were kept their first ones."""
    made = {(step.app_label, step.name) for step, backwards in plan if not backwards}
    if sender.name == "history" and TABLES in made:
        begin()
