"""Loaded by pytest before Django's settings: the test environment, and the stages of `./dev test` as results."""

import json
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")

STAGES = json.loads(os.environ.get("DEV_TEST_STAGES", "[]"))


class StageFailed(Exception):
    """A stage before this pytest run failed; its own words are further up in the output."""


class Stage(pytest.Item):
    """One earlier stage, so that pytest's last line tells the truth about the whole of `./dev test`."""

    def __init__(self, *, passed: bool, remedy: str, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.passed, self.remedy = passed, remedy

    def runtest(self) -> None:
        if not self.passed:
            raise StageFailed(self.remedy)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        return f"{self.name}: {excinfo.value}"

    def reportinfo(self) -> tuple[str, None, str]:
        return "dev test", None, self.name


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> Iterator[None]:
    """After every deselection, so that -k and -m cannot hide a failed stage."""
    yield
    for stage in STAGES:
        name, passed, remedy = stage["name"], stage["passed"], stage["remedy"]
        items.append(Stage.from_parent(session, name=name, nodeid=f"./dev test::{name}", passed=passed, remedy=remedy))
