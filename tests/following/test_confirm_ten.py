"""Ten claims a week: which ones are asked, answering them one after the other, and when it is done."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.following.actions import follow
from dealmecca.following.queries import confirm_block, confirm_week
from dealmecca.history.models import Door
from dealmecca.roster.actions.confirming import skip
from dealmecca.roster.actions.handlings import end_handling
from dealmecca.roster.actions.reports import report
from dealmecca.roster.models import Evidence, Handling, Said, Skip
from tests.factories import make_company, make_contact, make_handling

AsUser = Callable[[User], Client]


def old_handling(contact: Contact, account: Company, duty: str = "CTV", days: int = 400) -> Handling:
    day = timezone.localdate() - timedelta(days=days)
    return make_handling(contact, account, duty, since=day, said_on=day)


@pytest.fixture
def handling(maren: Contact, kestrel: Company) -> Handling:
    return old_handling(maren, kestrel)


def asked(viewer: User) -> list[str]:
    return [claim.id for claim in confirm_week(viewer=viewer).claims]


def test_only_what_one_follows_is_asked(ana: User, handling: Handling, kestrel: Company, maren: Contact) -> None:
    gideon = make_contact("Gideon Purcell", make_company("Larkspur & Vane"))
    elsewhere = old_handling(gideon, make_company("Avenna Air"))
    assert set(asked(ana)) == {handling.pk, elsewhere.pk}, "who follows nothing is asked about everything"
    follow(actor=ana, record=make_company("Nothing here"))
    assert asked(ana) == []
    follow(actor=ana, record=maren)
    assert asked(ana) == [handling.pk]


def test_families_count_on_both_sides(ana: User, handling: Handling, agency: Company) -> None:
    network = make_company("Halden Group")
    Company.objects.filter(pk=agency.pk).update(parent=network)
    follow(actor=ana, record=network)
    assert asked(ana) == [handling.pk]


def test_the_accounts_one_spoke_about_are_ones_territory(
    ana: User, handling: Handling, kestrel: Company, maren: Contact
) -> None:
    other = old_handling(maren, kestrel, "audio")
    old_handling(make_contact("Gideon Purcell", make_company("Larkspur & Vane")), make_company("Avenna Air"))
    report(actor=ana, door=Door.WEB, handling=handling, said=Said.CONFIRMED)
    assert asked(ana) == [other.pk]


def test_stale_and_valuable_first_and_nothing_fresh(ana: User, maren: Contact, kestrel: Company) -> None:
    small = make_company("Corner Shop", company_type="ADVERTISER", size="1-10")
    less_stale = old_handling(maren, kestrel, "audio", days=60)
    stale_small, stale_big = old_handling(maren, small), old_handling(maren, kestrel)
    make_handling(maren, kestrel, "display")
    assert asked(ana) == [stale_big.pk, less_stale.pk, stale_small.pk], "and not what was confirmed within 30 days"


def test_what_ended_is_not_asked(ana: User, handling: Handling) -> None:
    end_handling(actor=ana, door=Door.WEB, handling=handling, until=timezone.localdate())
    assert asked(ana) == []


def test_an_answer_lasts_90_days_and_a_skip_a_week(ana: User, ben: User, handling: Handling) -> None:
    report(actor=ana, door=Door.WEB, handling=handling, said=Said.WRONG)
    assert asked(ana) == [] and asked(ben) == [handling.pk], "denied: others are asked"
    Evidence.objects.filter(user=ana).update(said_on=timezone.localdate() - timedelta(days=91))
    assert asked(ana) == [handling.pk]
    skip(actor=ana, handling=handling)
    skip(actor=ana, handling=handling)
    assert asked(ana) == [] and Skip.objects.count() == 1
    Skip.objects.update(week=timezone.localdate() - timedelta(days=14))
    assert asked(ana) == [handling.pk]


def test_one_minute_yes_left_skip(as_user: AsUser, ana: User, maren: Contact, kestrel: Company) -> None:
    client = as_user(ana)
    first, second, third = (
        old_handling(make_contact(f"Person{duty} X", maren.company), kestrel, duty)
        for duty in ("CTV", "audio", "display")
    )
    page = client.get("/confirm").content.decode()
    assert "0 of 10" in page and " autofocus" not in page
    answer = {"said": "CONFIRMED", "next": "/confirm?on=1"}
    after = client.post(f"/handlings/{first.pk}/reports", answer, follow=True).content.decode()
    assert "1 of 10" in after and " autofocus" in after and "Confirmed: PersonCTV X" in after
    client.post(f"/handlings/{second.pk}/reports", answer | {"said": "LEFT"})
    last = client.post(f"/handlings/{third.pk}/skips", {"next": "/confirm"}, follow=True).content.decode()
    assert "2 of 10" in last and "Nothing left to confirm" in last


def test_ten_are_enough_for_a_week(as_user: AsUser, ana: User, maren: Contact, kestrel: Company) -> None:
    agency = maren.company
    rows = [old_handling(make_contact(f"Person{number} X", agency), kestrel) for number in range(12)]
    assert len(asked(ana)) == 10
    for row in rows[:10]:
        report(actor=ana, door=Door.WEB, handling=row, said=Said.CONFIRMED)
    assert asked(ana) == []
    assert "Ten of ten" in as_user(ana).get("/confirm").content.decode()


def test_left_on_many_duties_is_one_answer(ana: User, maren: Contact, kestrel: Company) -> None:
    first = old_handling(maren, kestrel)
    old_handling(maren, kestrel, "audio")
    report(actor=ana, door=Door.WEB, handling=first, said=Said.LEFT)
    assert confirm_week(viewer=ana).answered == 1


def test_the_home_block_asks_one(ana: User, handling: Handling) -> None:
    context = {"confirm": confirm_block(viewer=ana)}
    block = render_to_string("roster/_confirm_block.html", context, RequestFactory().get("/"))
    assert "Maren Oduya" in block and "Still right?" in block and "0 of 10" in block
    skip(actor=ana, handling=handling)
    empty = render_to_string("roster/_confirm_block.html", {"confirm": confirm_block(viewer=ana)})
    assert empty.strip() == ""


def test_visitors_sign_in_first(db: None) -> None:
    assert Client().get("/confirm").status_code == 302


def test_queries_do_not_grow(as_user: AsUser, ana: User, maren: Contact, kestrel: Company, agency: Company) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            confirm_week(viewer=ana)
        return len(captured)

    follow(actor=ana, record=kestrel)
    follow(actor=ana, record=agency)
    old_handling(maren, kestrel)
    one = cost()
    for number in range(8):
        old_handling(make_contact(f"Person{number} X", agency), kestrel)
    assert cost() == one <= 8
