"""The plans page, the API and the documentation say what `PLANS` says, and the page says what holds for the viewer."""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dealmecca.accounts.models import User
from dealmecca.billing.plan_table import FEATURES, as_markdown, plan_rows
from dealmecca.billing.plans import Plan
from tests.billing.conftest import pay

SignIn = Callable[[User], Client]
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "plans.md"


def page(client: Client) -> str:
    response = client.get("/plans")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_documentation_holds_the_table_of_plans() -> None:
    table = HOW_TO.read_text().partition("<!-- plans -->\n")[2].partition("\n<!-- /plans -->")[0]
    assert table == as_markdown(), f"docs/how-to/plans.md is to hold:\n{as_markdown()}"


def test_every_entitlement_has_a_row() -> None:
    assert len(FEATURES) == len([field for field in fields(Plan) if field.name != "name"])


def test_the_page_shows_the_table_and_marks_the_viewers_plan(dan: User, as_user: SignIn) -> None:
    html = page(as_user(dan))
    cells = [word for _, words in plan_rows() for word in words]
    shown = re.findall(r'<td data-l="\w+">([^<]*)</td>', html)
    assert shown == cells
    assert re.search(r'Free <span class="tag tag-ok">yours</span>', html)
    assert "Upgrade to Pro" in html and "Upgrade to Team" in html and "Cancel the plan" not in html
    assert "Price" not in html


def test_prices_are_the_operators_words(dan: User, as_user: SignIn) -> None:
    with override_settings(PRICE_TEXTS={"PRO": "49 € a month", "TEAM": ""}):
        assert '<td data-l="Pro">49 € a month</td>' in page(as_user(dan))


def test_without_limits_the_page_says_so_and_sells_nothing(dan: User, as_user: SignIn) -> None:
    with override_settings(PLANS_ARE_UNLIMITED=True):
        html = page(as_user(dan))
    assert "This installation has no limits" in html and "Upgrade" not in html and "yours" not in html


def test_a_plan_for_a_time_says_until_when_and_is_over_to_the_second(dan: User, as_user: SignIn) -> None:
    end = timezone.now() + timedelta(days=10)
    pay(dan, "PRO", until=end)
    html = page(as_user(dan))
    assert f"{end:%-d %b %Y}" in html and "Ends" in html
    User.objects.filter(pk=dan.pk).update(plan_until=timezone.now() - timedelta(seconds=1))
    dan.subscriptions.update(current_period_end=timezone.now() - timedelta(seconds=1))
    assert re.search(r'Free <span class="tag tag-ok">yours</span>', page(as_user(dan)))


def test_an_admin_and_a_plan_given_before_there_were_subscriptions(admin: User, ana: User, as_user: SignIn) -> None:
    assert "As an admin you may do everything" in page(as_user(admin))
    assert re.search(r'Pro <span class="tag tag-ok">yours</span>', page(as_user(ana)))


def test_a_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/plans").status_code == 302


@pytest.mark.parametrize("count", [1, 20])
def test_query_budget(
    count: int, dan: User, as_user: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pay(dan, "PRO")
    for number in range(count):
        row = dan.subscriptions.get(provider_id=f"granted-{dan.pk}")
        row.pk, row.provider_id, row._state.adding = f"{number:025}", f"more-{number}", True
        row.save()
    client = as_user(dan)
    with django_assert_max_num_queries(9):
        client.get("/plans")
