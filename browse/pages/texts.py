"""Summary and article of an entry, in the reader's language or the nearest one, marked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from browse.markdown import Targets, find_targets, plain, render
from browse.pages.lines import cite_link
from browse.words import language_name
from entries.choices import TextRole
from entries.languages import Shown, current_language, show
from entries.models import Entry, Text
from entries.prepared import Prepared

LONGEST_DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as HTML. `language_name` is given where the language is not the reader's."""

    html: SafeString
    language: str
    language_name: str
    description: str
    paragraphs: Sequence[str] = ()
    """The anchors of its paragraphs, if they have any."""

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.html)


NO_PROSE = Prose(SafeString(""), "", "", "")

_texts: Final[Prepared[tuple[str, str, str]]] = Prepared(
    lambda keys: Text.objects.filter(entry=keys[0]).values_list("role", "language", "body")
)


def fetch(entry: Entry) -> dict[str, Prose]:
    """Return the prose by role (summary, article): two queries at most."""
    return tell(_texts([entry.pk]), find_targets)


def tell(
    rows: Iterable[tuple[str, str, str]], find: Callable[[Iterable[str]], Targets]
) -> dict[str, Prose]:
    """Return the prose by role, of role, language and body of each text.

    `find` answers the entries that the texts shown lead to.
    """
    bodies: dict[str, dict[str, str]] = {role: {} for role in TextRole.values}
    for role, language, body in rows:
        bodies[role][language] = body
    chosen = {role: show(texts) for role, texts in bodies.items()}
    targets = find(shown.text for shown in chosen.values())
    reader = current_language()
    return {role: _prose(role, shown, targets, reader) for role, shown in chosen.items()}


def _prose(role: str, shown: Shown, targets: Targets, reader: str) -> Prose:
    """Return one text; the paragraphs of an article can be cited."""
    if not shown.text:
        return NO_PROSE
    anchors: list[str] | None = [] if role == TextRole.ARTICLE else None
    html = render(shown.text, targets, reader, anchors)
    return Prose(
        html=_with_cite_links(html, anchors or []),
        language=shown.language if shown.foreign else "",
        language_name=language_name(shown.language) if shown.foreign else "",
        description=shorten(plain(shown.text)),
        paragraphs=anchors or (),
    )


def _with_cite_links(html: SafeString, anchors: Iterable[str]) -> SafeString:
    """Put the link that cites a paragraph at its beginning."""
    label = gettext("Cite this paragraph")
    for anchor in anchors:
        begin = SafeString(f'<p id="{anchor}">')
        html = SafeString(html.replace(begin, begin + cite_link(anchor, label), 1))
    return html


def shorten(text: str) -> str:
    """Return the beginning of a text, at most `LONGEST_DESCRIPTION` letters, cut at a blank."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    head = text[:LONGEST_DESCRIPTION]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…"
