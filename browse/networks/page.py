"""The page of the network: everything that its template is given."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from browse.frame import Ask, Frame
from browse.networks.choosing import (
    MOST_STATEMENTS,
    asked_kinds,
    between,
    choose_nodes,
    members_of,
)
from browse.networks.drawing import Line, Node, draw_line, draw_nodes, place_nodes
from browse.networks.options import Option, options_of
from browse.pages.claims import Claim, End, fetch_claims
from browse.pages.evidence import Register, fetch_cited
from browse.pages.lines import Note
from browse.pages.sentences import Teller
from browse.words import when
from entries.choices import Certainty, Kind
from entries.models import Property

USUAL: Final = 60
"""Nodes that can be read."""
MOST: Final = 200
LISTED: Final = 150
"""Statements in the table."""
TITLES: Final = 3
"""Statements that the title of a line tells."""
NOBODY: Final = 0
"""No entry: sentences name both of their ends."""
FORMATS: Final = ("csv", "gexf", "graphml")


class NetworkForm(forms.Form):
    """The parameters of the network alone."""

    property = forms.SlugField(max_length=40, label=_("Connection"), required=False)
    nodes = forms.IntegerField(
        min_value=2, max_value=MOST, label=_("Entries drawn"), required=False
    )

    def clean_property(self) -> str:
        """Refuse a property that is not there."""
        code: str = self.cleaned_data["property"]
        if code and not Property.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is no such property."), code="unknown")
        return code


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of the table."""

    anchor: str
    when: SafeString
    sentence: SafeString
    verdict: str
    marks: SafeString


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """All that the template is given."""

    frame: Frame
    nodes: list[Node]
    lines: list[Line]
    rows: list[Row]
    more_rows: int
    notes: list[Note]
    contradicted: bool
    candidates: int
    """Entries of the result set that could be nodes."""
    without_places: bool
    cut: bool
    """Whether there were more statements than one picture reads."""
    options: list[Option]
    property: str
    sizes: list[tuple[int, str, bool]]
    kinds: list[tuple[str, str]]
    downloads: list[tuple[str, str]]


def build_network(params: QueryDict) -> NetworkPage:
    """Return the network of what the parameters ask for: a fixed number of queries."""
    ask = Ask(params, "network", NetworkForm)
    code = ask.own.get("property", "")
    members = members_of(ask.found)
    chosen = choose_nodes(members, code, ask.own.get("nodes", USUAL))
    claims = fetch_claims(between(chosen, code)[: MOST_STATEMENTS + 1]) if chosen else []
    cut = len(claims) > MOST_STATEMENTS
    claims = claims[:MOST_STATEMENTS]
    pairs = _pairs(claims, set(chosen))
    spots = place_nodes(chosen, pairs)
    nodes = draw_nodes(chosen, _ends(claims), spots)
    listed = sorted(claims, key=_in_time)[:LISTED]
    register = fetch_cited(listed)
    return NetworkPage(
        frame=ask.frame(),
        nodes=nodes,
        lines=_lines(pairs, nodes, _by_pid(claims), spots),
        rows=_rows(listed, register),
        more_rows=len(claims) - len(listed),
        notes=register.notes,
        contradicted=register.contradicted,
        candidates=members.count(),
        without_places=not asked_kinds(ask.found.query),
        cut=cut,
        options=options_of(members, code),
        property=code,
        sizes=[
            (size, ask.address(nodes=size if size != USUAL else None), size == chosen_size)
            for chosen_size in (ask.own.get("nodes", USUAL),)
            for size in (30, USUAL, 100, MOST)
        ],
        kinds=[(str(Kind(kind).label), shape) for kind, shape in _legend(nodes)],
        downloads=[(one, _download(ask, one)) for one in FORMATS],
    )


def _download(ask: Ask, form: str) -> str:
    """Return the address of the whole network as a file."""
    query = ask.bare(nodes=None).partition("?")[2]
    path = reverse(f"browse:network-{form}")
    return f"{path}?{query}" if query else path


def _in_time(claim: Claim) -> tuple[float, int]:
    return (claim.date.sort_key[0] if claim.date else float("inf"), claim.pk)


def partners_of(claim: Claim) -> list[int]:
    """Return whom a statement joins to its subject: its object and its event."""
    ends = dict.fromkeys((claim.object_id, claim.event_id))
    return [end for end in ends if end is not None and end != claim.subject_id]


def _pairs(claims: Iterable[Claim], nodes: set[int]) -> dict[tuple[int, int], list[Claim]]:
    """Return which nodes are joined, with the statements that join them."""
    pairs: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        for partner in partners_of(claim):
            if partner in nodes and claim.subject_id in nodes:
                low, high = sorted((claim.subject_id, partner))
                pairs[low, high].append(claim)
    return dict(pairs)


def _ends(claims: Iterable[Claim]) -> dict[int, End]:
    """Return the entries that statements join, by key."""
    ends = (end for claim in claims for end in (claim.subject, claim.object, claim.event))
    return {end.pk: end for end in ends if end is not None}


def _by_pid(claims: Iterable[Claim]) -> dict[str, int]:
    return {end.pid: end.pk for end in _ends(claims).values()}


def _lines(
    pairs: dict[tuple[int, int], list[Claim]],
    nodes: Sequence[Node],
    keys: dict[str, int],
    spots: dict[int, tuple[float, float]],
) -> list[Line]:
    """Return the lines; what several statements say is told of the first few."""
    by_key = {keys[node.pid]: node for node in nodes}
    lines = []
    for (one, other), claims in pairs.items():
        if one not in by_key or other not in by_key:
            continue
        title = "; ".join(_title(claim) for claim in claims[:TITLES])
        more = f" (+{len(claims) - TITLES})" if len(claims) > TITLES else ""
        doubtful = all(claim.certainty != Certainty.CERTAIN for claim in claims)
        lines.append(
            draw_line(
                (by_key[one], by_key[other]),
                (spots[one], spots[other]),
                title + more,
                len(claims),
                doubtful,
            )
        )
    return lines


def _title(claim: Claim) -> str:
    """Return a statement in a few plain words."""
    other = claim.object or claim.event
    words = [
        claim.subject.label.text,
        claim.property.forward.text,
        other.label.text if other else "",
    ]
    return " ".join(word for word in words if word)


def _rows(claims: Iterable[Claim], register: Register) -> list[Row]:
    teller = Teller(NOBODY)
    return [
        Row(
            f"s-{claim.uid}",
            when(claim.date),
            teller.tell(claim),
            teller.verdict(claim),
            register.of_statement(claim, f"s-{claim.uid}"),
        )
        for claim in claims
    ]


def _legend(nodes: Iterable[Node]) -> list[tuple[str, str]]:
    """Return the kinds in the picture with their shapes, in the order of the model."""
    shapes = {node.kind: node.shape for node in nodes}
    return [(kind, shapes[kind]) for kind in Kind.values if kind in shapes]
