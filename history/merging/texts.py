"""The texts of the parties side by side: one a role and language is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from entries.choices import TextRole
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry


@dataclass(frozen=True, slots=True)
class TextPlan:
    """One text: what each party has, and what the survivor gets."""

    role: str
    language: str
    bodies: list[tuple[str, str]]
    """Pid and text of the parties that have one, survivor first."""
    body: str
    """Empty if the survivor gets none."""

    @property
    def differ(self) -> bool:
        """Whether two parties have different texts."""
        return len({body for _pid, body in self.bodies}) > 1


def plan_texts(parties: Sequence[Entry], choices: Mapping[tuple[str, str], str]) -> list[TextPlan]:
    """Return the texts that any party has, summaries first. Texts must have been fetched.

    Nothing being chosen, the text of the first party that has one counts.
    """
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for party in parties:
        for text in party.texts.all():
            found.setdefault((text.role, text.language), []).append((party.pid, text.body))
    order = [(role, tag) for role in TextRole.values for tag in INTERFACE_LANGUAGES]
    return [
        TextPlan(role, tag, found[role, tag], choices.get((role, tag), found[role, tag][0][1]))
        for role, tag in order
        if (role, tag) in found
    ]


def unite_notes(parties: Sequence[Entry], chosen: str | None) -> str:
    """Return the editors' note of the survivor: what was chosen, or the notes of all."""
    if chosen is not None:
        return chosen
    return join(party.editors_note for party in parties)


def join(texts: Iterable[str]) -> str:
    """Return what the texts say, each once, a blank line between."""
    return "\n\n".join(dict.fromkeys(filter(None, texts)))
