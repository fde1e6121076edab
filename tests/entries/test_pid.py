import random
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries import pid as pids
from entries.models import Entry
from tests import make

LENGTHS = [pids.LENGTH, pids.STATEMENT_LENGTH]


@st.composite
def minted(draw: st.DrawFn) -> str:
    """Draw an identifier of either length, all bodies alike likely."""
    length = draw(st.sampled_from(LENGTHS))
    body = "".join(
        draw(st.lists(st.sampled_from(pids.ALPHABET), min_size=length - 1, max_size=length - 1))
    )
    return body + pids.check_character(body)


@given(minted())
def test_every_single_wrong_character_is_caught(pid: str) -> None:
    for at, right in enumerate(pid):
        for wrong in set(pids.ALPHABET) - {right}:
            assert not pids.is_valid(pid[:at] + wrong + pid[at + 1 :], len(pid))


@given(minted())
def test_every_swap_of_neighbours_is_caught(pid: str) -> None:
    for at in range(len(pid) - 1):
        swapped = pid[:at] + pid[at + 1] + pid[at] + pid[at + 2 :]
        assert pids.is_valid(swapped, len(pid)) == (swapped == pid)


def test_the_alphabet_has_no_vowel_and_no_letter_that_looks_like_a_digit() -> None:
    assert len(pids.ALPHABET) == len(set(pids.ALPHABET)) == 29
    assert not set(pids.ALPHABET) & set("aeiouyl")
    assert pids.ALPHABET.lower() == pids.ALPHABET


def test_a_known_identifier_keeps_its_check_character() -> None:
    # c, f, 3, x, 6, q stand at 11, 13, 3, 27, 6 and 21 in the alphabet.
    total = 1 * 11 + 2 * 13 + 3 * 3 + 4 * 27 + 5 * 6 + 6 * 21

    assert pids.check_character("cf3x6q") == pids.ALPHABET[total % 29]


@pytest.mark.parametrize("length", LENGTHS)
def test_a_minted_identifier_is_valid_and_begins_with_a_letter(length: int) -> None:
    for _attempt in range(200):
        pid = pids.mint(length)
        assert pids.is_valid(pid, length)
        assert pid[0].isalpha()


@pytest.mark.parametrize("text", ["", "cf3x6q", "cf3x6qpp", "CF3X6QP", "cf3x6qa", "cf3x6q๗"])
def test_another_length_or_sign_is_not_valid(text: str) -> None:
    assert not pids.is_valid(text)


def test_a_sign_outside_the_alphabet_has_no_check_character() -> None:
    with pytest.raises(KeyError):
        pids.check_character("trotsky")


@pytest.mark.django_db
def test_minting_never_gives_an_identifier_that_is_in_use() -> None:
    taken = make.make_person()
    free = "".join(random.Random(1905).choices(pids.ALPHABET, k=6))
    free += pids.check_character(free)
    with mock.patch.object(pids, "mint", side_effect=[taken.pid, taken.pid, free]):
        lenin = make.make_person({})

    assert lenin.pid == free
    assert Entry.objects.filter(pid=taken.pid).count() == 1


@pytest.mark.django_db
def test_an_identifier_once_given_stays() -> None:
    person = make.make_person()
    before = person.pid

    person.save()
    person.refresh_from_db()

    assert person.pid == before
    assert person.get_absolute_url() == f"/id/{before}"


@pytest.mark.django_db
def test_a_statement_has_an_anchor_that_stays() -> None:
    statement = make.make_statement(make.make_person(), "member-of", make.make_organisation())
    before = statement.uid

    statement.save()

    assert pids.is_valid(before, pids.STATEMENT_LENGTH)
    assert statement.uid == before
