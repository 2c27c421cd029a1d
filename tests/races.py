"""Many at once, each a process with its own connection, all let go together; on both engines."""

import multiprocessing
import os
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from dealmecca.lib.conflicts import Conflict

AT_ONCE = 50
CAN_FORK = "fork" in multiprocessing.get_all_start_methods()
can_fork = pytest.mark.skipif(not CAN_FORK, reason="Windows cannot fork")
fork: Any = multiprocessing.get_context("fork") if CAN_FORK else None


def race(act: Callable[[int], object], times: int = AT_ONCE) -> Counter[str]:
    """How each number ended: "done", or the sentence with which it was refused."""

    def told(number: int) -> str:
        try:
            act(number)
        except Conflict as conflict:
            return f"Conflict: {conflict}"
        except ValidationError as error:
            return f"ValidationError: {error.messages[0]}"
        return "done"

    return _let_go(told, times)


def answers(act: Callable[[int], Any], times: int = AT_ONCE) -> Counter[Any]:
    """What `act` answered for each number; an exception of ours answers its class' name."""

    def answered(number: int) -> Any:
        try:
            return act(number)
        except Exception as error:
            if type(error).__module__.startswith("dealmecca."):
                return type(error).__name__
            raise

    return _let_go(answered, times)


def sentences(found: Counter[str], done: int, text: str) -> None:
    """So many were done, and all others were told why not."""
    others = [told for told in found if told != "done"]
    assert found["done"] == done and all(text in told for told in others), found


def start_child(work: Callable[[], object]) -> Any:
    """A process forked from this one, with a connection of its own; it ends with 0 if the work returns.

    No pool in there: its threads would have to start in the child of a process with threads, and on a machine under
    load they do not always hand out a connection within the pool's five seconds.
    """
    _let_connections_go()

    def run() -> None:
        _connect_alone()
        work()
        os._exit(0)  # neither pytest nor a buffer of its parent goes on in here

    process = fork.Process(target=run)
    process.start()
    return process


def _let_connections_go() -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def _connect_alone() -> None:
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.ensure_connection()


def _let_go(act: Callable[[int], Any], times: int) -> Counter[Any]:
    """Fails with the traceback of a process that broke."""
    _let_connections_go()
    gate, outcomes = fork.Barrier(times), fork.SimpleQueue()

    def run(number: int) -> None:
        try:
            _connect_alone()
            gate.wait(120)
            outcome = act(number)
        except BaseException:
            outcome = traceback.format_exc()
        outcomes.put(outcome)
        connection.close()
        os._exit(0)  # neither pytest nor a buffer of its parent goes on in here

    processes = [fork.Process(target=run, args=(number,)) for number in range(times)]
    for process in processes:
        process.start()
    found = Counter(outcomes.get() for _ in processes)
    for process in processes:
        process.join(60)
    assert not [one for one in found if "Traceback" in str(one)], next(t for t in found if "Traceback" in str(t))
    return found
