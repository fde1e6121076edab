"""The language of questions: what a reader types, as a tree."""

from search.asking.reading import MAX_LENGTH, read

__all__ = ["MAX_LENGTH", "read"]
