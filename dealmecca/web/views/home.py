"""The first page after signing in: where to start, and what changed last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import directory_size, recent_changes
from dealmecca.following.queries import confirm_block, news_for
from dealmecca.outlook.blocks import home_blocks


@require_safe
@open_to(Policy.MEMBERS)
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    people_count, company_count = directory_size(viewer=viewer)
    people, companies = recent_changes(viewer=viewer)
    return render(
        request,
        "web/home.html",
        {
            "today": timezone.localtime(),
            "people_count": people_count,
            "company_count": company_count,
            "people": people,
            "companies": companies,
            "news": news_for(viewer=viewer),
            "confirm": confirm_block(viewer=viewer),
            **home_blocks(viewer=viewer),
        },
    )
