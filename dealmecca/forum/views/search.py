"""Search over posts and comments, each with the words around what was searched for."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.queries import names_in, search_forum
from dealmecca.forum.queries.browsing import categories_with_posts

LONGEST = 200


@require_safe
@open_to(Policy.MEMBERS)
def search(request: HttpRequest) -> HttpResponse:
    viewer, text = viewer_of(request), request.GET.get("q", "").strip()[:LONGEST]
    try:
        hits, following = search_forum(viewer=viewer, text=text, cursor=request.GET.get("cursor") or None)
    except ValueError:  # a cursor that is none of ours: begin again
        hits, following = search_forum(viewer=viewer, text=text)
    context = {
        "text": text,
        "hits": hits,
        "names": names_in(viewer=viewer, texts=[(hit.comment or hit.post).body for hit in hits]),
        "elsewhere_url": f"{reverse('web:search')}?{urlencode({'q': text})}",
        "older_url": f"?{urlencode({'q': text, 'cursor': following})}" if following else "",
        "categories": [] if text else categories_with_posts(viewer=viewer),
    }
    return render(request, "forum/search.html", context)
