"""A tree is written so that it is read as it was, and changed leaf by leaf."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking import MAX_LENGTH, read
from search.asking.tokens import MAX_DEPTH, MAX_WORDS
from search.asking.tree import And, Form, Leaf, Node, Not, Or, leaves
from search.asking.writing import changed, without, write

TEXT = 'Pavel -(name:Ivan OR place:"New York") (Olga OR revol*)'

LEAVES = st.builds(
    Leaf,
    st.sampled_from(["Pavel", "Иван", "ปฏิวัติ", "Nashe Slovo"]),
    st.sampled_from(Form),
    st.sampled_from(["", "name", "place", "text"]),
)


def single(leaf: Leaf) -> Leaf:
    """Answer a leaf as it can be typed: only a phrase has several words."""
    several = " " in leaf.text
    return Leaf(leaf.text, Form.PHRASE, leaf.field) if several else leaf


def trees(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(And, several), st.builds(Or, several))


NODES: st.SearchStrategy[Node] = st.recursive(LEAVES.map(single), trees, max_leaves=4)


@given(NODES)
def test_what_is_written_is_read_as_the_same(node: Node) -> None:
    text = write(node)
    if len(text) > MAX_LENGTH or text.count("(") > MAX_DEPTH:
        return
    assert len(list(leaves(node))) <= MAX_WORDS

    reading = read(text)

    assert reading.remarks == ()
    assert write(reading.tree) == write(read(write(reading.tree)).tree)
    assert list(leaves(reading.tree)) == list(leaves(node))


def test_a_long_question_is_written_as_it_was() -> None:
    assert write(read(TEXT).tree) == TEXT
    assert write(None) == ""


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("Pavel", '-(name:Ivan OR place:"New York") (Olga OR revol*)'),
        ("Ivan", 'Pavel -place:"New York" (Olga OR revol*)'),
        ("Olga", 'Pavel -(name:Ivan OR place:"New York") revol*'),
    ],
)
def test_a_leaf_goes_with_what_only_it_needed(gone: str, left: str) -> None:
    tree = read(TEXT).tree
    (leaf,) = [one for one in leaves(tree) if one.text == gone]

    assert write(without(tree, leaf)) == left


def test_nothing_is_left_without_the_last_leaf() -> None:
    assert changed(read("-Pavel").tree, lambda _leaf: None) is None
    assert changed(None, lambda leaf: leaf) is None
