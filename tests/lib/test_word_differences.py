"""What changed between two texts: the pieces give back both, and long texts stay cheap."""

import time

from hypothesis import given
from hypothesis import strategies as st

from dealmecca.lib.word_differences import Piece, word_differences


def test_words_that_stayed_are_not_marked() -> None:
    assert word_differences("Ask Maren, today.", "Ask Tobias, today.") == [
        Piece("same", "Ask "), Piece("gone", "Maren"), Piece("new", "Tobias"), Piece("same", ", today."),
    ]  # fmt: skip
    assert word_differences("", "") == [] and word_differences("same", "same") == [Piece("same", "same")]


@given(st.text(alphabet="ab \n,", max_size=60), st.text(alphabet="ab \n,", max_size=60))
def test_the_pieces_give_back_both_texts(old: str, new: str) -> None:
    pieces = word_differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_the_longest_texts_are_compared_in_little_time() -> None:
    cases = {
        "one long line": ("a b " * 10_000, "b a " * 10_000),
        "many lines": ("a\n" * 20_000, "b\na\n" * 10_000),
        "many different lines": ("".join(f"{n}\n" for n in range(7_000)), "".join(f"{n}x\n" for n in range(6_000))),
    }
    for name, (old, new) in cases.items():
        started = time.process_time()
        word_differences(old, new)
        assert time.process_time() - started < 2, name
