"""Record ids: 25 characters in cuid form that sort by the time they were made."""

import os
import secrets
import threading
import time

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)
_COUNTER_LIMIT = 36**4
_RANDOM_LIMIT = 36**12


def _base36(number: int, width: int) -> str:
    """`width` must be even; a number too large for it loses its leading digits."""
    pairs = []
    for _ in range(width // 2):
        number, remainder = divmod(number, 1296)
        pairs.append(_PAIRS[remainder])
    return "".join(reversed(pairs))


class _Clock:
    """Hands out (millisecond, counter) pairs that never repeat or go back within one process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.millisecond = 0
        self.counter = 0

    def next(self) -> tuple[int, int]:
        now = time.time_ns() // 1_000_000
        with self.lock:
            if now > self.millisecond:
                self.millisecond, self.counter = now, 0
            else:  # the same millisecond, or the machine's clock was set back
                self.counter += 1
                if self.counter == _COUNTER_LIMIT:
                    self.millisecond, self.counter = self.millisecond + 1, 0
            return self.millisecond, self.counter

    def forget_lock(self) -> None:
        """A child process may be forked while another thread of its parent held the lock."""
        self.lock = threading.Lock()


_clock = _Clock()
if hasattr(os, "register_at_fork"):  # not on Windows, which cannot fork
    os.register_at_fork(after_in_child=_clock.forget_lock)


def new_id() -> str:
    """`c`, 8 digits of milliseconds, 4 of a counter, 12 of randomness (62 bits), all in base 36.

    Two ids made one after the other in a process compare in that order, bytewise. The 12 random digits come from the
    operating system, so processes (forked ones too) never share a sequence. The time part lasts until the year 2059.
    """
    millisecond, counter = _clock.next()
    return "c" + _base36(millisecond, 8) + _base36(counter, 4) + _base36(secrets.randbelow(_RANDOM_LIMIT), 12)
