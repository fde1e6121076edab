"""Summary and article of an entry, in the reader's language or the nearest one, marked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from browse.markdown import Targets, find_targets, plain, render
from browse.words import language_name
from entries.choices import TextRole
from entries.languages import current_language, show
from entries.models import Entry, Text

LONGEST_DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as HTML. `language_name` is given where the language is not the reader's."""

    html: SafeString
    language: str
    language_name: str
    description: str

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.html)


NO_PROSE = Prose(SafeString(""), "", "", "")


def fetch(entry: Entry) -> dict[str, Prose]:
    """Return the prose by role (summary, article): two queries at most."""
    rows = Text.objects.filter(entry=entry).values_list("role", "language", "body")
    return tell(rows, find_targets)


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
    return {
        role: Prose(
            html=render(shown.text, targets, reader),
            language=shown.language if shown.foreign else "",
            language_name=language_name(shown.language) if shown.foreign else "",
            description=shorten(plain(shown.text)),
        )
        if shown.text
        else NO_PROSE
        for role, shown in chosen.items()
    }


def shorten(text: str) -> str:
    """Return the beginning of a text, at most `LONGEST_DESCRIPTION` letters, cut at a blank."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    head = text[:LONGEST_DESCRIPTION]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…"
