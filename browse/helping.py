"""Help for readers: how to search, with examples that can be tried."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from browse.addresses import browse_url
from browse.reading import field_word
from entries.languages import current_language
from interop.keeping import kept
from search.asking import MAX_LENGTH
from search.asking.fields import WORDS
from search.asking.tokens import MAX_DEPTH, MAX_WORDS

EXAMPLES: Final[dict[str, dict[str, str]]] = {
    "person": {"en": "Trotsky", "th": "ตรอตสกี", "ru": "Троцкий"},
    "other": {"en": "Lenin", "th": "เลนิน", "ru": "Ленин"},
    "city": {"en": "Vienna", "th": "เวียนนา", "ru": "Вена"},
    "second city": {"en": "Paris", "th": "ปารีส", "ru": "Париж"},
    "paper": {"en": "Nashe Slovo", "th": "นาเชสโลโว", "ru": "Наше слово"},
    "short paper": {"en": "Iskra", "th": "อิสกรา", "ru": "Искра"},
    "beginning": {"en": "revol", "th": "ปฏิวั", "ru": "революц"},
    "thing": {"en": "exile", "th": "เนรเทศ", "ru": "ссылка"},
    "source": {"en": "Britannica", "th": "Britannica", "ru": "энциклопедия"},
    "month": {"en": "October", "th": "ตุลาคม", "ru": "октябрь"},
}
"""Words of the first corpus, as readers of each language would type them."""


@dataclass(frozen=True, slots=True)
class Example:
    """A search, where it leads, and what it finds."""

    text: str
    url: str
    meaning: str


@require_safe
@conditional_page
@kept()
def help_searching(request: HttpRequest) -> HttpResponse:
    """Answer with how to search."""
    context = {
        "examples": [_example(text, meaning) for text, meaning in lines()],
        "in_fields": [_example(text, meaning) for text, meaning in field_lines()],
        "fields": [field_word(code) for code in WORDS],
        "words": MAX_WORDS,
        "depth": MAX_DEPTH,
        "length": MAX_LENGTH,
    }
    return render(request, "browse/help/searching.html", context)


def _example(text: str, meaning: str) -> Example:
    return Example(text, browse_url(q=text), meaning)


def _say(what: str) -> str:
    """Return an example's word in the reader's language."""
    return EXAMPLES[what].get(current_language(), EXAMPLES[what]["en"])


def lines() -> list[tuple[str, str]]:
    """Return what may be typed, and what it finds."""
    person, other, city, paper = map(_say, ("person", "other", "city", "short paper"))
    return [
        (f"{person} {city}", _("both words, wherever they stand")),
        (f'"{_say("paper")}"', _("these words side by side; « » and “ ” are quotes too")),
        (f"{person} OR {other}", _("one of the two, or both")),
        (f"{person} -{city}", _("the first without the second; NOT before a word does the same")),
        (f"{_say('beginning')}*", _("every word that begins so")),
        (f"({person} OR {other}) {paper}", _("brackets keep together what belongs together")),
    ]


def field_lines() -> list[tuple[str, str]]:
    """Return the same for words with a field before them."""
    name, text, place, person, year = map(field_word, ("name", "text", "place", "person", "year"))
    source = field_word("source")
    second, other, thing = map(_say, ("second city", "other", "thing"))
    return [
        (f"{name}:{_say('month')}", _("only in names")),
        (f"{text}:{thing}", _("only in texts: summaries, articles, notes of statements")),
        (f"{place}:{second}", _("what has to do with a place of this name")),
        (
            f"{person}:{other} -{name}:{other}",
            _("what has to do with a person of this name, but does not bear it"),
        ),
        (
            f"{place}:({second} OR {_say('city')}) {year}:1914-1917",
            _("what has to do with one of two places, and is dated in these years"),
        ),
        (
            f"{source}:{_say('source')} {year}:1917",
            _("what a source of this name is evidence for, and is dated in this year"),
        ),
    ]
