"""What the pages that list posts share: the order, the page, and the addresses of the others."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.queries import PostFilter, list_posts, names_in

SORTS = {"active": "Active", "new": "New", "top": "Top", "unanswered": "Unanswered"}
ORDER = {"top": "best"}  # the name of an order in queries, where it is another
FOUND_BY = {"category": "category", "tag": "tag", "company": "company", "contact": "contact"}


def posts_page(request: HttpRequest, wanted: PostFilter, kept: dict[str, str] | None = None) -> dict[str, Any]:
    """For `forum/_posts.html`. `kept` is what stays in the address from page to page beside the order.

    An unknown order and a broken cursor begin again.
    """
    viewer, path, kept = viewer_of(request), request.path, kept or {}
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "active"
    order, cursor = ORDER.get(sort, sort), request.GET.get("cursor") or None
    try:
        cards, following = list_posts(viewer=viewer, wanted=wanted, order=order, cursor=cursor)
    except ValueError:
        cursor = None
        cards, following = list_posts(viewer=viewer, wanted=wanted, order=order)
    return {
        "cards": cards,
        "names": names_in(viewer=viewer, texts=[getattr(card.post, "beginning", "") for card in cards]),
        "sort": sort,
        "tabs": [
            (label, _address(path, kept | ({} if code == "active" else {"sort": code})), code == sort)
            for code, label in SORTS.items()
        ],
        "is_first_page": cursor is None,
        "first_url": _address(path, kept | _sorted(sort)),
        "older_url": _address(path, kept | _sorted(sort) | {"cursor": following}) if following else "",
    }


def _sorted(sort: str) -> dict[str, str]:
    return {} if sort == "active" else {"sort": sort}


def _address(path: str, values: dict[str, str]) -> str:
    return f"{path}?{urlencode(values)}" if values else path
