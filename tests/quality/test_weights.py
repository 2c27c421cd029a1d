"""Weights from reviewers' decisions: few change little, contradicting ones settle nothing, all can be taken back."""

from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.lib.ids import new_id
from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.quality.actions.weights import apply_weights, reset_weights
from dealmecca.quality.matching.learning import Decided, Lesson, learn
from dealmecca.quality.matching.people import PersonRow
from dealmecca.quality.matching.weights import FIXED
from dealmecca.quality.models import DuplicatePair, MatchingWeights
from dealmecca.quality.queries.alike import people_alike
from dealmecca.quality.queries.pairs import is_due
from dealmecca.quality.queries.weights import lessons_of_decisions, weighing_in_force
from tests.factories import make_company, make_contact

SHARED = (("family", "same"), ("given", "same"), ("phone", "same, shared"), ("place", "same office, few"))
NO_PHONE = tuple(level for level in SHARED if level[0] != "phone")
SURE = (("family", "same"), ("given", "same"), ("email", "same"), ("place", "same office, few"))
TABLE = {"family": {"none": 0.0, "same": 3.0}, "phone": {"none": 0.0, "same": 2.0}}


def moved(lesson: Lesson) -> dict[str, float]:
    return {f"{one.feature}: {one.level}": one.new - one.old for one in lesson.weights}


def people(levels: Any, one: int, two: int) -> list[Decided]:
    return [Decided(levels, True)] * one + [Decided(levels, False)] * two


def of_people(decided: list[Decided]) -> Lesson:
    return learn(decided, FIXED.people, FIXED.people_prior)


def test_nothing_decided_says_nothing() -> None:
    lesson = of_people([])
    assert (lesson.decisions, lesson.weights, lesson.is_better) == (0, [], False)


def test_few_decisions_change_little_and_many_change_what_they_are_about() -> None:
    few = moved(of_people(people(SHARED, 0, 3)))
    assert all(-0.5 < change < 0 for change in few.values())
    many = moved(of_people(people(SHARED, 5, 200) + people(NO_PHONE, 400, 0)))
    assert many["phone: same, shared"] < -2
    assert many["phone: same, shared"] < many["family: same"] - 0.8  # which both have: rather the number is to blame


def test_decisions_that_the_weights_expected_or_that_contradict_each_other_settle_nothing() -> None:
    even = (("family", "same"), ("phone", "same"))
    undecided = learn(people(even, 150, 150), TABLE, -5.0)  # the weights say one half, and so do the people
    assert all(abs(change) < 0.01 for change in moved(undecided).values())
    assert not undecided.is_better
    leaning = learn(people(even, 150, 150), TABLE, -2.0)  # the weights say seven to one: they lean back, no further
    assert all(-3.0 < change < 0 for change in moved(leaning).values())
    assert -3.0 < sum(moved(leaning).values()) < -1.0


def test_what_is_no_level_any_more_counts_for_nothing_and_order_neither() -> None:
    decided = [*people(SHARED, 3, 20), *people(SURE, 12, 1), *people((*SURE, ("shoe size", "same")), 4, 2)]
    assert moved(of_people(decided)) == pytest.approx(moved(of_people(decided[::-1])))
    assert not any("shoe" in name for name in moved(of_people(decided)))


# Through the database.


def decide(levels: Any, state: str, times: int, label: str = "duplicate") -> None:
    ids = [sorted((new_id(), new_id())) for _ in range(times)]
    DuplicatePair.objects.bulk_create(
        DuplicatePair(
            record_kind="contact", a_id=a, b_id=b, confidence=9_000, label=label, rank=1, compared=a[-16:],
            reasons=[[feature, level, FIXED.people[feature][level]] for feature, level in levels], state=state,
        )
        for a, b in ids
    )  # fmt: skip


def weights(*words: str) -> str:
    output = StringIO()
    call_command("quality", "weights", *words, stdout=output)
    return output.getvalue()


@pytest.fixture
def decided() -> None:
    decide(SHARED, "NOT_SAME", 80)
    decide(SURE, "MERGED", 40)


