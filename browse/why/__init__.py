"""Why an entry is in a list: by which statement or name it meets what was asked."""

from browse.why.answers import Answer, explain

__all__ = ["Answer", "explain"]
