"""Signs that XML has no place for, as workbooks write them (ISO/IEC 29500-1, ST_Xstring).

A carriage return is `_x000D_`; a text that has this very wording has its first stroke written so.
Without it readers of XML make other line breaks of it, and refuse what is below a blank.
"""

import re
from typing import Final

_STRANGE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN: Final = re.compile(r"_x(00(?!00)[01][0-9A-Fa-f]|005[Ff]|[Ff]{3}[EeFf])_")


def written(text: str) -> str:
    """Return a text as it stands in the XML of a workbook."""
    return _STRANGE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


def meant(text: str) -> str:
    """Return the text that `written` wrote: its inverse, for all texts without a nought sign."""
    return _WRITTEN.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text
