"""The forum's front page: posts in four orders, of all or of what somebody asked for."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.queries import PostFilter
from dealmecca.forum.queries.browsing import categories_with_posts, followed_categories, names_of_filter
from dealmecca.forum.views.lists import posts_page

FILTERS = ("category", "tag", "company", "contact", "event")


@require_safe
@open_to(Policy.MEMBERS)
def index(request: HttpRequest) -> HttpResponse:
    """`category`, `tag` and `company` take a slug or an id, `contact` an id; `kept=yes` shows what the viewer kept."""
    viewer = viewer_of(request)
    asked: dict[str, Any] = {
        name: value for name in FILTERS if (value := request.GET.get(name, "").replace("\0", "")[:120])
    }
    is_kept = request.GET.get("kept") == "yes"
    categories = categories_with_posts(viewer=viewer)
    wanted, names = names_of_filter(viewer=viewer, wanted=replace(PostFilter(kept_by_me=is_kept), **asked))
    kept = asked | ({"kept": "yes"} if is_kept else {})
    names |= {"kept": "Kept by me"} if is_kept else {}
    chips = [
        (names.get(name, "Nothing of that name"), f"?{urlencode({key: kept[key] for key in kept if key != name})}")
        for name in kept
    ]
    context = {
        "categories": categories,
        "followed": followed_categories(viewer=viewer),
        "chips": chips,
        "is_kept": is_kept,
        "is_filtered": bool(kept),
        **posts_page(request, wanted, kept),
    }
    return render(request, "forum/index.html", context)
