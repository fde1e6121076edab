"""Two texts as one: what stayed, what went, what came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from history.versions.words import MOST_PAIRS, Run, compare_words

TEXTS = st.text(alphabet="ab กาที่ยน\n.", max_size=60)


def signed(runs: list[Run], sign: str) -> str:
    return "".join(run.text for run in runs if run.sign in {"=", sign})


@given(TEXTS, TEXTS)
def test_with_what_went_it_is_the_earlier_text_and_with_what_came_the_later(
    before: str, after: str
) -> None:
    runs = compare_words(before, after)

    assert signed(runs, "+") == after
    assert signed(runs, "-") == before
    assert all(run.text for run in runs)


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        (
            "He edited Nashe Slovo.",
            "He founded Nashe Slovo.",
            [("He ", "="), ("edited ", "-"), ("founded ", "+"), ("Nashe Slovo.", "=")],
        ),
        (
            "Он редактировал газету.",
            "Он редактировал журнал.",
            [("Он редактировал ", "="), ("газету", "-"), ("журнал", "+"), (".", "=")],
        ),
        (
            "เกิดที่ยานอฟกา",
            "เกิดในยานอฟกา",
            [("เกิด", "="), ("ที่", "-"), ("ใน", "+"), ("ยานอฟกา", "=")],
        ),
        ("the cat sat.", "the cat.", [("the cat", "="), (" sat", "-"), (".", "=")]),
        ("same", "same", [("same", "=")]),
        ("", "new", [("new", "+")]),
        ("gone", "", [("gone", "-")]),
    ],
)
def test_words_are_told_apart_in_three_scripts(
    before: str, after: str, runs: list[tuple[str, str]]
) -> None:
    assert [(run.text, run.sign) for run in compare_words(before, after)] == runs


def test_only_the_lines_that_differ_are_looked_into() -> None:
    before = "First.\n\nSecond line.\n\nThird.\n"

    runs = compare_words(before, before.replace("line", "verse"))

    assert [(run.text, run.sign) for run in runs] == [
        ("First.\n\nSecond ", "="),
        ("line", "-"),
        ("verse", "+"),
        (".\n\nThird.\n", "="),
    ]


def test_passages_too_long_to_compare_are_given_whole() -> None:
    count = int(MOST_PAIRS**0.5) + 1
    before, after = "a " * count, "b " * count

    assert compare_words(before, after) == [Run(before, "-"), Run(after, "+")]
    assert compare_words("a\n" * count, "b\n" * count)[0].sign == "-"
