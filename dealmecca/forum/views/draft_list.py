"""Drafts: keeping one while it is typed, all of one's own, and dropping one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum import drafts
from dealmecca.forum.actions import drop_draft, save_draft
from dealmecca.forum.queries import my_drafts
from dealmecca.forum.queries.mine import posts_of_drafts
from dealmecca.forum.views.toasts import say
from dealmecca.lib.fragments import wants_fragment


@require_safe
@open_to(Policy.MEMBERS)
def draft_list(request: HttpRequest) -> HttpResponse:
    rows = my_drafts(viewer=viewer_of(request))
    posts = posts_of_drafts(viewer=viewer_of(request), drafts=rows)
    lines = [
        {
            "draft": row,
            "title": drafts.title_of(row.values),
            "address": drafts.address(row.about),
            "kind": row.about.partition(" ")[0],
            "post": posts.get([*row.about.split(" "), ""][1]),
        }
        for row in rows
    ]
    return render(request, "forum/draft_list.html", {"lines": lines})


@require_POST
@open_to(Policy.MEMBERS)
def draft_save(request: HttpRequest) -> HttpResponse:
    """What a form holds, under the name that it gives; nothing while it holds no words."""
    about, values = request.POST.get("draft", ""), drafts.kept(request.POST.dict())
    is_known = bool(drafts.address(about))
    if values and is_known:
        save_draft(actor=viewer_of(request), about=about, values=values)
    if wants_fragment(request):
        return render(request, "forum/_draft_kept.html", {"kept_at": timezone.now() if values and is_known else None})
    say(request, "Draft kept." if values and is_known else "There is nothing to keep yet.")
    return redirect("forum:drafts")


@require_POST
@open_to(Policy.MEMBERS)
def draft_drop(request: HttpRequest) -> HttpResponse:
    """One's own of the name that the form gives."""
    drop_draft(actor=viewer_of(request), about=request.POST.get("draft", "").replace("\0", ""))
    say(request, "Draft deleted.")
    return redirect("forum:drafts")
