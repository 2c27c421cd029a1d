"""What opens soon at the accounts that a member asked to be reminded of; and the blocks for other pages."""

from collections.abc import Callable
from datetime import timedelta

from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Door
from dealmecca.outlook.actions.etiquette import set_rule
from dealmecca.outlook.actions.reminders import ask_for_reminder, make_notices
from dealmecca.outlook.blocks import company_blocks, home_blocks
from tests.outlook.conftest import make_planning_date

SignIn = Callable[[User], Client]
SOON = timezone.localdate() + timedelta(weeks=5)


def test_it_lists_ones_own(ana: User, cleo: User, as_user: SignIn, kestrel: Company) -> None:
    row = make_planning_date(kestrel, SOON.month, SOON.day)
    ask_for_reminder(actor=ana, planning_date=row)
    assert "Kestrel Cola" in as_user(ana).get("/planning").content.decode()
    page = as_user(cleo).get("/planning").content.decode()
    assert "Kestrel Cola" not in page and "You asked for no reminders yet" in page


def test_nothing_near_says_so(ana: User, as_user: SignIn, kestrel: Company) -> None:
    far = timezone.localdate() + timedelta(weeks=30)
    ask_for_reminder(actor=ana, planning_date=make_planning_date(kestrel, far.month, far.day))
    assert "Nothing opens in the next twelve weeks" in as_user(ana).get("/planning").content.decode()


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/planning")["Location"].startswith("/accounts/login/")


def test_home_tells_what_was_noticed(ana: User, cleo: User, kestrel: Company) -> None:
    ask_for_reminder(actor=ana, planning_date=make_planning_date(kestrel, SOON.month, SOON.day))
    make_notices()
    assert "in 5 weeks" in render_to_string("outlook/_planning_soon.html", home_blocks(viewer=ana))
    assert render_to_string("outlook/_planning_soon.html", home_blocks(viewer=cleo)).strip() == ""


def test_the_blocks_of_a_company_page(
    ana: User, tallgrass: Company, tobias: Contact, django_assert_max_num_queries: object
) -> None:
    make_planning_date(tallgrass, SOON.month, SOON.day)
    set_rule(actor=ana, door=Door.WEB, account=tallgrass, start_with=tobias, not_first_company=tallgrass)
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        blocks = company_blocks(viewer=ana, company=tallgrass)
    page = "".join(
        render_to_string(f"outlook/{name}.html", blocks | {"company": tallgrass})
        for name in ("_planning_block", "_etiquette", "_vulnerability_block")
    )
    assert "in 5 weeks" in page and "Tobias Rao" in page
    assert "for Tallgrass Bank. Do not go to the client first." in " ".join(page.split())
    assert "in 100" in page or "No estimate" in page


def test_a_company_that_is_no_account_shows_little(ana: User, agency: Company) -> None:
    blocks = company_blocks(viewer=ana, company=agency)
    assert (blocks["is_account"], blocks["drawing"], blocks["vulnerability"]) == (False, None, None)
