"""The models of every entry: identity, names, texts, statements, vocabulary, images, log."""

from entries.models.entry import Entry
from entries.models.identifier import Identifier
from entries.models.image import Image
from entries.models.log import AuditRecord
from entries.models.name import Name
from entries.models.presence import Presence
from entries.models.property import Property
from entries.models.retired import RetiredPid
from entries.models.statement import Statement
from entries.models.term import Term
from entries.models.text import Text

__all__ = [
    "AuditRecord",
    "Entry",
    "Identifier",
    "Image",
    "Name",
    "Presence",
    "Property",
    "RetiredPid",
    "Statement",
    "Term",
    "Text",
]
