"""What is kept of entries as they were."""

from history.models.closure import Closure
from history.models.merge import Merge, MergedEntry
from history.models.version import Revision, RevisionPart, Version, VersionPart
from history.models.wording import Wording

__all__ = [
    "Closure",
    "Merge",
    "MergedEntry",
    "Revision",
    "RevisionPart",
    "Version",
    "VersionPart",
    "Wording",
]
