"""The styles in which a citation is written, in the order in which readers are given them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interop.citing import apa, chicago, gost, mla, thai
from interop.citing.items import Item
from interop.citing.marks import Written, finish
from interop.citing.ref import Ref


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its code, how readers know it, and how it is written."""

    code: str
    label: str | Promise
    write: Callable[[Ref], str]
    language: str = ""
    """The language that it is always written in; empty for the reader's."""

    def language_for(self, reader: str) -> str:
        """Return the language in which a reader is given it."""
        return self.language or reader


STYLES: Final = (
    Style("chicago-note", _("Chicago, note"), chicago.note),
    Style("chicago-bibliography", _("Chicago, bibliography"), chicago.bibliography),
    Style("chicago-author-date", _("Chicago, author-date"), chicago.author_date),
    Style("mla", _("MLA"), mla.write),
    Style("apa", _("APA"), apa.write),
    Style("gost", _("GOST R 7.0.5–2008"), gost.write, "ru"),
    Style("thai", _("Thai form"), thai.write, "th"),
)
BY_CODE: Final = {style.code: style for style in STYLES}


def write(item: Item, style: Style, language: str) -> Written:
    """Return the citation of an item in a style, with the words of `language` (th, en or ru)."""
    return finish(style.write(Ref(item, language)))
