"""Names that are nearly the same."""

import pytest

from dealmecca.lib.company_names import company_key
from dealmecca.lib.near_names import NearNames, edit_distance


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("kestrel", "kestrel", 0),
        ("kestrl", "kestrel", 1),
        ("ketsrel", "kestrel", 1),
        ("abcd", "wxyz", None),
        ("", "a", 1),
    ],
)
def test_letters_that_differ(a: str, b: str, distance: int | None) -> None:
    assert edit_distance(a, b, 2) == edit_distance(b, a, 2) == distance


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Kestrl Cola", "one letter differs"),
        ("Cola Kestrel", "the same words"),
        ("Kestrel", "begins with this name"),
        ("Kestrel Cola Zero", "is the beginning of this name"),
        ("Kestrel Cola", ""),
        ("Tallgrass Bank", ""),
        ("!!!", ""),
        ("x" * 255, ""),
    ],
)
def test_why_a_name_is_near(name: str, reason: str) -> None:
    names = NearNames()
    names.add("1", "Kestrel Cola", "kestrelcola")
    assert [near.reason for near in names.near(name, company_key(name))] == ([reason] if reason else [])
