"""Looking back: planted signs are found, meaningless ones are not praised, and nothing of the future is used."""

from dataclasses import replace
from datetime import date

import pytest

from dealmecca.outlook.backtest import lessons_by_day, look_back, result_of
from dealmecca.outlook.lessons import PRIOR, losses, months_later, quarter_ends
from dealmecca.outlook.vulnerability import Facts, Tenure
from tests.outlook.histories import TODAY, invented, within

pytestmark = pytest.mark.once


def test_signs_that_come_before_a_change_beat_the_base_rate() -> None:
    result = result_of(look_back(invented(250, is_planted=True), within, today=TODAY))
    assert result and result.is_better
    assert result.brier < result.base_brier
    assert result.precision > 1.5 * result.base_rate
    assert result.hit_rate > 0.15


@pytest.mark.parametrize("seed", range(4))
def test_signs_that_mean_nothing_are_not_praised(seed: int) -> None:
    result = result_of(look_back(invented(250, is_planted=False, seed=seed), within, today=TODAY))
    assert result and not result.is_better
    assert abs(result.gain) < 0.02, "and they do little harm, because trust in them is gone"


def test_trust_in_signs_is_learnt() -> None:
    planted = lessons_by_day(invented(250, is_planted=True), within, today=TODAY, years=1)[TODAY]
    empty = lessons_by_day(invented(250, is_planted=False), within, today=TODAY, years=1)[TODAY]
    assert planted.trust > 0.8 > 0.4 > empty.trust
    assert planted.account_years > 1_000 and planted.checked > 1_000


def test_guesses_are_what_came_true() -> None:
    result = result_of(look_back(invented(400, is_planted=True), within, today=TODAY))
    assert result
    for band in result.bands:
        if band.count > 300:
            assert abs(band.guessed - band.changed) < 0.1, band


def test_forgotten_changes_of_early_years_mislead_nobody() -> None:
    """Only agencies that were still there in 2021 are known: before that, nobody seems to have changed."""
    history = invented(400, is_planted=True)
    for facts in history:
        facts.tenures = [one for one in facts.tenures if one.until is None or one.until >= date(2021, 11, 1)]
    result = result_of(look_back(history, within, today=TODAY))
    assert result and result.is_better
    guessed = sum(band.guessed * band.count for band in result.bands) / result.count
    assert abs(guessed - result.base_rate) < 0.03


def test_where_no_change_was_ever_written_down_nothing_is_learnt() -> None:
    tenures = [Tenure(f"agency{number}", "", "MEDIA", True, date(2010, 1, 1), True, None) for number in range(5_000)]
    assert losses(tenures, TODAY) == PRIOR


def test_what_happens_after_a_look_changes_nothing_it_guessed() -> None:
    """Cut every history at a day: the guesses up to the year before it stay what they were."""
    history, cut = invented(60, is_planted=True), date(2024, 12, 31)
    whole = {(g.account_id, g.day): g.chance for g in look_back(history, within, today=TODAY, years=4)}
    known = [_cut(facts, cut) for facts in history]
    before = {(g.account_id, g.day): g.chance for g in look_back(known, within, today=cut, years=2)}
    days = {day for _, day in before}
    assert days and max(days) == date(2023, 12, 31)
    assert {key: whole[key] for key in before} == before


def test_nothing_to_look_back_on() -> None:
    assert result_of(look_back([], within, today=TODAY)) is None
    assert lessons_by_day([], within, today=TODAY, years=1)[TODAY] == PRIOR


def test_losses_count_only_what_was_over() -> None:
    tenures = [one for facts in invented(200, is_planted=False) for one in facts.tenures]
    early = losses(tenures, date(2019, 12, 31))
    assert early == losses([replace(one, until=None) if one.until and one.until > date(2019, 12, 31) else one
                            for one in tenures if one.since <= date(2019, 12, 31)], date(2019, 12, 31))  # fmt: skip
    assert 0.1 < losses(tenures, TODAY).usual_loss < 0.3


def test_days() -> None:
    assert quarter_ends(date(2025, 11, 1), date(2026, 3, 31)) == [date(2025, 12, 31), date(2026, 3, 31)]
    assert months_later(date(2025, 11, 30), 3) == date(2026, 2, 28)


def _cut(facts: Facts, day: date) -> Facts:
    return Facts(
        facts.account_id,
        [replace(one, until=None if one.until and one.until > day else one.until)
         for one in facts.tenures if one.since <= day],
        [job for job in facts.jobs if job.since <= day],
    )  # fmt: skip
