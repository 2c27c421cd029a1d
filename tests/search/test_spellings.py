"""Slips of the finger: the word that was meant is found, and a stranger is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmecca.lib.slips import is_one_slip, with_one_letter_less
from dealmecca.search.spellings import near_words
from tests.factories import make_company, make_contact

LETTERS = "abcdef"
words = st.text(LETTERS, min_size=1, max_size=6)


def one_slip_away(word: str) -> set[str]:
    """The definition, spelled out."""
    cut = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + right[1:] for left, right in cut if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cut if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in cut if right for letter in LETTERS}
    found |= {left + letter + right for left, right in cut for letter in LETTERS}
    return found - {word}


@given(words, words)
def test_one_slip_is_one_letter(typed: str, meant: str) -> None:
    assert is_one_slip(typed, meant) == (typed in one_slip_away(meant))


@given(words)
def test_words_one_slip_apart_share_an_entry(word: str) -> None:
    for other in one_slip_away(word):
        assert with_one_letter_less(word) & with_one_letter_less(other)


@pytest.mark.parametrize("typed", ["kestral", "ketsrel", "kestrl", "kesstrel", "estrel"])
def test_a_slip_in_a_company_name_is_found(db: None, typed: str) -> None:
    make_company("Kestrel Cola")
    make_company("Tallgrass Bank")
    assert "kestrel" in near_words([typed])[typed]


def test_what_is_right_or_too_far_away_has_no_neighbours(db: None) -> None:
    make_company("Kestrel Cola")
    make_contact("Maren Oduya")
    assert near_words(["kestrel", "cola", "zeppelin", "col"]) == {}
    assert near_words(["oduja"]) == {"oduja": ["oduya"]}
