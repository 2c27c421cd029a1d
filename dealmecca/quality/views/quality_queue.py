"""What waits for an expert: reviews, sign-offs by a second person, and what falls soon."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.quality.permissions import can_decide_on_reports, can_sign_off
from dealmecca.quality.queries.queue import expert_queue


@require_safe
@open_to(Policy.MEMBERS)
def quality_queue(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "queue": expert_queue(viewer=viewer),
        "can_sign": can_sign_off(viewer),
        "sees_reviewers": can_decide_on_reports(viewer),
    }
    return render(request, "quality/quality_queue.html", context)
