"""Which statements of a page compete: accounts of one fact that cannot all be held."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from browse.pages.claims import Claim
from entries.choices import Certainty, Rank

RANKS: Final[dict[str, int]] = {Rank.PREFERRED: 0, Rank.NORMAL: 1, Rank.DEPRECATED: 2}


def find_rivals(ordered: Sequence[Claim]) -> dict[int, list[Claim]]:
    """Return, by key of each statement that competes, all that compete with it, the best first.

    All values of a one-valued property of one subject compete. Of any other property, statements
    compete if they agree in what they are about and the archive prefers one of them to another,
    which it no longer holds with or marks as disputed:

    - the same object: *escaped from Berezov* in January or in February. Who wrote four books has
      four objects, and a rank at one book says nothing of the next;
    - where a text stands for the object, the same qualifier: the *frequency* of a paper is one
      question and its *further run* another. Texts without a qualifier do not say which question
      they answer: only two of them, alone, answer each other;
    - neither object nor text: the subject itself, of which they say when and where. The preferred
      ones must then be of one place, for what had two places may have had a third. Here two days
      of one place compete as well if one is disputed and nothing is preferred.

    Beyond this, one preferred and one deprecated statement are left to each other, whatever their
    objects, if no other of the property is left: *exiled to* Turkey or Berlin. They must be able
    to be of one time, or nothing at all would say that they are of one fact.
    """
    found: dict[int, list[Claim]] = {}
    for together in _disputes(ordered):
        best_first = sorted(
            together, key=lambda one: (RANKS[one.rank], one.certainty == Certainty.DISPUTED)
        )
        found.update((one.pk, best_first) for one in together)
    return found


def differ(together: Sequence[Claim]) -> bool:
    """Tell whether the statements cannot all be true, or were ranked as if they could not."""
    if any(one.rank != Rank.NORMAL for one in together):
        return True
    objects = {one.object_id for one in together if one.object_id is not None}
    values = {tuple(sorted(one.value.items())) for one in together if one.value}
    return len(objects) > 1 or len(values) > 1 or _days_differ(together)


def _disputes(ordered: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Yield the statements that compete, each dispute once and no statement twice."""
    same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for one in ordered:
        if one.property.single_valued or _is_weighed(one) or _is_plain(one):
            same[_fact(one)].append(one)
    left: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for together in same.values():
        if rivals := _rivals(together):
            yield rivals
            continue
        for one in together:
            if one.rank != Rank.NORMAL:
                left[one.property.pk, one.subject_id].append(one)
    yield from filter(_answer_each_other, left.values())


def _fact(one: Claim) -> tuple[object, ...]:
    """Return what a statement is about; those of one property and subject may differ in it."""
    about = (one.property.pk, one.subject_id)
    if one.property.single_valued:
        return about
    if one.object_id is not None:
        ends = (one.subject_id, one.object_id)
        return (one.property.pk, *(sorted(ends) if one.property.symmetric else ends))
    if one.value:
        return (*about, *sorted(one.qualifier.items()))
    return (*about, None)


def _is_weighed(one: Claim) -> bool:
    """Tell whether the archive has ranked the statement or marked it as disputed."""
    return one.rank != Rank.NORMAL or one.certainty == Certainty.DISPUTED


def _is_plain(one: Claim) -> bool:
    """Tell whether the statement says of its subject only when and where."""
    return one.object_id is None and not one.value


def _rivals(together: list[Claim]) -> list[Claim]:
    """Return those that compete of statements about the same; none if they do not."""
    first = together[0]
    if first.property.single_valued:
        return together if len(together) > 1 else []
    weighed = [one for one in together if _is_weighed(one)]
    preferred = [one for one in weighed if one.rank == Rank.PREFERRED]
    if not preferred:
        return together if _is_plain(first) and _is_undecided(together) else []
    if _is_plain(first):
        is_one_fact = len({one.place_id for one in preferred}) == 1
    else:
        is_one_fact = bool(first.object_id or first.qualifier) or len(weighed) == 2
    return weighed if is_one_fact and len(preferred) < len(weighed) else []


def _is_undecided(together: Sequence[Claim]) -> bool:
    """Tell whether one day is disputed for another of the same place, and neither is ranked."""
    disputed = {one.certainty == Certainty.DISPUTED for one in together}
    places = {one.place_id for one in together}
    ranked = any(one.rank != Rank.NORMAL for one in together)
    return not ranked and len(disputed) == 2 and len(places) == 1 and _days_differ(together)


def _answer_each_other(together: Sequence[Claim]) -> bool:
    """Tell whether these are one preferred and one deprecated statement, perhaps of one time."""
    ranks = sorted(one.rank for one in together)
    return ranks == [Rank.DEPRECATED, Rank.PREFERRED] and not _days_differ(together)


def _days_differ(together: Iterable[Claim]) -> bool:
    """Tell whether two of the dates have no day in common."""
    spans = [
        (one.date.earliest or float("-inf"), one.date.latest or float("inf"))
        for one in together
        if one.date is not None
    ]
    return bool(spans) and max(first for first, _last in spans) > min(
        last for _first, last in spans
    )
