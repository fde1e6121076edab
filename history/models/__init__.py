"""What is kept of entries as they were."""

from history.models.closure import Closure
from history.models.merge import Merge, MergedEntry

__all__ = ["Closure", "Merge", "MergedEntry"]
