"""What is the viewer's own: what they wrote, where they took part, what they kept, which tags they hide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.queries import PostFilter, hidden_tags, list_posts, my_drafts, my_posts, my_threads

SHOWN = {"posts": "My posts", "threads": "Threads I took part in", "kept": "Kept", "hidden": "Hidden tags"}


@require_safe
@open_to(Policy.MEMBERS)
def mine(request: HttpRequest) -> HttpResponse:
    """One part at a time: `show`."""
    viewer, show = viewer_of(request), request.GET.get("show", "posts")
    show = show if show in SHOWN else "posts"
    context = {"show": show, "parts": SHOWN, "draft_count": len(my_drafts(viewer=viewer))}
    if show == "posts":
        context["posts"] = my_posts(viewer=viewer)
    elif show == "threads":
        context["posts"] = my_threads(viewer=viewer)
    elif show == "kept":
        cards, _ = list_posts(viewer=viewer, wanted=PostFilter(kept_by_me=True), limit=100)
        context["posts"] = [card.post for card in cards]
    else:
        context["tags"] = hidden_tags(viewer=viewer)
    return render(request, "forum/mine.html", context)
