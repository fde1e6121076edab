"""Writing systems: folding, romanisation, words, sort order, scripts, fallback of languages.

A library of pure functions on strings for Latin, Cyrillic and Thai. No function raises on any
text, and none keeps state that threads could disturb.
"""

from .collation import sort_key
from .distance import edit_distance
from .folding import fold
from .languages import chain_for, fallback
from .romanisation import romanise, slugify
from .scripts import detect_script, fits_language, mixed_script_words, propose_language
from .segmentation import index_tokens, query_tokens, segment
from .skeletons import skeleton, skeletons, spell_out, typed_skeletons
from .tidying import tidy, tidy_lines

__all__ = [
    "chain_for",
    "detect_script",
    "edit_distance",
    "fallback",
    "fits_language",
    "fold",
    "index_tokens",
    "mixed_script_words",
    "propose_language",
    "query_tokens",
    "romanise",
    "segment",
    "skeleton",
    "skeletons",
    "slugify",
    "sort_key",
    "spell_out",
    "tidy",
    "tidy_lines",
    "typed_skeletons",
]
