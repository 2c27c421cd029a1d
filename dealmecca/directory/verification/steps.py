"""The steps down that a record will take by date alone, as one short text beside the level: so a list reads the level
of today off the row itself, without the evidence and without a job."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Step(NamedTuple):
    """From `day` on, and until the next step."""

    day: date
    score: int
    level: int
    verified: bool


def write_steps(steps: Iterable[Step]) -> str:
    """ "20270302.70.3.1 20270510.55.2.0", in the order of the days."""
    return " ".join(f"{step.day:%Y%m%d}.{step.score}.{step.level}.{int(step.verified)}" for step in sorted(steps))


def read_steps(text: str) -> list[Step]:
    steps = []
    for part in text.split():
        day, score, level, verified = part.split(".")
        steps.append(Step(date(int(day[:4]), int(day[4:6]), int(day[6:])), int(score), int(level), verified == "1"))
    return steps


def step_on(text: str, day: date) -> Step | None:
    """The step that holds on this day; None while none was taken yet."""
    return next((step for step in reversed(read_steps(text)) if step.day <= day), None) if text else None


def level_on(text: str, day: date, stored: int) -> int:
    """The level of this day, given the stored one and the steps beside it."""
    step = step_on(text, day)
    return step.level if step else stored
