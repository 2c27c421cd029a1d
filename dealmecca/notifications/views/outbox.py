"""The outbox for admins: what waits and why, and dead letters to send again. Says to whom, never what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.notifications.actions import retry_mails
from dealmecca.notifications.queries import dead_letters, outbox_state


@require_safe
@open_to(Policy.ADMINS)
def outbox(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    after = request.GET.get("cursor") or None
    try:
        letters, next_cursor = dead_letters(viewer=viewer, after=after)
    except ValueError:  # a cursor that is none of ours: begin again
        after = None
        letters, next_cursor = dead_letters(viewer=viewer)
    context = {
        "state": outbox_state(viewer=viewer),
        "letters": letters,
        "next_cursor": next_cursor,
        "is_first_page": after is None,
    }
    return render(request, "notifications/outbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def outbox_retry(request: HttpRequest) -> HttpResponse:
    """One dead letter by its id, or all of them."""
    if request.method == "POST":
        mail_id = request.POST.get("mail", "").replace("\0", "")
        is_all = request.POST.get("all") == "yes"
        count = retry_mails(actor=viewer_of(request), mail_ids=None if is_all else [mail_id])
        messages.success(
            request,
            f"{count:,} {'goes' if count == 1 else 'go'} out again." if count else "Nothing was left to send again.",
        )
    return redirect("notifications:outbox")
