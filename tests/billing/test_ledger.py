"""The ledger: nobody changes it, it agrees with the counters, and it says what each unit was for."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dealmecca.accounts.models import User
from dealmecca.billing.actions import charge_rows, metered_search, refund_rows
from dealmecca.billing.models import Reason, SearchPass, Unit, UsageCounter, UsageEntry
from dealmecca.billing.periods import period_at, period_start
from dealmecca.billing.queries.reconciling import differences
from dealmecca.billing.queries.usage import month_of, read_usage, searches_used
from dealmecca.billing.refusals import QuotaUsedUp
from tests.billing.ledger import left, minutes_pass, months_pass, reasons, search
from tests.cast import make_dan


def test_entries_are_never_changed_by_code_or_by_hand(dan: User) -> None:
    search(dan, "maren")
    entry = UsageEntry.objects.get()
    for change in (entry.save, entry.delete, UsageEntry.objects.all().delete):
        with pytest.raises(TypeError, match="append-only"):
            change()
    with pytest.raises(TypeError, match="append-only"):
        UsageEntry.objects.update(amount=0)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE usage_entries SET amount = 0")
    assert UsageEntry.objects.get().amount == 1


def test_entries_go_with_their_member(dan: User) -> None:
    search(dan, "maren")
    search(dan, "nobody", count=0)
    dan.delete()
    assert not UsageEntry.objects.exists() and not UsageCounter.objects.exists()


def test_a_search_is_paid_once_and_free_again_for_ten_minutes(dan: User) -> None:
    search(dan, "maren")
    search(dan, "maren")
    assert (left(dan), reasons(dan)) == (9, ["CHARGED"])
    minutes_pass(dan, 9)
    search(dan, "maren")
    assert left(dan) == 9
    minutes_pass(dan, 2)
    search(dan, "maren")
    assert (left(dan), reasons(dan)) == (8, ["CHARGED", "CHARGED"])


def test_its_further_pages_are_free_for_a_day(dan: User) -> None:
    search(dan, "maren")
    minutes_pass(dan, 23 * 60)
    search(dan, "maren", is_further=True)
    assert left(dan) == 9
    minutes_pass(dan, 60)
    search(dan, "maren", is_further=True)
    assert left(dan) == 8


def test_nothing_found_costs_nothing_each_time(dan: User) -> None:
    for _ in range(2):
        search(dan, "nobody", count=0)
    assert (left(dan), reasons(dan)) == (10, ["CHARGED", "REFUND_EMPTY"] * 2)
    search(dan, "nobody")
    assert left(dan) == 9, "and what was refunded makes nothing free"


def test_a_failure_is_given_back(dan: User) -> None:
    with pytest.raises(ZeroDivisionError), metered_search(user=dan, key="k", what="“k”"):
        raise ZeroDivisionError
    assert (left(dan), reasons(dan)) == (10, ["CHARGED", "REFUND_FAILED"])


def test_used_up_is_refused_before_anything_is_searched(dan: User) -> None:
    for number in range(10):
        search(dan, f"word {number}")
    with pytest.raises(QuotaUsedUp) as refused, metered_search(user=dan, key="one more", what=""):
        raise AssertionError("it was searched")
    assert str(refused.value).startswith("All 10 searches of this month are used. The next month begins ")
    search(dan, "word 3")
    assert left(dan) == 0, "the same again is free"


def test_a_new_month_begins_on_the_members_own_day(dan: User) -> None:
    for number in range(10):
        search(dan, f"word {number}")
    months_pass(dan, 31)
    assert left(dan) == 10
    search(dan, "one more")
    assert left(dan) == 9 and list(differences()) == []


def test_what_is_given_back_after_the_month_changes_nothing_in_the_new_one(dan: User) -> None:
    with metered_search(user=dan, key="slow", what="“slow”") as receipt:
        months_pass(dan, 31)
        search(dan, "new month")
        receipt.found(0)
    assert left(dan) == 9 and list(differences()) == []


def test_without_limit_searches_are_listed_and_count_against_nothing(ana: User) -> None:
    for _ in range(2):
        search(ana, "maren")
    search(ana, "nobody", count=0)
    assert reasons(ana) == ["INCLUDED"] and left(ana) is None
    assert searches_used(user=ana) == month_of(user=ana)[0].used == 1
    assert not UsageCounter.objects.exists() and list(differences()) == []


def test_an_export_is_charged_whole_or_not_at_all(ana: User, dan: User) -> None:
    entry = charge_rows(user=ana, count=4_000, what="People as CSV")
    with pytest.raises(QuotaUsedUp, match="This needs 1,001 exported rows, and 1,000 of 5,000 are left until"):
        charge_rows(user=ana, count=1_001, what="Companies as CSV")
    assert left(ana, Unit.EXPORTED_ROW) == 1_000
    assert entry and refund_rows(entry=entry) and not refund_rows(entry=entry)
    assert left(ana, Unit.EXPORTED_ROW) == 5_000 and charge_rows(user=ana, count=0, what="Nobody") is None
    with pytest.raises(QuotaUsedUp, match="Your plan has no exported rows"):
        charge_rows(user=dan, count=1, what="One")


def test_admins_export_without_limit_and_give_back_as_well(admin: User) -> None:
    entry = charge_rows(user=admin, count=90_000, what="Everybody")
    assert entry and refund_rows(entry=entry) and list(differences()) == []


def test_months_keep_their_day_where_the_month_has_it() -> None:
    anchor = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
    starts = [period_start(anchor, number) for number in range(5)]
    assert [(one.month, one.day) for one in starts] == [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31)]
    assert [period_at(anchor, one) for one in starts] == [0, 1, 2, 3, 4]
    assert period_at(anchor, starts[3] - timedelta(microseconds=1)) == 2
    assert period_at(anchor, anchor - timedelta(days=400)) == 0


@pytest.mark.django_db
def test_reconciling_finds_what_does_not_agree(dan: User) -> None:
    search(dan, "maren")
    said = StringIO()
    call_command("reconcile_usage", "--check", stdout=said)
    assert said.getvalue() == "Every counter is the sum of its ledger.\n"
    UsageCounter.objects.update(used=F("used") + 2)
    with pytest.raises(SystemExit) as ended:
        call_command("reconcile_usage", "--check", stdout=said)
    assert ended.value.code == 1
    assert "dan@example.com SEARCH month 0: counter 3, ledger 1\n1 differences" in said.getvalue()
    UsageCounter.objects.all().delete()
    call_command("reconcile_usage", stdout=said)
    assert "no counter, ledger 1" in said.getvalue()


def test_the_operator_replays_a_ledger_to_prove_a_bill(dan: User) -> None:
    search(dan, "maren")
    search(dan, "nobody", count=0)
    said = StringIO()
    call_command("usage", "DAN@example.com", stdout=said)
    lines = said.getvalue().splitlines()
    assert [line.split(": ", 1)[1] for line in lines[:3]] == [
        "+1 Used, 1 used. “maren”",
        "+1 Used, 2 used. “nobody”",
        "-1 Given back: nothing was found, 1 used. “nobody”",
    ]
    assert "SEARCH: 1 of 10 since" in lines[3] and "agrees with the counter (1)." in lines[3]
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("usage", "nobody@example.com")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("search"), st.integers(0, 5), st.sampled_from([0, 1, 3])),
        st.tuples(st.just("fail"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("minutes"), st.sampled_from([5, 11]), st.just(0)),
        st.tuples(st.just("month"), st.just(31), st.just(0)),
    ),
    max_size=30,
)


class AgainstAnOracle(TestCase):
    @settings(max_examples=25)
    @given(STEPS)
    def test_any_sequence_costs_what_a_plain_loop_says(self, steps: list[tuple[str, int, int]]) -> None:
        """Three searches a month are enough to meet every edge; the oracle is a dict and two integers."""
        dan = make_dan()
        used, now, paid = 7, 0, dict[str, int]()
        for number in range(used):
            with metered_search(user=dan, key=f"before {number}", what="") as receipt:
                receipt.found(1)
        for what, number, count in steps:
            key = f"word {number}"
            if what == "minutes":
                now += number
                minutes_pass(dan, number)
            elif what == "month":
                used = 0
                months_pass(dan, number)
            else:
                free = key in paid and now - paid[key] < 10
                refused = not free and used >= 10
                try:
                    with metered_search(user=dan, key=key, what=key) as receipt:
                        if what == "fail":
                            raise ZeroDivisionError
                        receipt.found(count)
                    assert not refused
                except QuotaUsedUp:
                    assert refused
                except ZeroDivisionError:
                    assert not refused
                if not free and not refused and count:
                    used += 1
                    paid[key] = now
                elif not free and not refused:
                    paid.pop(key, None)
            assert read_usage(user=dan, unit=Unit.SEARCH).used == used
        assert list(differences()) == []
        refunds = UsageEntry.objects.filter(reason__in=[Reason.REFUND_EMPTY, Reason.REFUND_FAILED]).count()
        charges = UsageEntry.objects.filter(reason=Reason.CHARGED).count()
        assert searches_used(user=dan) == charges - refunds
        assert SearchPass.objects.count() <= charges
