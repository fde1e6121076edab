"""How well an entry is evidenced, as values of a facet."""

from search.documents.rows import StatementRow

CITED = "cited"
"""Every statement about the entry carries evidence."""
PARTLY = "partly"
NONE = "none"
SEVERAL = "several"
"""Evidence comes from two sources or more."""
DISPUTED = "disputed"
"""Sources contradict one another, or the archive is not sure."""


def evidence_values(own: list[StatementRow], sources: set[int]) -> set[str | int]:
    """Return which values an entry has; exactly one of cited, partly and none is among them.

    `own` are the statements about it, `sources` the sources of its names and of it as a whole.
    """
    cited = [one for one in own if one.sources]
    sources = sources.union(*(one.sources for one in own))
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
