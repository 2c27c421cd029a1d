"""The plans as JSON: the same table as everywhere, and which one the caller has."""

import re
from dataclasses import fields

from django.test import override_settings

from dealmecca.accounts.models import User
from dealmecca.billing.plan_table import TIERS
from dealmecca.billing.plans import PLANS, Plan
from tests.api.conftest import Api
from tests.billing.conftest import pay


def test_every_entitlement_of_every_plan(api: Api) -> None:
    answer = api.get("/plans")
    assert api.status == 200 and [plan["tier"] for plan in answer["items"]] == list(TIERS)
    for plan in answer["items"]:
        for field in fields(Plan):
            camel = re.sub(r"_(\w)", lambda match: match[1].upper(), field.name)
            assert plan[camel] == getattr(PLANS[plan["tier"]], field.name), camel
    assert answer["isUnlimited"] is False


def test_it_marks_the_callers_own_and_shows_prices_only_when_there_are_some(api: Api, ana: User) -> None:
    pay(ana, "TEAM")
    with override_settings(PRICE_TEXTS={"PRO": "49 € a month"}, PLANS_ARE_UNLIMITED=True):
        answer = api.get("/plans")
    assert [plan["isCurrent"] for plan in answer["items"]] == [False, False, True]
    assert [plan["price"] for plan in answer["items"]] == [None, "49 € a month", None]
    assert answer["isUnlimited"] is True


def test_visitors_are_sent_away(visitor: Api) -> None:
    visitor.get("/plans")
    assert visitor.status == 401
