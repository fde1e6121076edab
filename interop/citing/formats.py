"""The formats in which reference managers take citations, one thing or thousands."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from interop.citing import bibtex, ris
from interop.citing.items import Item

CSL_JSON: Final = "application/vnd.citationstyles.csl+json"
BIBTEX: Final = "application/x-bibtex"
RIS: Final = "application/x-research-info-systems"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its addresses end, its media type, and how it is written."""

    suffix: str
    label: str
    media_type: str
    write: Callable[[Iterable[Item]], Iterator[str]]


def _bibtex(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield bibtex.write(item)


def _ris(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield ris.write(item)


def _csl_json(items: Iterable[Item]) -> Iterator[str]:
    """Yield one array, an item a line."""
    before = "[\n"
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


FORMATS: Final = (
    Format("bib", "BibTeX", BIBTEX, _bibtex),
    Format("ris", "RIS", RIS, _ris),
    Format("csl.json", "CSL-JSON", CSL_JSON, _csl_json),
)
BY_SUFFIX: Final = {one.suffix: one for one in FORMATS}
BY_MEDIA_TYPE: Final = {one.media_type: one for one in FORMATS}
