"""Cursors: they come back as they went out, and anything else is one ValueError."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.lib.cursors import MAX_CURSOR_LENGTH, decode_cursor, encode_cursor

WHOLE_NUMBERS = st.integers(min_value=-(2**63) + 1, max_value=2**63 - 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200)


@settings(deadline=None)
@given(st.lists(WHOLE_NUMBERS | TEXTS, max_size=3))
def test_a_cursor_comes_back_as_it_went_out(values: list[str | int]) -> None:
    text = encode_cursor(values)
    assert decode_cursor(text, [type(value) for value in values]) == values
    assert all(character.isalnum() or character in "-_" for character in text)


@settings(deadline=None)
@given(st.text() | st.binary().map(lambda data: base64.urlsafe_b64encode(data).decode()))
def test_garbage_is_a_value_error_and_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match="This cursor is not one that we handed out"):
        decode_cursor(text, [str, int, str])


@pytest.mark.parametrize(
    "values",
    [[True], [1.0], [None], [[1]], ["1"], [2**63], [1, 2], [], {"a": 1}, 1, [float("nan")]],
)
def test_a_value_of_another_kind_is_refused(values: object) -> None:
    with pytest.raises(ValueError, match="cursor"):
        decode_cursor(written(values), [int])


@pytest.mark.parametrize("value", ["nul \x00", "half a pair \ud800"])
def test_text_that_a_database_cannot_take_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="cursor"):
        decode_cursor(written([value]), [str])


@pytest.mark.parametrize("text", ["[" * 2900, "A" * (MAX_CURSOR_LENGTH + 1), "9" * 2900])
def test_deep_and_long_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cursor"):
        decode_cursor(text, [int])
    with pytest.raises(ValueError, match="cursor"):
        decode_cursor(base64.urlsafe_b64encode(text.encode()).decode().rstrip("="), [int])


def test_values_too_long_for_a_url_are_refused_when_encoding() -> None:
    with pytest.raises(ValueError, match="4000"):
        encode_cursor(["x" * MAX_CURSOR_LENGTH])


def written(values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
