"""Talking to the person at the terminal and running other programs, so that every failure says what to do next."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_STOP = 15
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class Failure(Exception):
    """Something went wrong that the person can mend: one sentence on what, one on what to do next."""

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(f"{what} {next_step}")


def say(text: str = "") -> None:
    print(text, flush=True)


def report(failure: Failure) -> None:
    print(f"dev: {failure}", file=sys.stderr, flush=True)


def stop_cleanly_on_signals() -> None:
    """Turn SIGTERM and SIGHUP into an ordinary exit, so that servers and temporary folders are cleaned up."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)


def start(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    *,
    folder: Path = ROOT,
    last_word: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> "subprocess.Popen[bytes]":
    """Start a program; on Linux it hears `last_word` even when we are killed without a chance to stop it."""
    parts = [str(part) for part in command]
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def arrange_last_word() -> None:
        if libc is not None:
            libc.prctl(SET_PARENT_DEATH_SIGNAL, last_word.value)

    try:
        return subprocess.Popen(parts, env=dict(environment), cwd=folder, preexec_fn=arrange_last_word, **options)
    except OSError as error:
        raise Failure(f"{parts[0]} could not be started ({error.strerror}).", "Check how it is spelled.") from None


def run(command: Sequence[str | Path], environment: Mapping[str, str], *, folder: Path = ROOT) -> int:
    """Run a program to its end and answer its exit status; if we are told to stop meanwhile, so is the program."""
    process = start(command, environment, folder=folder)
    try:
        return process.wait()
    except KeyboardInterrupt:
        finish(process, ask=False)  # the terminal has sent Ctrl-C to the program as well
        raise
    finally:
        finish(process)


def finish(process: "subprocess.Popen[bytes]", *, ask: bool = True) -> None:
    """Wait for a program to stop, asking first, insisting after a while."""
    if process.poll() is not None:
        return
    if ask:
        process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def become(command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
    """Turn this process into the given program; does not return."""
    sys.stdout.flush()
    os.chdir(ROOT)
    parts = [str(part) for part in command]
    os.execve(parts[0], parts, dict(environment))
