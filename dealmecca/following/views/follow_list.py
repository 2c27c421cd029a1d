"""What I follow, and leaving off, also for what was deleted meanwhile."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.following.actions import unfollow
from dealmecca.following.queries import get_followed, list_follows
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.MEMBERS)
def follow_list(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("after", "").replace("\0", "") or None
    follows, next_after = list_follows(viewer=viewer_of(request), after=after)
    context = {"follows": follows, "next_after": next_after, "is_first_page": after is None}
    return render(request, "following/follow_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def follow_end(request: HttpRequest, follow_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    if request.method == "POST":
        row = or_404(get_followed, viewer=viewer, follow_id=follow_id)
        unfollow(actor=viewer, kind=row.kind, record_id=row.record_id)
        messages.success(request, "You no longer follow it.")
    return redirect("following:follow_list")
