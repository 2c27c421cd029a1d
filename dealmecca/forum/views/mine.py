"""What is the viewer's own: what they wrote, where they took part, what they follow and kept, which tags they hide."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.queries import (
    PostFilter,
    followed_threads,
    hidden_tags,
    list_posts,
    my_drafts,
    my_posts,
    my_threads,
)
from dealmecca.forum.queries.mine import Page

SHOWN = {
    "posts": "My posts",
    "threads": "Threads I took part in",
    "followed": "Threads I follow",
    "kept": "Kept",
    "hidden": "Hidden tags",
}
A_PAGE = 50


@require_safe
@open_to(Policy.MEMBERS)
def mine(request: HttpRequest) -> HttpResponse:
    """One part at a time: `show`. A broken `cursor` begins again."""
    viewer, show = viewer_of(request), request.GET.get("show", "posts")
    show = show if show in SHOWN else "posts"
    context = {"show": show, "parts": SHOWN, "draft_count": len(my_drafts(viewer=viewer))}
    if show == "hidden":
        return render(request, "forum/mine.html", context | {"tags": hidden_tags(viewer=viewer)})
    cursor = request.GET.get("cursor") or None
    try:
        context["posts"], following = _page(viewer, show, cursor)
    except ValueError:
        cursor = None
        context["posts"], following = _page(viewer, show, None)
    first = f"{request.path}?{urlencode({'show': show})}"
    context |= {
        "is_first_page": cursor is None,
        "first_url": first,
        "older_url": f"{first}&{urlencode({'cursor': following})}" if following else "",
    }
    return render(request, "forum/mine.html", context)


def _page(viewer: User, show: str, cursor: str | None) -> Page:
    if show == "kept":
        cards, following = list_posts(viewer=viewer, wanted=PostFilter(kept_by_me=True), cursor=cursor, limit=A_PAGE)
        return [card.post for card in cards], following
    pages = {"posts": my_posts, "threads": my_threads, "followed": followed_threads}
    return pages[show](viewer=viewer, cursor=cursor, limit=A_PAGE)
