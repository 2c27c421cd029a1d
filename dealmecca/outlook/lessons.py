"""What past accounts teach: the usual chance of a change, and how far the signs are to be trusted. Pure functions.

Everything is learnt from what was over on the day: tenures up to then, and assessments whose year had passed. Of the
time before changes were written down only those who stayed are known; nothing is learnt from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log

from dealmecca.outlook.vulnerability import (
    LONG_TENURE,
    Facts,
    Lessons,
    Tenure,
    Within,
    chance_of,
    is_long,
    log_odds,
    raw_signs,
    tenure_points,
)

PRIOR = Lessons()
PRIOR_YEARS = 20.0  # the prior weighs as much as this many account-years
SHIFT_SPREAD, TRUST_SPREAD, MOST_TRUST = 1.0, 0.5, 2.0
UNWATCHED = 0.05  # the first of the known changes: so few in their time that most were not written down
OVERLAP = 0.25  # quarterly looks at a year each tell the same thing four times
STEPS = 25
YEAR_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Look:
    """An account on a past day: was its agency there for long, the signs' points (log-odds), what came of it."""

    account_id: str
    day: date
    is_long: bool | None
    points: float
    has_changed: bool


def quarter_ends(first: date, last: date) -> list[date]:
    """Every last day of a quarter in [first, last], oldest first."""
    ends = (
        date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        for year in range(first.year, last.year + 1)
        for month in (3, 6, 9, 12)
    )
    return [day for day in ends if first <= day <= last]


def months_later(day: date, months: int) -> date:
    """The last day of a month stays one."""
    after = day.year * 12 + day.month + months  # of the month after
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def watched_since(tenures: Sequence[Tenure], day: date) -> date:
    """From when on changes were written down, as far as was known on that day; that day when none was."""
    ends = sorted(one.until for one in tenures if one.until and one.until <= day)
    return ends[int(len(ends) * UNWATCHED)] if ends else day


def losses(tenures: Sequence[Tenure], day: date) -> Lessons:
    """Replaced per year of tenure, as far as it was known on that day, held together by a prior."""
    watched = watched_since(tenures, day)
    years, ended = [0.0, 0.0], [0, 0]
    turn = LONG_TENURE.days
    for one in tenures:
        if not one.is_since_known or one.since > day or (one.until and one.until < watched):
            continue
        is_over = one.until is not None and one.until <= day
        days = ((one.until if is_over and one.until else day) - one.since).days
        unseen = max((watched - one.since).days, 0)
        years[0] += max(min(days, turn) - unseen, 0) / YEAR_DAYS
        years[1] += max(days - max(turn, unseen), 0) / YEAR_DAYS
        if is_over:
            ended[days >= turn] += 1
    usual = _rate(sum(ended), sum(years), _yearly_rate(PRIOR.usual_loss))
    early, late = (
        _rate(ended[band], years[band], usual * _yearly_rate(prior) / _yearly_rate(PRIOR.usual_loss))
        for band, prior in enumerate((PRIOR.early_loss, PRIOR.late_loss))
    )
    return Lessons(
        usual_loss=_share(usual), early_loss=_share(early), late_loss=_share(late), account_years=round(sum(years), 1)
    )


def look_at(facts: Facts, day: date, horizon_end: date, within: Within, *, today: date) -> Look | None:
    """The account as it stood on a past day, and whether it left that agency by the end of the horizon."""
    aor = facts.media_aor_on(day)
    if aor is None or horizon_end > today:
        return None
    points = sum(sign.points for sign in raw_signs(facts, aor, day, within))
    return Look(facts.account_id, day, is_long(aor, day), points, has_changed(facts, aor, horizon_end))


def base_of(is_long: bool | None, lessons: Lessons) -> float:
    """The chance before any sign, in log-odds, without the shift."""
    return log_odds(lessons.usual_loss) + tenure_points(is_long, lessons)


def has_changed(facts: Facts, aor: Tenure, by: date) -> bool:
    """It ended, and the same agency did not go on as media agency of record under another entry."""
    if aor.until is None or aor.until > by:
        return False
    until = aor.until
    return not any(one.is_media_aor and one.agency_id == aor.agency_id and one.holds_on(until) for one in facts.tenures)


def learn(rates: Lessons, looks: Sequence[Look]) -> Lessons:
    """`rates` with shift and trust fitted to these looks: logistic regression, drawn towards 0 and 1 by a prior."""
    groups: dict[tuple[float, float], list[float]] = {}
    bases = {long: round(base_of(long, rates), 2) for long in (None, False, True)}
    for look in looks:
        group = groups.setdefault((bases[look.is_long], round(look.points, 2)), [0.0, 0.0])
        group[0] += OVERLAP
        group[1] += OVERLAP * look.has_changed
    shift, trust = _fit(groups)
    if not 0 <= trust <= MOST_TRUST:
        trust = min(max(trust, 0.0), MOST_TRUST)
        shift, _ = _fit(groups, trust=trust)
    return Lessons(
        rates.usual_loss, rates.early_loss, rates.late_loss, round(shift, 3), round(trust, 3), rates.account_years,
        len(looks),
    )  # fmt: skip


def _fit(groups: dict[tuple[float, float], list[float]], trust: float | None = None) -> tuple[float, float]:
    """Newton's method on two numbers, or on the shift alone when `trust` is given."""
    a, b = 0.0, 1.0 if trust is None else trust
    for _ in range(STEPS):
        slope_a, slope_b = -a / SHIFT_SPREAD**2, -(b - 1) / TRUST_SPREAD**2
        aa, ab, bb = 1 / SHIFT_SPREAD**2, 0.0, 1 / TRUST_SPREAD**2
        for (base, points), (count, changed) in groups.items():
            chance = chance_of(base + a + b * points)
            weight = count * chance * (1 - chance)
            slope_a += changed - count * chance
            slope_b += (changed - count * chance) * points
            aa, ab, bb = aa + weight, ab + weight * points, bb + weight * points**2
        if trust is not None:
            a += slope_a / aa
            continue
        divisor = aa * bb - ab * ab
        a, b = a + (bb * slope_a - ab * slope_b) / divisor, b + (aa * slope_b - ab * slope_a) / divisor
        a, b = min(max(a, -5.0), 5.0), min(max(b, -3.0), 5.0)
    return a, b


def _rate(ended: int, years: float, prior: float) -> float:
    return (ended + prior * PRIOR_YEARS) / (years + PRIOR_YEARS)


def _yearly_rate(chance: float) -> float:
    """The rate per year under which this share is over after one year."""
    return -log(1 - chance)


def _share(rate: float) -> float:
    """Back from the rate, in a precision that means something; never nothing, which has no odds."""
    return max(round(1 - exp(-rate), 4), 0.0001)
