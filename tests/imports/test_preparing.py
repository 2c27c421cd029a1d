"""A large file is prepared by a second process: same rows, and whatever becomes of that process, the same end."""

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from dealmecca.accounts.models import User
from dealmecca.directory.actions.words import decide_word
from dealmecca.directory.models import Company
from dealmecca.history.models import Door
from dealmecca.imports.engine import preparing
from dealmecca.imports.engine.columns import choose_columns, look_at
from dealmecca.imports.engine.preparing import Preparation, batches_of, prepared_here
from tests.factories import make_company
from tests.imports.conftest import Importer
from tests.imports.test_import_results import RECORDED, come_to, messy

ROWS = 120


@pytest.fixture
def wanted(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> Preparation:
    monkeypatch.setattr(preparing, "LARGE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    path = importer.write(messy(ROWS))
    shape = look_at(path)
    return Preparation(path, shape, choose_columns(shape, kind="auto"), 7, 25)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The processes that were started; none is left running."""
    children: list[Any] = []
    real = subprocess.Popen

    def popen(*args: Any, **options: Any) -> Any:
        children.append(real(*args, **options))
        return children[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    yield children
    assert [child.poll() is None for child in children] == [False] * len(children)


def test_the_second_process_tells_what_this_one_would(wanted: Preparation, started: list[Any]) -> None:
    batches = list(batches_of(wanted))
    assert len(started) == 1
    assert batches == list(prepared_here(wanted))
    assert [len(rows) for rows in batches] == [25, 25, 25, 25, ROWS - 7 - 100]


def test_when_it_is_killed_the_rest_is_prepared_here(wanted: Preparation, started: list[Any]) -> None:
    batches = batches_of(wanted)
    found = [next(batches)]
    started[0].kill()
    assert [*found, *batches] == list(prepared_here(wanted))


def test_whoever_stops_early_ends_it(wanted: Preparation, started: list[Any]) -> None:
    batches = batches_of(wanted)
    next(batches)
    assert started[0].poll() is None
    batches.close()


def test_a_whole_import_comes_to_the_same(wanted: Preparation, importer: Importer, started: list[Any]) -> None:
    assert come_to(importer, "messy") == RECORDED["messy"]
    assert len(started) == 2


def test_a_small_file_needs_no_second_process(
    wanted: Preparation, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "LARGE", 1_000_000)
    assert sum(map(len, batches_of(wanted))) == ROWS - 7
    assert started == []


def test_it_knows_the_words_that_were_learnt_without_asking_a_database(
    importer: Importer, monkeypatch: pytest.MonkeyPatch, started: list[Any], moderator: User
) -> None:
    make_company("Wenlock Brewers", industry="Bev & Alc")
    decide_word(actor=moderator, door=Door.WEB, word_id="industry:bevalc", value="ALCOHOL")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    content = "Company,Industry\nAsh & Elm,bev and alc\nOak & Yew,Weather\n"
    for large, processes in ((1, 1), (preparing.LARGE, 0)):
        monkeypatch.setattr(preparing, "LARGE", large)
        started.clear()
        path = importer.write(content)
        shape = look_at(path)
        (rows,) = batches_of(Preparation(path, shape, choose_columns(shape, kind="auto"), 0, 25))
        found = [(row.company.values["industry"], row.company.unknown) for row in rows if row.company]
        assert found == [("ALCOHOL", ()), ("", (("industry", "Weather"),))] and len(started) == processes
    importer(content)
    assert Company.objects.filter(industry="ALCOHOL").count() == 2
