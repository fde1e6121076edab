"""Values that many entries have: a bit of each entry where others are a number in a list.

A hundred values or two, as the languages, the kinds of evidence and the years in which most
happened, are more than half of all that entries have. Eight of them share a byte of each entry, and
are counted together: by how often each of the 256 bytes occurs among the entries found.
"""

from typing import Any, Final

import numpy as np

Numbers = np.ndarray[tuple[int], np.dtype[Any]]
Bits = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""For each eight values, one row: the bytes of all entries."""

SHARE: Final = 50
"""Of so many entries one has to have a value."""
MOST: Final = 256
"""Values that have bits: each eight take a byte of every entry."""
EIGHT: Final = 8
_BYTES: Final = np.arange(256, dtype=np.uint8)[:, np.newaxis]
_BITS_OF: Final = np.unpackbits(_BYTES, axis=1).astype(np.float64)
"""Of each byte its eight bits; multiplied as floating numbers, which are exact so far."""


def frequent(counts: Numbers, entries: int) -> Numbers:
    """Return which values are to have bits, in order: the most frequent of those with a share."""
    many = np.flatnonzero(counts * SHARE > entries)
    return np.sort(many[np.argsort(-counts[many], kind="stable")[:MOST]])


def make_bits(at: Numbers, rows: Numbers, values: int, entries: int) -> Bits:
    """Return the bits of so many values and entries.

    `at` and `rows` say, pair by pair, which of the values an entry has and which entry it is.
    """
    bits = np.zeros((-(-values // EIGHT), entries), np.uint8)
    np.bitwise_or.at(bits, (at // EIGHT, rows), (128 >> at % EIGHT).astype(np.uint8))
    return bits


def count_bits(bits: Bits, rows: Numbers) -> Numbers:
    """Return for each value how many of these entries have it."""
    counts = np.empty((len(bits), len(_BITS_OF)))
    for at, column in enumerate(bits):
        counts[at] = np.bincount(column.take(rows), minlength=len(_BITS_OF))
    added: Numbers = (counts @ _BITS_OF).ravel().astype(np.int64)
    return added


def having(bits: Bits, at: int) -> Numbers:
    """Return of each entry whether it has a value."""
    marked: Numbers = (bits[at // EIGHT] & np.uint8(128 >> at % EIGHT)) != 0
    return marked


def sizes_of(bits: Bits) -> Numbers:
    """Return for each entry how many of the values it has."""
    sizes: Numbers = np.bitwise_count(bits).sum(axis=0, dtype=np.int64)
    return sizes
