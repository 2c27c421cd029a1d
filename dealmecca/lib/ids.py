"""Record ids: 25 characters in cuid form that sort by the time they were made."""

import os
import secrets
import threading
import time
from array import array
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)
_COUNTER_LIMIT = 36**4
_RANDOM_LIMIT = 36**12


@lru_cache(maxsize=64)  # the same millisecond again, and small counters
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


def _random() -> int:
    return secrets.randbelow(_RANDOM_LIMIT)


class _Digits:
    """Random pairs of digits, drawn from the operating system many at a time: a call for each id costs more than it."""

    DRAWN = 4_096  # bytes; two make a pair
    FAIR = 2**16 - 2**16 % len(_PAIRS)  # above it some pairs would come up more often than others

    def __init__(self) -> None:
        self.pairs: Iterator[str] = iter(())

    def six(self) -> str:
        found = list(islice(self.pairs, 6))
        while len(found) < 6:
            numbers = array("H", os.urandom(self.DRAWN))
            self.pairs = iter([_PAIRS[number % len(_PAIRS)] for number in numbers if number < self.FAIR])
            found += islice(self.pairs, 6 - len(found))
        return "".join(found)

    def forget(self) -> None:
        """A forked child must not hand out what its parent hands out, too."""
        self.pairs = iter(())


_digits = _Digits()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_digits.forget)


def new_id() -> str:
    """`c`, 8 digits of milliseconds, 4 of a counter, 12 of randomness (62 bits), all in base 36.

    Two ids made one after the other in a process compare in that order, bytewise. The 12 random digits come from the
    operating system, so processes (forked ones too) never share a sequence. The time part lasts until the year 2059.
    """
    millisecond, counter = _clock.next()
    return f"c{_base36(millisecond, 8)}{_base36(counter, 4)}{_digits.six()}"


def id_of_hour(at: datetime) -> str:
    """An id that tells the hour `at` falls into, and nothing closer: for rows whose moment is nobody's business."""
    hour = int(at.timestamp()) // 3600 * 3_600_000
    return "c" + _base36(hour, 8) + _base36(secrets.randbelow(_COUNTER_LIMIT), 4) + _base36(_random(), 12)
