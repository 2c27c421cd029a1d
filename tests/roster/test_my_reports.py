"""What contributors see of their reports: open, shared, changed since, decided."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.roster.actions.decisions import reject, uphold
from dealmecca.roster.actions.reports import report
from dealmecca.roster.models import Evidence, Handling, Said
from dealmecca.roster.queries.reports import my_reports
from tests.factories import make_company, make_contact, make_handling

AsUser = Callable[[User], Client]


@pytest.fixture
def kestrel(db: None) -> Company:
    return make_company("Kestrel Cola")


@pytest.fixture
def maren(db: None) -> Contact:
    return make_contact("Maren Oduya", make_company("Halden & Pike"))


@pytest.fixture
def handling(maren: Contact, kestrel: Company) -> Handling:
    return make_handling(maren, kestrel, since=timezone.localdate() - timedelta(days=300))


@pytest.fixture
def stranger(cleo: User) -> User:
    """Works for another employer than Ana."""
    cleo.email = "cleo@elsewhere.example"
    cleo.save()
    return cleo


def say(user: User, handling: Handling, said: Said) -> None:
    report(actor=user, door=Door.WEB, handling=handling, said=said)


def became(user: User) -> str:
    return my_reports(viewer=user)[0][0].became.label


def test_a_lone_denial_is_open_until_a_second_employer_agrees(
    ana: User, ben: User, stranger: User, handling: Handling
) -> None:
    say(ana, handling, Said.WRONG)
    say(ben, handling, Said.WRONG)
    assert became(ana) == "Open", "Ben is of the same employer"
    say(stranger, handling, Said.LEFT)
    assert became(ana) == "Others agree"


def test_others_may_confirm_what_one_denied(ana: User, stranger: User, handling: Handling) -> None:
    say(ana, handling, Said.WRONG)
    say(stranger, handling, Said.CONFIRMED)
    assert became(ana) == "Others confirmed it"


def test_others_may_deny_what_one_confirmed(ana: User, stranger: User, handling: Handling) -> None:
    say(ana, handling, Said.CONFIRMED)
    assert became(ana) == "Still right"
    say(stranger, handling, Said.WRONG)
    assert became(ana) == "Others denied it"


def test_a_move_shows_that_one_was_heard(ana: User, ben: User, maren: Contact, handling: Handling) -> None:
    say(ana, handling, Said.LEFT)
    there = make_company("Larkspur & Vane")
    move_contact(actor=ben, door=Door.WEB, contact=maren, company_id=there.pk, moved_on=timezone.localdate())
    assert became(ana) == "Changed since"


def test_a_decision_outweighs_all(ana: User, stranger: User, moderator: User, handling: Handling) -> None:
    say(ana, handling, Said.WRONG)
    say(stranger, handling, Said.WRONG)
    reject(actor=moderator, handling=handling)
    assert became(ana) == became(stranger) == "The record stays"
    Evidence.objects.update(outcome="")
    uphold(actor=moderator, door=Door.WEB, handling=handling, until=timezone.localdate())
    assert became(ana) == "You were right"


def test_left_is_one_report_with_all_its_duties(
    as_user: AsUser, ana: User, maren: Contact, kestrel: Company, handling: Handling
) -> None:
    make_handling(maren, kestrel, "audio")
    say(ana, handling, Said.LEFT)
    (one,), _ = my_reports(viewer=ana)
    assert len(one.handlings) == 2
    page = as_user(ana).get("/reports/mine").content.decode()
    assert "Maren Oduya" in page and "Audio for Kestrel Cola" in page and "Open reports" not in page


def test_nobody_sees_the_reports_of_another(as_user: AsUser, ana: User, ben: User, handling: Handling) -> None:
    say(ana, handling, Said.LEFT)
    assert "You have not reported anything yet" in as_user(ben).get("/reports/mine").content.decode()
    assert Client().get("/reports/mine").status_code == 302


def test_pages_and_what_they_cost(as_user: AsUser, ana: User, maren: Contact, kestrel: Company) -> None:
    for number in range(5):
        say(ana, make_handling(make_contact(f"Person{number} X", maren.company), kestrel), Said.WRONG)
    seen, cursor = [], None
    while True:
        page, cursor = my_reports(viewer=ana, after=cursor, limit=2)
        seen += [one.handlings[0].pk for one in page]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 5
    costs = []
    for limit in (1, 5):
        with CaptureQueriesContext(connection) as captured:
            my_reports(viewer=ana, limit=limit)
        costs.append(len(captured))
    assert costs == [2, 2]
    for broken in ("abc", "WyJub25lIiwieCJd", "%00"):
        assert as_user(ana).get(f"/reports/mine?cursor={broken}").status_code == 200
