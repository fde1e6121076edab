"""The admin of sources, and of evidence on every kind of entry."""

from sources.admin.base import EvidencedAdmin, TypedAdmin
from sources.admin.parts import NameAdmin, StatementAdmin
from sources.admin.source import SourceAdmin

__all__ = ["EvidencedAdmin", "NameAdmin", "SourceAdmin", "StatementAdmin", "TypedAdmin"]
