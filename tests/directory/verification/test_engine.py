"""The engine: the specification's sum exactly, levels that cannot be bought, and answers that fade by date alone."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmecca.directory.models import Company, Contact
from dealmecca.directory.verification.engine import judge, on_day
from dealmecca.directory.verification.fading import counts_until, days_that_count, freshness, half_life, share_moving
from dealmecca.directory.verification.levels import CONFIRMED, REVIEWED, SIGNED_OFF, STILL_TRUE, SUPPORTS, Word, band_of
from dealmecca.directory.verification.points import (
    COMPANY,
    CONTACT,
    points_of_company,
    points_of_contact,
    signals_of_company,
    signals_of_contact,
)
from dealmecca.directory.verification.steps import read_steps, step_on, write_steps

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 23)
EVERYTHING = {"email", "linkedin", "company", "phone", "title"}


def word(kind: str, by: str = "ana", days_ago: int = 0, lasts: int = 300) -> Word:
    said_on = TODAY - timedelta(days=days_ago)
    return Word(kind, by, said_on, said_on + timedelta(days=lasts))


def calculate_verification_score(
    email: str, linkedin_url: str, company_id: str | None, title: str, phone: str, has_recent_activity: bool
) -> int:
    """The specification's function, line by line."""
    score = 0
    if email and "@" in email:
        score += 25
    if linkedin_url:
        score += 20
    if company_id:
        score += 15
    if title:
        score += 10
    if phone:
        score += 15
    if has_recent_activity:
        score += 15
    return min(score, 100)


def test_all_sixty_four_combinations_are_the_specifications() -> None:
    totals = set()
    for given_fields in product((True, False), repeat=6):
        email, linkedin, company, title, phone, is_recent = given_fields
        contact = Contact(
            first_name="Maren", email="maren@halden.example" if email else "", company_id="c1" if company else None,
            linkedin_url="https://linkedin.com/in/maren" if linkedin else "", title="VP" if title else "",
            phone="+1 312 555 0118" if phone else "",
        )  # fmt: skip
        expected = calculate_verification_score(
            contact.email, contact.linkedin_url, contact.company_id, contact.title, contact.phone, is_recent
        )
        words = [word(STILL_TRUE, days_ago=180)] if is_recent else []
        found = judge(points_of_contact, signals_of_contact(contact), words, TODAY)
        assert found.score == expected, given_fields
        assert found.level == min(band_of(expected), 2) and not found.verified
        totals.add(expected)
    assert len(totals) == 19 and not totals & {5, 95}


def test_points_of_both_rule_sets_come_to_a_hundred() -> None:
    for signals in (CONTACT, COMPANY):
        assert sum(signal.points for signal in signals) == 100
    full = Company(
        name="Halden", website="https://halden.example", linkedin_url="https://linkedin.com/company/h", phone="1",
        city="Chicago", country="United States", industry="AUTOMOTIVE", company_type="AGENCY",
    )  # fmt: skip
    assert points_of_company(signals_of_company(full)) == 85
    assert signals_of_company(Company(name="Halden", city="Chicago", website="halden")) == set()


def test_bands_end_where_the_specification_says() -> None:
    assert [band_of(score) for score in (0, 20, 21, 40, 41, 60, 61, 80, 81, 100)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ([], 2),
        ([word(REVIEWED), word(SIGNED_OFF, "admin")], 2),
        ([word(CONFIRMED)], 3),
        ([word(CONFIRMED), word(SIGNED_OFF, "admin")], 3),
        ([word(CONFIRMED), word(REVIEWED)], 4),
        ([word(CONFIRMED), word(REVIEWED, "admin"), word(SIGNED_OFF, "admin")], 4),
        ([word(CONFIRMED), word(REVIEWED), word(SIGNED_OFF, "admin")], 5),
        ([word(CONFIRMED, lasts=9, days_ago=9), word(REVIEWED), word(SIGNED_OFF, "admin")], 2),
    ],
)
def test_a_level_needs_somebody_who_stands_behind_it(words: list[Word], level: int) -> None:
    assert judge(points_of_contact, EVERYTHING, words, TODAY).level == level


def test_words_do_not_lift_a_record_that_says_little() -> None:
    words = [word(CONFIRMED), word(REVIEWED), word(SIGNED_OFF, "admin")]
    assert judge(points_of_contact, {"email", "company"}, words, TODAY).level == 3  # 55 points


def test_verified_is_level_two_with_a_confirmation() -> None:
    assert not judge(points_of_contact, EVERYTHING, [word(REVIEWED)], TODAY).verified
    assert judge(points_of_contact, EVERYTHING, [word(CONFIRMED)], TODAY).verified


WORDS = st.builds(
    word, st.sampled_from(SUPPORTS), st.sampled_from("abc"), st.integers(0, 400), st.integers(1, 400)
)  # fmt: skip
KNOWN = st.sets(st.sampled_from(sorted(EVERYTHING)))


@given(KNOWN, st.lists(WORDS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_words_says_nothing(known: set[str], words: list[Word], rng: object) -> None:
    mixed = list(words)
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    assert judge(points_of_contact, known, words, TODAY) == judge(points_of_contact, known, mixed, TODAY)


@given(KNOWN, st.lists(WORDS, max_size=8), WORDS, st.sampled_from(sorted(EVERYTHING)))
def test_more_never_lowers_it_and_it_stays_in_bounds(
    known: set[str], words: list[Word], another: Word, field: str
) -> None:
    before = judge(points_of_contact, known, words, TODAY)
    after = judge(points_of_contact, known | {field}, [*words, another], TODAY)
    assert 0 <= before.score <= after.score <= 100
    assert 1 <= before.level <= after.level <= 5
    assert before.verified <= after.verified


@given(KNOWN, st.lists(WORDS, max_size=8), st.integers(0, 900))
def test_the_stored_steps_say_what_the_engine_would_say_on_any_later_day(
    known: set[str], words: list[Word], later: int
) -> None:
    now, day = judge(points_of_contact, known, words, TODAY), TODAY + timedelta(days=later)
    step = step_on(now.fades, day)
    read = tuple(step[1:]) if step else (now.score, now.level, now.verified)
    assert read == tuple(on_day(points_of_contact, known, words, day)[1:])
    levels = [now.level, *(later.level for later in read_steps(now.fades))]
    assert levels == sorted(levels, reverse=True) and len(now.fades) <= 200
    assert write_steps(read_steps(now.fades)) == now.fades


def test_roles_where_people_move_more_fade_sooner() -> None:
    buyer, planner_in_chief = share_moving("SPECIALIST", "MEDIA_BUYING"), share_moving("C_LEVEL", "LEADERSHIP")
    assert (days_that_count(buyer), days_that_count(planner_in_chief)) == (227, 382)
    assert (half_life(share_moving("SPECIALIST", "")), half_life(share_moving("VP", ""))) == (587, 840)
    assert freshness(0.5, TODAY, TODAY + timedelta(days=365)) == pytest.approx(0.5)
    assert freshness(0.5, TODAY, TODAY - timedelta(days=1)) == 1
    assert counts_until(buyer, TODAY, TODAY + timedelta(days=30)) == TODAY + timedelta(days=30)
