"""Ids: unique, of one shape, and sorted by when they were made."""

import os
import re
import threading

import pytest

from dealmecca.lib import ids
from dealmecca.lib.ids import new_id


def test_a_hundred_thousand_ids_are_unique_and_sort_in_the_order_they_were_made() -> None:
    made = [new_id() for _ in range(100_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(re.fullmatch("c[0-9a-z]{24}", each) for each in made)


def test_a_clock_that_goes_back_does_not_break_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_000_000_000)
    made = [before, *(new_id() for _ in range(100))]
    assert made == sorted(made)


def test_a_full_counter_moves_on_to_the_next_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = ids._Clock()
    monkeypatch.setattr(ids, "_clock", clock)
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_795_000_000_000_000_000)
    first = new_id()
    clock.counter = 36**4 - 2
    made = [first, new_id(), new_id(), new_id()]
    assert made == sorted(made)
    assert made[1][9:13] == "zzzz"
    assert made[2][9:13] == "0000"


def test_threads_never_make_the_same_id() -> None:
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.extend([new_id() for _ in range(2000)])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each[:13] for each in made}) == 16_000, "even without the random part"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_continues_with_other_ids() -> None:
    reading, writing = os.pipe()
    with ids._clock.lock:  # a thread of the parent is making an id at this moment
        child = os.fork()
        if child == 0:
            try:
                os.write(writing, new_id().encode())
            finally:
                os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    assert os.read(reading, 25).decode() != new_id()
    os.close(reading)
