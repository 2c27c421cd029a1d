"""What two worlds share beside their records: the moments, the dice that ids and handles are drawn by, the log."""

import logging
import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
import time_machine

from dealmecca.lib import ids

DAY = "2026-11-23T"
_NEW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # the id of a job: drawn by chance


class Dice:
    """Stands for `secrets` where ids and handles are drawn; `anew` at each step, whatever was drawn for one alone."""

    def __init__(self) -> None:
        self.dice, self.step = random.Random(), 0

    def anew(self) -> None:
        self.step += 1
        self.dice.seed(self.step)
        ids._clock = ids._Clock()

    def randbelow(self, limit: int) -> int:
        return self.dice.randrange(limit)

    def six(self) -> str:
        """Six pairs of digits, as ids draw them."""
        return f"{self.dice.randrange(10**12):012}"

    def choice(self, values: Sequence[str]) -> str:
        return self.dice.choice(values)


DICE = Dice()


class Written(logging.Handler):
    """Every line that our loggers and Django's write, without its time."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(_NEW.sub("…", f"{record.name} {record.levelname} {record.getMessage()}"))


@contextmanager
def at(moment: str) -> Iterator[None]:
    DICE.anew()
    with time_machine.travel(f"{DAY}{moment}Z", tick=False):
        yield


@contextmanager
def same_dice() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DICE, "step", 0)
        patch.setattr("dealmecca.lib.ids.secrets", DICE)
        patch.setattr("dealmecca.lib.ids._digits", DICE)
        patch.setattr("dealmecca.forum.handles.secrets", DICE)
        patch.setattr(ids, "_clock", ids._Clock())
        yield


@contextmanager
def logging_into(handler: logging.Handler) -> Iterator[None]:
    """DEBUG and up."""
    loggers = [logging.getLogger(name) for name in ("dealmecca", "django.request", "django.security", "django_tasks")]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(handler)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
