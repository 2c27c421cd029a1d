"""Fifty processes on one account: never one unit more than the plan has, and the ledger agrees with the counter."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import F
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.actions import charge_rows, metered_search, refund_rows, take_request
from dealmecca.billing.models import Reason, Unit, UsageCounter, UsageEntry
from dealmecca.billing.queries.reconciling import differences
from dealmecca.billing.queries.usage import read_usage
from dealmecca.billing.refusals import QuotaUsedUp
from tests.billing.ledger import search
from tests.cast import make_ana, make_dan
from tests.races import answers, can_fork, fork

AT_ONCE = 50
LEFT = 5

pytestmark = [
    pytest.mark.django_db(transaction=True),
    can_fork,
]


@pytest.fixture
def five_left(transactional_db: None) -> User:
    """Dan, on the free plan, with five searches left."""
    dan = make_dan()
    for number in range(10 - LEFT):
        search(dan, f"before {number}")
    assert read_usage(user=dan, unit=Unit.SEARCH).left == LEFT
    return dan


def charges(user: User) -> int:
    return UsageEntry.objects.filter(user=user, reason=Reason.CHARGED).count()


def test_five_left_and_fifty_at_once_are_five_searches(five_left: User) -> None:
    assert answers(lambda n: search(five_left, f"word {n}"), AT_ONCE) == {
        "granted": LEFT,
        "QuotaUsedUp": AT_ONCE - LEFT,
    }
    assert charges(five_left) == UsageCounter.objects.get(user=five_left).used == 10
    assert list(differences()) == []


def test_the_naive_version_sells_more_than_there_is(five_left: User) -> None:
    """Control: check, then write, as it is written everywhere. The same race must catch it."""
    all_checked = fork.Barrier(AT_ONCE)

    def naive(_: int) -> str:
        is_left = read_usage(user=five_left, unit=Unit.SEARCH).left
        all_checked.wait(60)
        if not is_left:
            return "refused"
        UsageCounter.objects.filter(user=five_left, unit=Unit.SEARCH).update(used=F("used") + 1)
        return "granted"

    assert answers(naive, AT_ONCE)["granted"] > LEFT
    assert list(differences()), "and recounting tells"


def test_nothing_is_gained_by_processes_whose_clock_is_a_month_off(five_left: User) -> None:
    def skewed(number: int) -> str:
        shift = timedelta(days=32 * (number % 3 - 1))
        with time_machine.travel(timezone.now() + shift, tick=True):
            return search(five_left, f"word {number}")

    assert answers(skewed, AT_ONCE) == {"granted": LEFT, "QuotaUsedUp": AT_ONCE - LEFT}
    assert len(set(UsageEntry.objects.values_list("period", flat=True))) == 1
    assert list(differences()) == []


def test_a_naive_reset_by_the_process_clock_gains_a_month_for_everybody_who_is_early(five_left: User) -> None:
    """Control: "if now is past the reset, used = 0", with the process' own clock."""
    reset_at = read_usage(user=five_left, unit=Unit.SEARCH).resets_at

    def naive(number: int) -> str:
        with time_machine.travel(timezone.now() + timedelta(days=32 * (number % 2)), tick=True):
            mine = UsageCounter.objects.filter(user=five_left, unit=Unit.SEARCH)
            if timezone.now() > reset_at:
                mine.update(used=0)
            return "granted" if mine.filter(used__lt=10).update(used=F("used") + 1) else "refused"

    assert answers(naive, AT_ONCE)["granted"] > LEFT


def test_the_month_changes_while_fifty_search(five_left: User) -> None:
    """The old month's counter is full or not; the new one opens once and gives exactly its ten."""
    User.objects.filter(pk=five_left.pk).update(created_at=five_left.created_at - timedelta(days=31))
    found = answers(lambda n: search(five_left, f"word {n}"), AT_ONCE)
    assert found == {"granted": 10, "QuotaUsedUp": AT_ONCE - 10}
    assert dict(per_period(five_left)) == {0: 5, 1: 10}
    assert UsageCounter.objects.get(user=five_left).period == 1 and list(differences()) == []


