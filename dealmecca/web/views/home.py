"""The first page after signing in: what is due, what is new, and what was looked at last.

Looking at it is counted (`dashboardVisits`): with the views of records the one thing that a GET writes down, and never
for a page that a browser loads ahead.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.actions.visits import count_dashboard_visit
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.models import Unit
from dealmecca.billing.queries.usage import read_usage
from dealmecca.crm.queries.due import due_now
from dealmecca.crm.queries.record_views import recently_viewed
from dealmecca.crm.queries.team import team_activity
from dealmecca.directory.queries import directory_size, recent_changes
from dealmecca.following.queries import confirm_block, news_for
from dealmecca.forum.queries import PostFilter
from dealmecca.outlook.blocks import home_blocks
from dealmecca.web.views.discussions import discussions_about


@require_safe
@open_to(Policy.MEMBERS)
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if request.method == "GET" and viewer.sees_own and not _is_loaded_ahead(request):
        count_dashboard_visit(user=viewer)
    people_count, company_count = directory_size(viewer=viewer)
    people, companies = recent_changes(viewer=viewer)
    due, due_count = due_now(viewer=viewer)
    return render(
        request,
        "web/home.html",
        {
            "today": timezone.localtime(timezone=viewer.zone),
            "people_count": people_count,
            "company_count": company_count,
            "people": people,
            "companies": companies,
            "due": due,
            "due_count": due_count,
            "viewed": recently_viewed(viewer=viewer, limit=5),
            "team_activity": team_activity(viewer=viewer),
            "searches": read_usage(user=viewer, unit=Unit.SEARCH),
            "news": news_for(viewer=viewer),
            "confirm": confirm_block(viewer=viewer),
            **home_blocks(viewer=viewer),
            **discussions_about(viewer, PostFilter()),
        },
    )


def _is_loaded_ahead(request: HttpRequest) -> bool:
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
