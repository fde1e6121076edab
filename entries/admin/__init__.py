"""The admin of entries: bases for every kind, the vocabularies, all entries, the log."""

from entries.admin.base import EntryAdmin
from entries.admin.everything import AllEntriesAdmin, AuditRecordAdmin
from entries.admin.vocabulary import PropertyAdmin, TermAdmin

__all__ = [
    "AllEntriesAdmin",
    "AuditRecordAdmin",
    "EntryAdmin",
    "PropertyAdmin",
    "TermAdmin",
]
