"""Looking back: what the assessment would have said at each quarter's end, and what came of it. Pure functions.

At each look only what was over by then has been learnt from. The rival is the plain share of accounts that changed,
known afterwards: no constant guess can beat it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt

from dealmecca.outlook.lessons import (
    Look,
    base_of,
    learn,
    look_at,
    losses,
    months_later,
    quarter_ends,
    watched_since,
)
from dealmecca.outlook.vulnerability import Facts, Lessons, Tenure, Within, chance_of

LEARNING_YEARS = 3  # before the years that are tested
TOP_SHARE = 0.1
BANDS = (0.0, 0.1, 0.2, 0.3, 0.5, 1.0)
SURE = 2.0  # standard errors
FEWEST = 30  # accounts, below which nothing is claimed


@dataclass(frozen=True, slots=True)
class Guess:
    account_id: str
    day: date
    chance: float
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Of the guesses between `low` and `high`: how many, the mean guess, the share that changed."""

    low: float
    high: float
    count: int
    guessed: float
    changed: float


@dataclass(frozen=True, slots=True)
class Result:
    """`hit_rate` is the share of the changes that stood among the top tenth; `precision` the share of changes there.

    `gain` is by how much the Brier score is better than that of the base rate, `gain_error` its standard error with
    the looks at one account taken together.
    """

    count: int
    accounts: int
    base_rate: float
    hit_rate: float
    precision: float
    brier: float
    base_brier: float
    gain_error: float
    bands: tuple[Band, ...]

    @property
    def gain(self) -> float:
        return self.base_brier - self.brier

    @property
    def is_better(self) -> bool:
        """Better than chance alone would make it look."""
        return self.accounts >= FEWEST and self.gain > SURE * self.gain_error


def lessons_by_day(
    history: Sequence[Facts], within: Within, *, today: date, years: int, horizon: int = 12
) -> dict[date, Lessons]:
    """What could be learnt up to each quarter's end of these years, and up to today."""
    days = quarter_ends(_years_before(today, years + LEARNING_YEARS), today)
    lessons, _ = _walk(history, within, [*days, today], today, horizon)
    return {day: one for day, one in lessons.items() if day > _years_before(today, years)}


def look_back(
    history: Sequence[Facts], within: Within, *, today: date, years: int = 3, horizon: int = 12
) -> list[Guess]:
    """A guess for every account at every quarter's end of these years whose horizon has passed."""
    last = months_later(_last_full_month(today), -horizon)
    days = quarter_ends(_years_before(last, years + LEARNING_YEARS), last)
    first = _years_before(last, years)
    return [guess for guess in _walk(history, within, days, today, horizon)[1] if guess.day > first]


def result_of(guesses: Sequence[Guess]) -> Result | None:
    """None when there was nothing to guess."""
    if not guesses:
        return None
    count = len(guesses)
    changed = sum(guess.has_changed for guess in guesses)
    base = changed / count
    top = sorted(guesses, key=lambda one: (-one.chance, one.account_id, one.day))[: max(round(count * TOP_SHARE), 1)]
    hits = sum(guess.has_changed for guess in top)
    by_account: dict[str, float] = defaultdict(float)
    brier = base_brier = 0.0
    for guess in guesses:
        mine, rival = (guess.chance - guess.has_changed) ** 2, (base - guess.has_changed) ** 2
        brier, base_brier = brier + mine, base_brier + rival
        by_account[guess.account_id] += rival - mine
    mean = (base_brier - brier) / len(by_account)
    spread = sum((gain - mean) ** 2 for gain in by_account.values())
    return Result(
        count=count,
        accounts=len(by_account),
        base_rate=base,
        hit_rate=hits / changed if changed else 0.0,
        precision=hits / len(top),
        brier=brier / count,
        base_brier=base_brier / count,
        gain_error=sqrt(spread) / count,
        bands=_bands(guesses),
    )


def _walk(
    history: Sequence[Facts], within: Within, days: Sequence[date], today: date, horizon: int
) -> tuple[dict[date, Lessons], list[Guess]]:
    """Day by day: learn from looks that are over, guess, remember the look."""
    tenures = [one for facts in history for one in facts.tenures if one.is_media_aor]
    looks: list[Look] = []
    guesses = []
    learnt = {}
    for day in days:
        end = months_later(day, horizon)
        lessons = learnt[day] = _lessons(tenures, looks, day, horizon)
        for facts in history:
            look = look_at(facts, day, end, within, today=today)
            if look:
                looks.append(look)
                odds = base_of(look.is_long, lessons) + lessons.shift + lessons.trust * look.points
                guesses.append(Guess(look.account_id, day, chance_of(odds), look.has_changed))
    return learnt, guesses


def _lessons(tenures: Sequence[Tenure], looks: Sequence[Look], day: date, horizon: int) -> Lessons:
    watched = watched_since(tenures, day)
    over = [look for look in looks if look.day >= watched and months_later(look.day, horizon) <= day]
    return learn(losses(tenures, day), over)


def _bands(guesses: Sequence[Guess]) -> tuple[Band, ...]:
    found = []
    for low, high in pairwise(BANDS):
        rows = [one for one in guesses if low <= one.chance < high]
        if rows:
            guessed = sum(one.chance for one in rows) / len(rows)
            found.append(Band(low, high, len(rows), guessed, sum(one.has_changed for one in rows) / len(rows)))
    return tuple(found)


def _last_full_month(day: date) -> date:
    """The last day of the month before, or the day itself when it ends one."""
    return months_later(day, 0) if months_later(day, 0) == day else months_later(day, -1)


def _years_before(day: date, years: int) -> date:
    return months_later(day, -12 * years)
