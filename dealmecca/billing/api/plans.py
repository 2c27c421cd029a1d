"""The plans as JSON: what each allows, and which one the caller has."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from dealmecca.accounts.models import SubscriptionTier
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.plans import PLANS
from dealmecca.billing.queries.overview import plan_columns, plan_overview
from dealmecca.lib.json_shapes import Answer, Text

router = Router(tags=["Plans"], by_alias=True)


class PlanAnswer(Answer):
    tier: SubscriptionTier
    name: str
    is_current: bool
    price: Text = Field(description="In the operator's words; null when they say none")
    searches_a_month: int | None = Field(description="null: without limit")
    shows_contact_details: bool
    exported_rows_a_month: int | None = Field(description="null: without limit")
    saved_searches: int | None = Field(description="null: without limit")
    requests_an_hour: int | None = Field(description="null: without limit")
    imports_files: bool
    has_api: bool
    has_seats: bool
    shares_searches: bool
    has_team_notes: bool


class PlanListing(Answer):
    items: list[PlanAnswer]
    is_unlimited: bool = Field(description="The operator lifted every limit, for everybody")


@router.get("", response=PlanListing, operation_id="listPlans", summary="What each plan allows")
def list_plans(request: HttpRequest) -> PlanListing:
    """The table of the page /plans, smallest plan first; `isCurrent` marks what the caller has now."""
    columns = plan_columns(tier=plan_overview(viewer=viewer_of(request)).tier)
    items = [
        PlanAnswer(tier=one.tier, is_current=one.is_current, price=one.price, **asdict(PLANS[one.tier]))
        for one in columns
    ]
    return PlanListing(items=items, is_unlimited=settings.PLANS_ARE_UNLIMITED)
