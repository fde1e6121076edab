"""The names of an entry: the other scripts below its heading, and the table of all of them."""

from collections.abc import Iterable
from typing import Final

from browse.pages.evidence import Register
from browse.pages.lines import NameLine
from browse.words import language_name, when
from entries.choices import NameType
from entries.languages import INTERFACE_LANGUAGES, Shown, current_language, show
from entries.models import Entry, Name
from entries.prepared import PreparedModels

_names: Final = PreparedModels(Name, lambda keys: Name.objects.filter(entry=keys[0]))


def fetch(entry: Entry) -> list[Name]:
    """Return the names: one query."""
    return _names([entry.pk])


def other_scripts(entry: Entry) -> list[Shown]:
    """Return the preferred names in the other languages, those of the interface first."""
    shown = entry.label
    order = [*INTERFACE_LANGUAGES, *sorted(set(entry.labels) - set(INTERFACE_LANGUAGES))]
    return [
        Shown(entry.labels[tag], tag, True)
        for tag in order
        if tag in entry.labels and tag != shown.language and entry.labels[tag] != shown.text
    ]


def tell(names: Iterable[Name], register: Register) -> list[NameLine]:
    """Return the rows of the table: preferred names first, then by type as the model lists them."""
    types = NameType.values
    languages = [current_language(), *INTERFACE_LANGUAGES]

    def place(name: Name) -> tuple[int, int]:
        known = name.language in languages
        return types.index(name.type), languages.index(name.language) if known else len(languages)

    labels = _Labels()
    return [_line(name, register, labels) for name in sorted(names, key=place)]


class _Labels:
    """What types and languages are called; asked for once each, for a page has dozens of names."""

    def __init__(self) -> None:
        self.types = {str(value): label for value, label in NameType.choices}
        self._languages: dict[str, str] = {}

    def language(self, tag: str) -> str:
        """Return the name of a language."""
        if tag not in self._languages:
            self._languages[tag] = language_name(tag)
        return self._languages[tag]


def _line(name: Name, register: Register, labels: _Labels) -> NameLine:
    anchor = f"name-{name.pk}"
    return NameLine(
        anchor=anchor,
        text=name.text,
        language=name.language,
        language_name=labels.language(name.language),
        type=str(labels.types[name.type]),
        when=when(name.date),
        remark=show(name.note),
        marks=register.of_name(name, anchor),
    )
