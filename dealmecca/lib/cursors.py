"""Keyset cursors: the sort values of the last row of a page, as text that survives a URL."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime

MAX_CURSOR_LENGTH = 4000
_UNREADABLE = "This cursor is not one that we handed out. Leave it out to start from the first page."
_LARGEST_INTEGER = 2**63 - 1


def encode_cursor(values: Sequence[str | int]) -> str:
    """Raises ValueError when the values are too long for MAX_CURSOR_LENGTH: a sort column needs a length limit."""
    written = json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text = base64.urlsafe_b64encode(written).decode("ascii").rstrip("=")
    if len(text) > MAX_CURSOR_LENGTH:
        raise ValueError(f"The values of a cursor may take {MAX_CURSOR_LENGTH} characters, these take {len(text)}.")
    return text


def decode_cursor(text: str, kinds: Sequence[type[str] | type[int]]) -> list[str | int]:
    """One value per kind, each exactly of its kind (a bool is no int), storable in both databases.

    Whatever the text is, the only exception is ValueError, with a sentence for the person who asked.
    """
    if len(text) > MAX_CURSOR_LENGTH or not text.isascii():
        raise ValueError(_UNREADABLE)
    try:
        padded = text + "=" * (-len(text) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True).decode("utf-8"))
    except (binascii.Error, ValueError, RecursionError):
        raise ValueError(_UNREADABLE) from None
    if not isinstance(values, list) or len(values) != len(kinds):
        raise ValueError(_UNREADABLE)
    if not all(_is_storable(value, kind) for value, kind in zip(values, kinds, strict=True)):
        raise ValueError(_UNREADABLE)
    return values


def moment_cursor(at: datetime, key: str) -> str:
    """Of a list that is sorted by a moment, then by key."""
    return encode_cursor([at.isoformat(), key])


def read_moment_cursor(text: str) -> tuple[datetime, str]:
    """Raises ValueError as `decode_cursor` does."""
    at, key = decode_cursor(text, (str, str))
    try:
        moment = datetime.fromisoformat(str(at))
    except ValueError:
        raise ValueError(_UNREADABLE) from None
    if moment.tzinfo is None or not 2000 <= moment.year < 9000:  # later or earlier ones are none of ours
        raise ValueError(_UNREADABLE)
    return moment, str(key)


def _is_storable(value: object, kind: type[str] | type[int]) -> bool:
    if type(value) is not kind:
        return False
    if isinstance(value, str):  # PostgreSQL takes no NUL, and no driver takes half a surrogate pair
        return "\x00" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
    return isinstance(value, int) and -_LARGEST_INTEGER <= value <= _LARGEST_INTEGER
