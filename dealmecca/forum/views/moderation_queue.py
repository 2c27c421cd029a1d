"""What waits for a moderator, oldest first; one or many decided at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.moderating import decide_many
from dealmecca.forum.queries import names_in
from dealmecca.forum.queries.moderation import moderation_queue as read_queue
from dealmecca.forum.queries.moderation import named_items

SAID = {"APPROVE": "approved", "REMOVE": "removed", "DISMISS": "left as it is"}


@require_safe
@open_to(Policy.MODERATORS)
def moderation_queue(request: HttpRequest) -> HttpResponse:
    reason = request.GET.get("reason", "")
    viewer = viewer_of(request)
    queue = read_queue(viewer=viewer, reason=reason)
    names = names_in(viewer=viewer, texts=[one.item.body for one in queue.waiting])
    context = {"queue": queue, "names": names, "reason": reason, "total": len(queue.waiting)}
    return render(request, "forum/moderation_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def moderation_decide(request: HttpRequest) -> HttpResponse:
    """POST `do` (APPROVE, REMOVE, DISMISS), `item` once or often ("post:<id>", "comment:<id>"), and `reason`."""
    viewer = viewer_of(request)
    if request.method == "POST":
        do, reason = request.POST.get("do", ""), request.POST.get("reason", "")
        do, _, only = do.partition(" ")  # a row's own button names the row, whatever is ticked
        posts, comments = named_items(viewer=viewer, keys=[only] if only else request.POST.getlist("item"))
        if not posts and not comments:
            messages.warning(request, "Tick what this is about first: nothing was changed.")
        else:
            done, others = decide_many(actor=viewer, posts=posts, comments=comments, verb=do, reason=reason)
            _say(request, do, done, others)
    shown = request.POST.get("shown", "")
    query = f"?{urlencode({'reason': shown})}" if shown else ""
    return redirect(reverse("forum:moderation") + query)


def _say(request: HttpRequest, do: str, done: int, others: int) -> None:
    if done:
        messages.success(request, f"{done} {SAID[do]}. The log has the way back.")
    if others:
        messages.warning(request, f"{others} had been decided by somebody else, or cannot be {SAID[do]}.")
