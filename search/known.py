"""Which values of filters there are, and which entry stands for one that was merged."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from entries import pid as pids
from entries.choices import Kind
from entries.models import Entry
from entries.models.name import language_tag
from entries.survivors import find_survivors, with_pids
from search.facets import BY_CODE, EVIDENCE_LABELS, Facet, ValueType, existing
from search.questions import NOT


@dataclass(frozen=True, slots=True)
class Known:
    """What became of the values of an address, by facet; `NOT` stays before those left out."""

    values: dict[str, tuple[str, ...]]
    """Those that there are, each once; what was merged is its survivor."""
    unknown: dict[str, tuple[str, ...]]
    """The others, as they were given but without `NOT`: no draft is told from what never was.

    A newspaper among places is one of them.
    """
    pks: dict[str, int]
    """The primary keys of the entries among them, by pid."""


def find_known(asked: Mapping[str, Iterable[str]]) -> Known:
    """Return which of the values of facets there are.

    A query for all entries, and one for each further step of merges (hardly ever any); terms and
    properties are remembered (see `search.remembered`).
    """
    bare = {code: {one.removeprefix(NOT) for one in values} for code, values in asked.items()}
    entries = _public_entries(
        {one for code, values in bare.items() if BY_CODE[code].is_integer for one in values}
    )
    found = Known({}, {}, {})
    for code, given in asked.items():
        facet = BY_CODE[code]
        if facet.is_integer:
            of_kind = {pid: one for pid, one in entries.items() if one.kind == facet.kind}
            known = {pid: one.pid for pid, one in of_kind.items()}
            found.pks.update(
                (of_kind[one].pid, of_kind[one].pk) for one in bare[code] & of_kind.keys()
            )
        else:
            known = {one: one for one in _known_words(facet, bare[code])}
        values, unknown = [], []
        for one in given:
            sign, value = (NOT, one.removeprefix(NOT)) if one.startswith(NOT) else ("", one)
            if value in known:
                values.append(sign + known[value])
            else:
                unknown.append(value)
        found.values[code] = tuple(dict.fromkeys(values))
        if unknown:
            found.unknown[code] = tuple(dict.fromkeys(unknown))
    return found


def _known_words(facet: Facet, values: Collection[str]) -> Collection[str]:
    """Return those values of a facet without entries that there are."""
    if facet.type is not ValueType.WORD:
        return existing(facet.type, values)
    if facet.code == "language":
        # There is no list of languages: a name may be in any.
        return [one for one in values if _is_language(one)]
    words = Kind.values if facet.code == "kind" else EVIDENCE_LABELS
    return [one for one in values if one in words]


def _is_language(tag: str) -> bool:
    try:
        language_tag(tag)
    except ValidationError:
        return False
    return True


def _public_entries(asked: Iterable[str]) -> dict[str, Entry]:
    """Return the public entry that stands for each pid, where there is one."""
    wanted = {pid for pid in asked if pids.is_valid(pid)}
    # What was never published leads nowhere, even if it was merged into what is public.
    rows = with_pids(wanted) if wanted else []
    survivors = find_survivors(one for one in rows if one.is_public or one.published_at)
    return {pid: one for pid, one in survivors.items() if one.is_public}
