"""How often somebody may try: exact with fifty processes at once, on both databases."""

import time
from collections import Counter
from typing import Any

import pytest
from allauth.account.forms import default_token_generator

from dealmecca.accounts.attempts import Allowance, forget_old_attempts
from dealmecca.accounts.forms.new_password import NewPasswordForm
from dealmecca.accounts.models import Attempt
from tests.cast import make_ana
from tests.races import AT_ONCE, can_fork, fork, race

TWENTY = Allowance("twenty", 20, 3_600)


@pytest.mark.django_db
def test_what_is_used_up_comes_back_evenly_and_a_right_try_does_not_count() -> None:
    assert [TWENTY.take("ana") for _ in range(22)] == [True] * 20 + [False] * 2
    assert TWENTY.take("ben"), "each has their own"
    TWENTY.give_back("ana")
    assert [TWENTY.take("ana") for _ in range(2)] == [True, False]
    Attempt.objects.update(full_at=time.time() + 3_600 - 181)  # three minutes later
    assert [TWENTY.take("ana") for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_a_clock_that_was_a_month_ahead_locks_nobody_out() -> None:
    TWENTY.take("ana")
    Attempt.objects.update(full_at=time.time() + 32 * 86_400)
    assert [TWENTY.take("ana") for _ in range(21)] == [True] * 20 + [False]


@pytest.mark.django_db
def test_counts_that_say_nothing_any_more_are_forgotten() -> None:
    TWENTY.take("ana")
    TWENTY.take("ben")
    Attempt.objects.filter(key=Attempt.objects.order_by("key")[0].key).update(full_at=time.time() - 1)
    forget_old_attempts()
    assert Attempt.objects.count() == 1


@can_fork
@pytest.mark.django_db(transaction=True)
def test_fifty_processes_with_twenty_tries_each_get_twenty_together() -> None:
    def act(number: int) -> None:
        passed = sum(TWENTY.take("ana") for _ in range(20))
        if passed:
            Attempt.objects.bulk_create([Attempt(key=f"passed {number}", full_at=passed)])

    assert race(act) == Counter(done=50)
    assert sum(Attempt.objects.filter(key__startswith="passed").values_list("full_at", flat=True)) == 20


@can_fork
@pytest.mark.django_db(transaction=True)
def test_the_control_that_reads_and_then_writes_lets_too_many_pass() -> None:
    Attempt.objects.create(key="naive", full_at=0)
    all_read = fork.Barrier(AT_ONCE)

    def act(number: int) -> None:
        row = Attempt.objects.get(key="naive")
        all_read.wait(60)
        if row.full_at < 20:
            Attempt.objects.filter(key="naive").update(full_at=row.full_at + 1)
            Attempt.objects.create(key=f"passed {number}", full_at=1)

    race(act)
    assert Attempt.objects.filter(key__startswith="passed").count() > 20


@can_fork
@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_use_one_reset_link_at_once_one_sets_the_password() -> None:
    ana = make_ana()
    link = default_token_generator.make_token(ana)

    def act(number: int) -> None:
        words = {"password1": f"another quiet sentence {number}", "password2": f"another quiet sentence {number}"}
        form: Any = NewPasswordForm
        filled = form(user=ana, temp_key=link, data=words)
        if filled.is_valid():
            Attempt.objects.create(key=f"set {number}", full_at=1)

    assert race(act) == Counter(done=50)
    assert Attempt.objects.filter(key__startswith="set ").count() == 1