@pytest.mark.django_db
def test_the_command_tells_and_changes_nothing_until_it_is_told_to(decided: None) -> None:
    decide(SURE, "NOT_SAME", 7, label="move")
    told = weights("--from-decisions")
    assert "120 decisions, 40 merged, 80 not the same" in told and "phone: same, shared" in told
    assert "7 decisions on moves" in told and "0 decisions on companies" in told and "Nothing was changed" in told
    assert not MatchingWeights.objects.exists() and weighing_in_force() == FIXED
    assert "no others were ever applied" in weights()
    assert "from 120 decisions" in weights("--from-decisions", "--apply")
    now = weighing_in_force()
    assert now.people["phone"]["same, shared"] < FIXED.people["phone"]["same, shared"] - 0.5
    assert list(now.people["phone"]) == list(FIXED.people["phone"]) and now.companies == FIXED.companies
    assert "in force" in weights() and "120 decisions" in weights()
    with pytest.raises(CommandError, match="in force already"):
        weights("--from-decisions", "--apply")
    with pytest.raises(CommandError, match="Say --from-decisions"):
        weights("--apply")


@pytest.mark.django_db
def test_too_few_decisions_and_all_of_one_kind_are_not_taken_over() -> None:
    decide(SHARED, "NOT_SAME", 49)
    with pytest.raises(CommandError, match="are too few: 50 are asked for, 10 of each"):
        weights("--from-decisions", "--apply")
    decide(SHARED, "NOT_SAME", 49)
    with pytest.raises(ValidationError, match="too few"):
        apply_weights(actor=None)
    decide(SURE, "LATER", 30)
    assert lessons_of_decisions(viewer=operator())[0]["contact"].decisions == 98
    assert not MatchingWeights.objects.exists()


@pytest.mark.django_db
def test_queue_and_hints_follow_and_go_back(ana: User) -> None:
    firm = make_company("Halden & Pike", city="Chicago", phone="3125550100")
    make_contact("Maren Oduya", firm, phone="3125550100")
    make_contact("Marene Oduya", firm, phone="3125550100")
    asked = PersonRow("", "Marene", "Oduya", company="Halden & Pike", city="Chicago", phone="3125550100")
    fill_queue(actor=None)
    pair = DuplicatePair.objects.get()
    levels = [(feature, level) for feature, level, _ in pair.reasons]
    decide(levels, "NOT_SAME", 300)
    decide(SURE, "MERGED", 50)
    before = {one.contact.pk: one.likely.confidence for one in people_alike(viewer=ana, asked=asked)}
    applied = apply_weights(actor=None)
    assert is_due()
    told = weights("--from-decisions")
    assert "In the queue of people" in told
    fill_queue(actor=None)
    assert not DuplicatePair.objects.filter(pk=pair.pk).exists()
    after = {one.contact.pk: one.likely.confidence for one in people_alike(viewer=ana, asked=asked)}
    assert after != before and sum(after.values()) < sum(before.values())
    fixed = reset_weights(actor=None)
    assert (fixed.weights, fixed.again) == ([], None) and weighing_in_force() == FIXED
    fill_queue(actor=None)
    found = DuplicatePair.objects.get(state="OPEN")
    assert (found.a_id, found.b_id, found.confidence) == (pair.a_id, pair.b_id, pair.confidence)
    assert "is in force" in weights("--back-to", applied.pk)
    assert MatchingWeights.objects.latest("pk").again == applied
    with pytest.raises(CommandError, match="no set of weights"):
        weights("--back-to", "nothing")


@pytest.mark.django_db
def test_only_admins_change_the_weights(admin: User, moderator: User, decided: None) -> None:
    for action in (apply_weights, reset_weights):
        with pytest.raises(PermissionDenied, match="Only admins change the weights"):
            action(actor=moderator)
    assert apply_weights(actor=admin).applied_by == admin
    assert MatchingWeights.objects.visible_to(moderator).count() == 1
