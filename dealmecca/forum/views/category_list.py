"""All categories: what each is for, how much stands in it, and its three latest posts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.queries import category_overview


@require_safe
@open_to(Policy.MEMBERS)
def category_list(request: HttpRequest) -> HttpResponse:
    return render(request, "forum/category_list.html", {"overview": category_overview(viewer=viewer_of(request))})
