"""The page that tells how two entries are connected."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.safestring import SafeString

from browse.pages import evidence
from browse.pages.claims import Claim, End, fetch_claims, fetch_ends
from browse.pages.lines import Note
from browse.pages.sentences import Teller
from browse.ways.chains import LONGEST, WIDER, Chains, find_chains
from browse.ways.chosen import Choice, choose
from browse.words import link
from entries.choices import Kind
from entries.models import Statement

MOST_A_STEP: Final = 3
"""Statements told between two neighbours of a chain."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement that connects two entries."""

    when: SafeString
    text: SafeString
    marks: SafeString


@dataclass(frozen=True, slots=True)
class Step:
    """From one entry to the next: what is said of both, and the next."""

    sentences: list[Sentence]
    more: int
    to: SafeString
    kind: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from the first entry to the second."""

    start: SafeString
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class PathPage:
    """All that the template is given."""

    choice: Choice
    chains: list[Chain]
    length: int
    asked: bool
    complete: bool
    longest: int
    wider: list[tuple[str, str, bool]]
    """Kinds that chains may lead through besides: code, label, whether it is chosen."""
    notes: list[Note]


def build_path(params: QueryDict) -> PathPage:
    """Return the page: `with` twice, `through` as often as wanted."""
    wider = [kind for kind in WIDER if kind in params.getlist("through")]
    choice = choose(params, 2, [("through", kind) for kind in wider])
    ends = [option.entry for option in choice.chosen]
    asked = len(ends) == 2
    found = find_chains(ends[0].pk, ends[1].pk, wider) if asked else Chains([], {}, True)
    chains, notes = _tell(found)
    return PathPage(
        choice=choice,
        chains=chains,
        length=len(found.chains[0]) - 1 if found.chains else 0,
        asked=asked,
        complete=found.complete,
        longest=LONGEST,
        wider=[(kind.value, str(Kind(kind).label), kind in wider) for kind in WIDER],
        notes=notes,
    )


def _tell(found: Chains) -> tuple[list[Chain], list[Note]]:
    """Put the chains into sentences: five queries whatever there is."""
    chosen = {pair: keys[:MOST_A_STEP] for pair, keys in found.statements.items()}
    wanted = [key for keys in chosen.values() for key in keys]
    claims = {one.pk: one for one in fetch_claims(Statement.objects.public().filter(pk__in=wanted))}
    keys = {key for chain in found.chains for key in chain}
    ends = fetch_ends(keys)
    register = evidence.fetch_cited(claims.values())
    chains = [_chain(chain, found, chosen, claims, ends, register) for chain in found.chains]
    return chains, register.notes


def _chain(
    chain: list[int],
    found: Chains,
    chosen: dict[frozenset[int], list[int]],
    claims: dict[int, Claim],
    ends: dict[int, End],
    register: evidence.Register,
) -> Chain:
    steps = []
    for one, other in itertools.pairwise(chain):
        pair = frozenset((one, other))
        told = [claims[key] for key in chosen[pair] if key in claims]
        more = len(found.statements[pair]) - len(told)
        to = ends[other]
        sentences = list(_sentences(told, register))
        steps.append(Step(sentences, more, link(to), str(Kind(to.kind).label)))
    return Chain(link(ends[chain[0]]), steps)


def _sentences(told: Iterable[Claim], register: evidence.Register) -> Iterable[Sentence]:
    # Nobody's page: every sentence names its subject.
    teller = Teller(0)
    for claim in told:
        marks = register.of_statement(claim, f"s-{claim.uid}")
        yield Sentence(teller.when(claim.date), teller.tell(claim), marks)
