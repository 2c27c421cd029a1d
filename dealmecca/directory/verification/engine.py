"""The engine: what is known and what was said, judged for a day and for all days after it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dealmecca.directory.verification.levels import CONFIRMED, Word, level_of
from dealmecca.directory.verification.points import RECENT, RECENT_DAYS
from dealmecca.directory.verification.steps import Step, write_steps

Points = Callable[[set[str]], int]


class Verdict(NamedTuple):
    """What the columns of a record hold: today's answer, when it was last confirmed, and the steps down to come."""

    score: int
    level: int
    verified: bool
    confirmed_on: date | None
    fades: str


def judge(points: Points, known: set[str], words: Sequence[Word], day: date) -> Verdict:
    """`known` are the signals met by the record's own fields, `words` what was said for it and is about it as it is."""
    if not words:
        score = points(known)
        return Verdict(score, level_of(score, ()), False, None, "")
    now = on_day(points, known, words, day)
    steps, last = [], now
    for later in sorted(_turning_days(words)):
        step = on_day(points, known, words, later) if later > day else last
        if step[1:] != last[1:]:
            steps.append(step)
            last = step
    said = [word.said_on for word in words if word.said_on <= day]
    return Verdict(now.score, now.level, now.verified, max(said, default=None), write_steps(steps))


def on_day(points: Points, known: set[str], words: Iterable[Word], day: date) -> Step:
    """The answer for one day."""
    counting = [word for word in words if word.said_on <= day < word.until]
    is_recent = any(day < _recent_until(word) for word in counting)
    score = points(known | {RECENT} if is_recent else known)
    level = level_of(score, counting)
    return Step(day, score, level, level >= 2 and any(word.kind == CONFIRMED for word in counting))


def _recent_until(word: Word) -> date:
    return word.said_on + timedelta(days=RECENT_DAYS + 1)


def _turning_days(words: Iterable[Word]) -> set[date]:
    return {day for word in words for day in (word.until, _recent_until(word))}
