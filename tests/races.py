"""Many at once, each a process with its own connection, all let go together; on both engines."""

import multiprocessing
import os
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connection

CAN_FORK = "fork" in multiprocessing.get_all_start_methods()


def race(act: Callable[[int], Any], times: int) -> Counter[Any]:
    """What `act` answered for each number, counted; an exception of ours answers its class' name."""
    fork = multiprocessing.get_context("fork")
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    gate, answers = fork.Barrier(times), fork.SimpleQueue()

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait(120)
            outcome = act(number)
        except Exception as error:
            is_ours = type(error).__module__.startswith("dealmecca.")
            outcome = type(error).__name__ if is_ours else traceback.format_exc()
        answers.put(outcome)
        connection.close()
        os._exit(0)  # neither pytest nor a buffer of its parent goes on in here

    processes = [fork.Process(target=run, args=(number,)) for number in range(times)]
    for process in processes:
        process.start()
    found = Counter(answers.get() for _ in processes)
    for process in processes:
        process.join(60)
    assert not [one for one in found if "Traceback" in str(one)], next(t for t in found if "Traceback" in str(t))
    return found
