"""Small wordings that several pages share: names of languages, ends as links, dates."""

from functools import lru_cache
from typing import Final, Protocol
from unicodedata import category

from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext

from browse.addresses import Addressed
from browse.markup import escaped, fill, lang_mark
from dates import HistoricalDate
from dates.format import Style
from entries.choices import PLURALS
from entries.languages import Shown, current_language
from search.facets import LANGUAGE_LABELS

LONGEST_WORD: Final = 24
"""Letters within which a text that is shortened is cut at a blank."""


def cut_short(text: str, most: int) -> str:
    """Return the beginning of a text, with an ellipsis where it has more than `most` letters."""
    if len(text) <= most:
        return text
    end = most
    # A vowel or tone mark stays with its consonant.
    while end and category(text[end]) == "Mn":
        end -= 1
    cut = text[:end]
    words, blank, _rest = cut.rpartition(" ")
    # Thai has no blanks between words: there the text is cut where it is.
    whole = words if blank and len(cut) - len(words) < LONGEST_WORD else cut
    return f"{whole.rstrip(' ,;:–(')}…"


def language_name(tag: str) -> str:
    """Return the name of a language in the reader's; of an unknown one its tag."""
    if tag in LANGUAGE_LABELS:
        return gettext(str(LANGUAGE_LABELS[tag]))
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


def in_words(shown: Shown) -> SafeString:
    """Return a text, marked with its language where it is not the reader's."""
    if shown.foreign:
        return fill('<span lang="{}">{}</span>', shown.language, shown.text)
    return fill("{}", shown.text)


class Linked(Addressed, Protocol):
    """What a link to an entry needs: an `Entry` has it, and so has a plain row."""

    def label_in(self, language: str) -> Shown:
        """Return the preferred name for a reader of `language`."""


class Linker:
    """Makes the links of one page, hundreds of them, to entries that its maker knows as public."""

    def __init__(self, language: str) -> None:
        """Link to pages in `language`; ask once for what all addresses have in common."""
        self.language = language
        self._paths = {
            str(kind): f"{get_script_prefix()}{language}/{plural}/"
            for kind, plural in PLURALS.items()
        }

    def __call__(self, entry: Linked) -> SafeString:
        """Return what `link` returns."""
        label = entry.label_in(self.language)
        slug = f"{entry.slug}/" if entry.slug else ""
        url = escaped(f"{self._paths[entry.kind]}{entry.pid}/{slug}")
        return SafeString(
            f'<a href="{url}"{lang_mark(label)}>{escaped(label.text or entry.pid)}</a>'
        )


def link(entry: Linked, language: str | None = None) -> SafeString:
    """Return a link to the page of `entry`, in its name. The caller knows that it is public."""
    return Linker(language or current_language())(entry)


def when(date: HistoricalDate | None, style: Style = "short") -> SafeString:
    """Return a date for the reader; machines find the Gregorian day, the pointer the wording."""
    return when_in(current_language(), date, style)


def when_in(language: str, date: HistoricalDate | None, style: Style = "short") -> SafeString:
    """Return the same in the language of the request, for callers who know it already."""
    return SafeString("") if date is None else _when(date, language, style)


@lru_cache(maxsize=8192)
def _when(date: HistoricalDate, language: str, style: Style) -> SafeString:
    shown = date.format(language, style)
    title = gettext("as written: %(date)s") % {"date": date.written} if date.written else ""
    machine = date.iso()
    if machine is None:
        return fill("<span{}>{}</span>", _title(title), shown)
    return fill('<time datetime="{}"{}>{}</time>', machine, _title(title), shown)


def _title(text: str) -> SafeString:
    return fill(' title="{}"', text) if text else SafeString("")
