"""Rows of a version told in parts, so that two can be laid side by side part by part."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.markup import fill
from browse.pages.sentences import Teller
from browse.versions.past import OWN_KEY, Past, to_date
from browse.words import in_words, language_name, link, when
from entries.choices import ImageRole, NameType, Stance
from entries.languages import Shown, show
from entries.licences import label_of
from entries.schemes import SCHEMES
from history.versions.differences import Section
from history.versions.parts import Document

Parts = list[tuple[str, SafeString]]
"""Names of parts and how they read; `evidence` and `note` are named, the rest speaks for itself."""

EVIDENCE: Final = "evidence"


def tell_row(section: Section, past: Past, row: Document) -> Parts:
    """Return the parts of a row of a list, without those that are empty."""
    return [(name, html) for name, html in _TELLERS[section](past, row) if html]


def _text(text: str) -> SafeString:
    return fill("{}", text)


def _labelled(value: str, labels: Any) -> str:
    """Return what a code out of a closed list is called."""
    return str(dict(labels).get(value, value))


def _name(past: Past, row: Document) -> Iterator[tuple[str, SafeString]]:
    shown = Shown(row["text"], row["language"], True)
    yield "text", in_words(shown)
    yield "type", _text(_labelled(row["type"], NameType.choices))
    yield "language", _text(language_name(row["language"]))
    yield "date", when(to_date(row["date"]))
    yield "note", in_words(show(row["note"]))
    yield from _evidence(past, row)


def _statement(past: Past, row: Document) -> Iterator[tuple[str, SafeString]]:
    claim = past.claim(row)
    if claim is None:
        yield "sentence", _text(_("a statement about an entry that is not public any more"))
        return
    teller = Teller(OWN_KEY)
    yield "date", teller.when(claim.date)
    yield "sentence", teller.tell(claim)
    yield "verdict", _text(teller.verdict(claim))
    yield "reason", in_words(show(claim.rank_reason))
    yield "note", in_words(show(claim.note))
    yield from _evidence(past, row)


def _evidence(past: Past, row: Document) -> Iterator[tuple[str, SafeString]]:
    for one in row["citations"]:
        parts = [html for _name, html in _citation(past, one) if html]
        if parts:
            yield EVIDENCE, SafeString(", ".join(parts))


def _citation(past: Past, row: Document) -> Iterator[tuple[str, SafeString]]:
    source = past.end(row["source"])
    if source is None:
        yield "source", _text(_("a source that is not public any more"))
        return
    contradicts = row["stance"] == Stance.CONTRADICTS
    yield "stance", _text(_("contradicted by") if contradicts else "")
    yield "source", link(source)
    yield "locator", _text(row["locator"])
    yield "note", in_words(show(row["note"]))


def _identifier(past: Past, row: Document) -> Iterator[tuple[str, SafeString]]:
    scheme = SCHEMES.get(row["scheme"])
    yield "scheme", _text(scheme.label if scheme else row["scheme"])
    yield "value", _text(row["value"])
    yield "verified", _text("" if row["verified"] else _("unverified"))


def _image(past: Past, row: Document) -> Iterator[tuple[str, SafeString]]:
    yield "role", _text(_labelled(row["role"], ImageRole.choices))
    yield "label", _text(row["label"])
    yield "file", _text(row["file"].rpartition("/")[2])
    yield "alt", in_words(show(row["alt"]))
    yield "credit", _text(row["credit"])
    yield "rights", _text(label_of(row["rights"]))
    yield "region", _text(row.get("region", ""))


_TELLERS: Final[dict[Section, Callable[[Past, Document], Iterator[tuple[str, SafeString]]]]] = {
    "names": _name,
    "statements": _statement,
    "incoming": _statement,
    "identifiers": _identifier,
    "images": _image,
    "citations": _citation,
}
