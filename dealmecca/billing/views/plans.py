"""The plans side by side, and the viewer's own: until when, what comes next, where the invoices are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.actions.subscriptions import upgrades_wait
from dealmecca.billing.permissions import can_grant_plans
from dealmecca.billing.plan_table import plan_rows
from dealmecca.billing.plans import plan_of
from dealmecca.billing.queries.overview import plan_columns, plan_overview
from dealmecca.billing.queries.subscriptions import count_plan_requests


@require_safe
@open_to(Policy.MEMBERS)
def plans(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    mine = plan_overview(viewer=viewer)
    columns = plan_columns(tier=mine.tier)
    names = [column.name for column in columns]
    context = {
        "mine": mine,
        "plan": plan_of(viewer),
        "columns": columns,
        "rows": [(label, list(zip(names, words, strict=True))) for label, words in plan_rows()],
        "has_prices": any(settings.PRICE_TEXTS.values()),
        "is_unlimited": settings.PLANS_ARE_UNLIMITED,
        "waits": upgrades_wait(viewer),
        "request_count": count_plan_requests() if can_grant_plans(viewer) else 0,
    }
    return render(request, "billing/plans.html", context)
