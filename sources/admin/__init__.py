"""The admin of sources, and of evidence on every kind of entry."""

from sources.admin.base import EvidencedAdmin, EvidencedForm, TypedAdmin
from sources.admin.parts import NameAdmin, StatementAdmin
from sources.admin.source import SourceAdmin

__all__ = [
    "EvidencedAdmin",
    "EvidencedForm",
    "NameAdmin",
    "SourceAdmin",
    "StatementAdmin",
    "TypedAdmin",
]
