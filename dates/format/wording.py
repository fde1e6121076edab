"""What the wording of a source says that EDTF does not keep."""

import re
from typing import Final

_AFTER: Final = re.compile(r"\bafter\b|หลัง|\bпосле\b", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\bbefore\b|ก่อน|\bдо\b|\bранее\b", re.IGNORECASE)


def says_after(written: str) -> bool:
    """Whether the wording puts the date after something, rather than from it on."""
    return _AFTER.search(written) is not None


def says_before(written: str) -> bool:
    """Whether the wording puts the date before something, rather than up to it."""
    return _BEFORE.search(written) is not None
