"""Ten claims a week that this viewer can judge: yes, left, wrong account, skip. One minute."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.following.queries import confirm_week


@require_safe
@open_to(Policy.MEMBERS)
def confirm_ten(request: HttpRequest) -> HttpResponse:
    """`?on=1` comes with an answer: then the next Yes has the focus, and Enter goes on."""
    context = {"week": confirm_week(viewer=viewer_of(request)), "goes_on": "on" in request.GET}
    return render(request, "following/confirm_ten.html", context)