def test_at_the_very_edge_each_month_keeps_to_its_own(transactional_db: None) -> None:
    """The month ends while they run: the first of them moves the member's months to end 30 ms after its first search.

    However fast the machine: all go on until they have searched in the new month.
    """
    dan = make_dan()

    def act(number: int) -> int:
        granted, turn, is_over = int(attempt(dan, f"word {number}") == "granted"), 0, False
        if number == 0:
            now = read_usage(user=dan, unit=Unit.SEARCH).now
            year_ago = now.replace(year=now.year - 1, day=min(now.day, 28 if now.month == 2 else 31))
            User.objects.filter(pk=dan.pk).update(created_at=year_ago + timedelta(milliseconds=30))
        while not is_over:
            is_over = read_usage(user=dan, unit=Unit.SEARCH).period >= 12
            turn += 1
            granted += attempt(dan, f"word {number} {turn}") == "granted"
        return granted

    found = answers(act, 30)
    granted = dict(per_period(dan))
    assert sum(granted.values()) == sum(count * times for count, times in found.items()) > 10
    assert granted[12] == 10 and all(count <= 10 for count in granted.values()) and list(differences()) == []


def attempt(user: User, key: str) -> str:
    try:
        return search(user, key)
    except QuotaUsedUp:
        return "refused"


def per_period(user: User) -> list[tuple[int, int]]:
    rows = UsageEntry.objects.filter(user=user, reason=Reason.CHARGED).values_list("period", flat=True)
    return sorted((period, list(rows).count(period)) for period in set(rows))


def test_a_double_click_by_fifty_costs_one(five_left: User) -> None:
    assert answers(lambda _: search(five_left, "the same"), AT_ONCE) == {"granted": AT_ONCE}
    assert charges(five_left) == 10 - LEFT + 1 and list(differences()) == []


def test_the_last_unit_goes_to_one_search_however_often_it_is_asked(five_left: User) -> None:
    for number in range(LEFT - 1):
        search(five_left, f"more {number}")
    assert answers(lambda _: search(five_left, "the same"), AT_ONCE) == {"granted": AT_ONCE}
    assert charges(five_left) == 10 and list(differences()) == []


def test_fifty_empty_searches_at_once_cost_nothing(five_left: User) -> None:
    """Whoever comes while the others hold all units is refused; in the end every unit is back."""
    found = answers(lambda n: search(five_left, f"nothing {n}", count=0), AT_ONCE)
    assert found["granted"] >= LEFT
    assert read_usage(user=five_left, unit=Unit.SEARCH).left == LEFT and list(differences()) == []


def test_failing_and_trying_again_at_once_gives_each_charge_back_once(five_left: User) -> None:
    def act(number: int) -> str:
        try:
            with metered_search(user=five_left, key="shaky", what="“shaky”") as receipt:
                if number % 2:
                    raise ZeroDivisionError
                receipt.found(3)
        except ZeroDivisionError:
            return "failed"
        return "granted"

    found = answers(act, AT_ONCE)
    assert found == {"failed": AT_ONCE // 2, "granted": AT_ONCE // 2}
    spent = UsageEntry.objects.filter(user=five_left, key="shaky")
    assert sum(entry.amount for entry in spent) == 1, "it was found, so it cost one"
    assert list(differences()) == []


def test_found_on_one_page_and_empty_on_another_at_once_costs_one(five_left: User) -> None:
    """The same words over people (nobody) and companies (some): nobody reads results on a charge that was refunded."""
    answers(lambda n: search(five_left, "words", count=n % 2), AT_ONCE)
    assert sum(entry.amount for entry in UsageEntry.objects.filter(user=five_left, key="words")) == 1
    assert list(differences()) == []


def test_one_charge_is_given_back_once_however_many_ask(five_left: User) -> None:
    ana = make_ana()
    entry = charge_rows(user=ana, count=700, what="People as CSV")
    assert entry
    assert answers(lambda _: refund_rows(entry=entry), AT_ONCE) == {True: 1, False: AT_ONCE - 1}
    assert read_usage(user=ana, unit=Unit.EXPORTED_ROW).used == 0 and list(differences()) == []


def test_exports_at_once_take_all_their_rows_or_none(transactional_db: None) -> None:
    ana = make_ana()

    def export(_: int) -> str:
        charge_rows(user=ana, count=700, what="People as CSV")
        return "granted"

    assert answers(export, AT_ONCE) == {"granted": 7, "QuotaUsedUp": AT_ONCE - 7}
    assert read_usage(user=ana, unit=Unit.EXPORTED_ROW).used == 4_900 and list(differences()) == []


def test_fifty_processes_by_twenty_requests_on_an_hour_of_twenty_are_twenty(transactional_db: None) -> None:
    dan = make_dan()
    found = answers(lambda _: sum(take_request(user=dan, limit=20).is_granted for _ in range(20)), AT_ONCE)
    assert sum(count * times for count, times in found.items()) == 20
