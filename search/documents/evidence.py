"""How well an entry is evidenced, as values of a facet."""

from entries.models import Entry, Statement

CITED = "cited"
"""Every statement about the entry carries evidence."""
PARTLY = "partly"
NONE = "none"
SEVERAL = "several"
"""Evidence comes from two sources or more."""
DISPUTED = "disputed"
"""Sources contradict one another, or the archive is not sure."""


def evidence_values(entry: Entry, statements: list[Statement]) -> set[str | int]:
    """Return which values the entry has; exactly one of cited, partly and none is among them."""
    own = [one for one in statements if one.subject_id == entry.pk]
    cited = [one for one in own if one.citations.all()]
    sources = {citation.source_id for one in own for citation in one.citations.all()}
    whole = list(entry.citations.all())
    sources |= {citation.source_id for citation in whole}
    for name in entry.names.all():
        sources |= {citation.source_id for citation in name.citations.all()}
    values: set[str | int] = {_degree(len(own), len(cited), bool(sources))}
    if len(sources) > 1:
        values.add(SEVERAL)
    if any(one.certainty == "disputed" or one.rank != "normal" for one in own):
        values.add(DISPUTED)
    return values


def _degree(own: int, cited: int, any_source: bool) -> str:
    """Return how far the statements of an entry are evidenced."""
    if not any_source:
        return NONE
    return CITED if cited == own else PARTLY
