"""No text takes long, or longer than it is: measured in the thread's own time, the best of several."""

import gc
import time
from collections.abc import Callable

import pytest

from dealmecca.lib.markdown import LONGEST_POST, limits, read
from tests.lib.markdown.hostile import FAMILIES

pytestmark = pytest.mark.once

LONGEST = 0.1  # seconds, on a machine where COUNTING takes its time
COUNTING = 0.0125  # what counting takes where the limits were measured
ROUNDS = 3


def seconds(work: Callable[[], object], times: int) -> float:
    best = 9.0
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            begun = time.thread_time()
            work()
            best = min(best, time.thread_time() - begun)
    finally:
        gc.enable()
    return best


def everything(text: str) -> None:
    document = read(text)
    document.html()
    document.text()
    assert document.mentions is not None


def slowness() -> float:
    """How many times slower than there this machine is now; never below 1."""
    counted = seconds(lambda: sum(number * number for number in range(200_000)), 2)
    return max(counted / COUNTING, 1.0)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_text_of_the_longest_takes_long(family: str) -> None:
    text = FAMILIES[family](LONGEST_POST)[:LONGEST_POST]
    took = []
    for _ in range(6):  # others on the machine may be in the way of some, of a slow text they are in the way of all
        before = slowness()
        took.append(seconds(lambda: everything(text), 2) / max(before, slowness()))
        if took[-1] < LONGEST:
            return
    pytest.fail(f"{took} s")


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_takes_twice_the_time(family: str) -> None:
    """At the greatest size that is read as Markdown, where the parser works most."""
    size = LONGEST_POST
    while size > 1_000 and read(FAMILIES[family](size)).is_as_written:
        size //= 2
    whole, half = FAMILIES[family](size), FAMILIES[family](size // 2)
    ratios = []
    for _ in range(ROUNDS + 5):
        ratios.append(seconds(lambda: everything(whole), 3) / max(seconds(lambda: everything(half), 3), 0.002))
        if ratios[-1] < 2.5:
            return
    pytest.fail(f"{size} characters take {ratios} times as long as half of them")


def test_a_text_beyond_the_longest_is_not_even_parsed() -> None:
    assert read("*a* " * LONGEST_POST).is_as_written
    assert seconds(lambda: read("[" * 2_000_000), 1) < LONGEST


@pytest.mark.parametrize("family", ["a square table", "quotes that go on"])
def test_without_the_limits_it_would_take_long(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_STEPS", 10**9)
    monkeypatch.setattr(limits, "DEEPEST", 10**9)
    text = FAMILIES[family](LONGEST_POST)
    assert seconds(lambda: read(text).html(), 1) > LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Cola moved its **CTV** money to [Halden](https://halden.example) and nobody asked why.\n\n" * 200,
        "- **Halden & Pike**: CTV, [their brief](https://halden.example/brief), since 2024\n" * 240,
        "| Agency | Duty | Who |\n|---|---|---|\n" + "| Halden & Pike | CTV planning | Maren Oduya |\n" * 400,
        "> > I heard *otherwise*.\n\nSo did I.\n\n" * 400,
        "```\n" + "budget[0] = [1, 2, 3] * 4\n" * 750 + "```",
    ],
    ids=["prose", "list", "table", "quotes", "code"],
)
def test_what_people_write_is_never_too_much(text: str) -> None:
    assert not read(text[:LONGEST_POST]).is_as_written
