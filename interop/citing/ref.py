"""An item as the styles read it: with the words of a language and nothing missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from interop.citing import days
from interop.citing.items import CslName, Item
from interop.citing.marks import capital, clean, dashed, italic
from interop.citing.terms import TERMS, Terms
from interop.citing.when import When, read_issued

SMALL: Final = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on"}
    | {"or", "over", "per", "so", "than", "the", "to", "up", "upon", "via", "vs.", "with", "yet"}
    | {"about", "after", "against", "among", "before", "behind", "between", "beyond", "during"}
    | {"since", "through", "till", "toward", "towards", "under", "until", "within", "without"}
)
"""English words without a capital in a headline, as citeproc has them."""


@dataclass(frozen=True)
class Ref:
    """An item, and the language of the terms it is cited with."""

    item: Item
    language: str

    @property
    def terms(self) -> Terms:
        """The words to use."""
        return TERMS[self.language]

    @property
    def inside(self) -> bool:
        """Whether full stops and commas go inside quotation marks."""
        return self.terms.stops_inside

    @property
    def type(self) -> str:
        """The type of CSL."""
        return self.item["type"]

    @cached_property
    def when(self) -> When:
        """When it came out."""
        return read_issued(self.item)

    @property
    def title(self) -> str:
        """The title as it stands."""
        return _text(self.item.get("title", ""))

    @property
    def headline(self) -> str:
        """The title, in English with the capitals of a headline."""
        return headline(self.title) if self._is_english else self.title

    @property
    def quoted(self) -> str:
        """The title in the quotation marks of the language."""
        return self.in_quotes(self.headline)

    def in_quotes(self, text: str) -> str:
        """Return a text in the quotation marks of the language, those within it changed."""
        opening, closing = self.terms.quotes
        if opening == "“":
            text = text.replace("“", "‘").replace("”", "’")
        elif opening == "«":
            text = text.replace("«", "„").replace("»", "“")
        return f"{opening}{text}{closing}" if text else ""

    @property
    def emphasised(self) -> str:
        """The title in italics."""
        return italic(self.headline)

    @property
    def container(self) -> str:
        """The title of the journal or collection, in italics."""
        return italic(_text(self.item.get("container-title", "")))

    @property
    def publisher(self) -> str:
        """Who published it."""
        return _text(self.item.get("publisher", ""))

    @property
    def place(self) -> str:
        """Where it was published."""
        return clean(self.item.get("publisher-place", ""))

    @property
    def volume(self) -> str:
        """The volume."""
        return dashed(clean(self.item.get("volume", "")))

    @property
    def issue(self) -> str:
        """The number of the issue."""
        return dashed(clean(self.item.get("issue", "")))

    @property
    def number(self) -> str:
        """The number of a report."""
        return clean(self.item.get("number", ""))

    @property
    def pages(self) -> str:
        """First and last page."""
        return dashed(clean(self.item.get("page", "")))

    @property
    def paged(self) -> str:
        """The pages with their term."""
        if not self.pages:
            return ""
        many = re.search(r"[–,;]", self.pages)
        return f"{self.terms.pages if many else self.terms.page} {self.pages}"

    @property
    def genre(self) -> str:
        """What sort of thing it is, in words."""
        return clean(self.item.get("genre", ""))

    @property
    def archive(self) -> str:
        """Where the original is held."""
        return _text(self.item.get("archive", ""))

    @property
    def shelfmark(self) -> str:
        """Its place in the archive."""
        return clean(self.item.get("archive_location", ""))

    @property
    def url(self) -> str:
        """Its address."""
        return self.item.get("URL", "")

    @property
    def authors(self) -> Sequence[CslName]:
        """Who wrote it."""
        return self.item.get("author", [])

    @property
    def editors(self) -> Sequence[CslName]:
        """Who edited it."""
        return self.item.get("editor", [])

    @property
    def translators(self) -> Sequence[CslName]:
        """Who translated it."""
        return self.item.get("translator", [])

    @property
    def recipients(self) -> Sequence[CslName]:
        """To whom it was written."""
        return self.item.get("recipient", [])

    @property
    def version(self) -> str:
        """“version 3, not reviewed”, as far as it is known."""
        number = self.item.get("version", "")
        known = f"{self.terms.version} {number}" if number else ""
        return ", ".join(part for part in (known, self.item.get("status", "")) if part)

    @property
    def year(self) -> str:
        """The year, or the term for what has none."""
        return days.year(self.when, self.terms, self.language)

    @property
    def date(self) -> str:
        """The date, as fully as it is known."""
        return days.full(self.when, self.terms, self.language)

    @property
    def day(self) -> str:
        """The date without its year; empty where only that is known."""
        return days.within_year(self.when, self.terms, self.language)

    @property
    def _is_english(self) -> bool:
        return self.item.get("language", "en").split("-")[0] == "en"


def _text(text: str) -> str:
    """Return a text on one line, with the apostrophe of print."""
    return re.sub(r"(?<=\w)'(?=\w|\s|$)", "’", clean(text))


def headline(title: str) -> str:
    """Return an English title with the capitals of a headline; what has some is left alone."""
    words = title.split(" ")
    shown = []
    begins = True
    for at, word in enumerate(words):
        small = word in SMALL and not begins and at < len(words) - 1
        shown.append(word if small else "-".join(map(_capitalised, word.split("-"))))
        begins = word.endswith((":", "?", "!"))
    return " ".join(shown)


def _capitalised(word: str) -> str:
    """Return a word with a capital, behind what opens a quotation or bracket."""
    bare = word.lstrip("(“‘\"'[")
    return word[: len(word) - len(bare)] + (
        capital(bare) if bare.islower() and len(bare) > 1 else bare
    )
