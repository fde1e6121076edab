"""What encoding and what separator a text file has, told from its bytes."""

import codecs
from collections import Counter
from pathlib import Path
from typing import Final

ENCODINGS: Final[dict[str, str]] = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp874": "Windows-874 (ไทย)",
    "cp1251": "Windows-1251 (кириллица)",
}
"""Those that can be chosen, and what they are called."""
SEPARATORS: Final = (",", ";", "\t")
SAMPLE: Final = 256 * 1024
_NOT_THAI: Final = {*range(0xDB, 0xDF), *range(0xFC, 0x100)}


def guess_encoding(path: Path) -> str:
    """Return the encoding of a text file, by its first bytes, else by what it can be at all.

    What is not Unicode is taken for Thai or for Cyrillic, by which letters it would have.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    for encoding, noughts in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        # Half of the bytes of Latin letters, commas and line breaks are nought.
        if len(sample) > 8 and noughts.count(0) * 4 > len(noughts):
            return encoding
    if _is_utf8(path):
        return "utf-8-sig"
    return _guess_bytes(sample)


def _is_utf8(path: Path) -> bool:
    """Tell whether the whole file can be read as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(SAMPLE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guess_bytes(sample: bytes) -> str:
    """Tell Thai from Cyrillic: most letters of a Russian text are small ones, from 0xE0 on."""
    counts = Counter(sample)
    small = sum(counts[byte] for byte in range(0xE0, 0x100))
    consonants = sum(counts[byte] for byte in range(0xA1, 0xCF))
    impossible = sum(counts[byte] for byte in _NOT_THAI)
    return "cp1251" if impossible or small > consonants else "cp874"


def guess_separator(line: str) -> str:
    """Return what stands between the cells of a line, outside quotes."""
    quoted, counts = False, Counter[str]()
    for sign in line:
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in SEPARATORS:
            counts[sign] += 1
    return counts.most_common(1)[0][0] if counts else ","
