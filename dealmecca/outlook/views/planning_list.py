"""What opens soon at the accounts that a member asked to be reminded of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.outlook.queries import count_reminders, openings_for


@require_safe
@open_to(Policy.MEMBERS)
def planning_list(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    context = {"openings": openings_for(viewer=viewer), "reminder_count": count_reminders(viewer=viewer)}
    return render(request, "outlook/planning_list.html", context)
