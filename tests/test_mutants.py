"""The rewriting behind `./dev check --mutants` finds each kind of permission check and can take it away."""

from typing import Any

import pytest

from tools.console import ROOT
from tools.mutants import switches
from tools.mutants.rewriting import rewritten

pytestmark = pytest.mark.once

CODE = '''
"""A module."""
from __future__ import annotations

def can_edit(actor):
    return actor in ("ana", "dan")

def edit(actor):
    require(can_edit(actor), "You may not.")
    if actor == "dan":
        raise PermissionDenied("Not Dan.")
    return "edited"

def read(viewer, rows):
    return rows.visible_to(viewer)
'''


class Refused(Exception): ...


class Rows(list[int]):
    @property
    def query(self) -> str:
        return str(list(self))

    def all(self) -> "Rows":
        return self

    def visible_to(self, viewer: str) -> "Rows":
        return Rows(self[:1])


def require(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise Refused(sentence)


@pytest.fixture
def module() -> dict[str, Any]:
    tree, found = rewritten(CODE, str(ROOT / "dealmecca" / "example.py"))
    names: dict[str, Any] = {"require": require, "PermissionDenied": Refused, "found": found}
    exec(compile(tree, "example", "exec"), names)
    return names


def test_every_check_is_found_and_none_is_missing_by_itself(module: dict[str, Any]) -> None:
    kinds = [check.partition(" ")[2] for check in module["found"]]
    assert sorted(kinds) == ["can_edit", "refuses", "require", "visible_to"]
    assert module["edit"]("ana") == "edited"
    for somebody in ("dan", "cleo"):
        with pytest.raises(Refused):
            module["edit"](somebody)
    assert module["read"]("ana", Rows([1, 2])) == [1]


@pytest.mark.parametrize(("kind", "who"), [("require", "cleo"), ("can_edit", "cleo"), ("refuses", "dan")])
def test_a_check_taken_away_lets_people_in(
    kind: str, who: str, module: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (check,) = [check for check in module["found"] if check.endswith(kind)]
    monkeypatch.setattr(switches, "off", check)
    assert module["edit"](who) == "edited"


def test_a_scope_taken_away_shows_everything(module: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switches, "off", next(check for check in module["found"] if check.endswith("visible_to")))
    assert module["read"]("ana", Rows([1, 2])) == [1, 2]
