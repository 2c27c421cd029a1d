"""Processes that belong together."""

import os
import signal
import threading
import time

CHECK_SECONDS = 1.0


def end_with_parent(parent: int) -> None:
    """Ask this process to stop (SIGTERM) once the one that started it is gone, even by `kill -9`.

    `parent` is that one's process id, told by itself: it may be gone before anybody here could ask who it was.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True, name="end with parent").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
