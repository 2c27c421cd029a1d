"""One tap each: votes, keeping, following, choosing, accepting an answer. Each form sends the state that is wanted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import accept_answer, choose, follow_post, keep_post, vote
from dealmecca.forum.models import Choice, Comment, Post
from dealmecca.forum.queries import get_comment, get_post
from dealmecca.forum.queries.browsing import choice_of_id
from dealmecca.forum.views.addresses import thread_url
from dealmecca.lib.fragments import wants_fragment
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back

POSTED = ["GET", "HEAD", "POST"]  # who opens such an address is led to the thread
VOTES = {"1": 1, "0": 0, "-1": -1}


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def post_vote(request: HttpRequest, slug: str) -> HttpResponse:
    post = _post(request, slug)
    if request.method == "POST":
        wish = _vote(request)
        vote(actor=viewer_of(request), post=post, value=wish)
        if wants_fragment(request):
            post = _post(request, post.pk)
            return _part(request, "forum/_vote.html", {"post": post, "my_vote": wish, "look": _look(request)})
    return HttpResponseRedirect(way_back(request, thread_url(post)))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def comment_vote(request: HttpRequest, comment_id: str) -> HttpResponse:
    comment = _comment(request, comment_id)
    if request.method == "POST":
        wish = _vote(request)
        vote(actor=viewer_of(request), post=comment.post, comment=comment, value=wish)
        if wants_fragment(request):
            comment = _comment(request, comment_id)
            return _part(request, "forum/_comment_vote.html", {"comment": comment, "my_vote": wish})
    return HttpResponseRedirect(way_back(request, thread_url(comment.post, comment)))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def post_keep(request: HttpRequest, slug: str) -> HttpResponse:
    post = _post(request, slug)
    if request.method == "POST":
        wish = _yes_or_no(request, "keep")
        keep_post(actor=viewer_of(request), post=post, is_kept=wish)
        if wants_fragment(request):
            return _part(request, "forum/_keep.html", {"post": post, "is_kept": wish})
    return HttpResponseRedirect(way_back(request, thread_url(post)))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def post_follow(request: HttpRequest, slug: str) -> HttpResponse:
    post = _post(request, slug)
    if request.method == "POST":
        wish = _yes_or_no(request, "follow")
        follow_post(actor=viewer_of(request), post=post, is_followed=wish)
        if wants_fragment(request):
            return _part(request, "forum/_follow.html", {"post": post, "is_followed": wish})
    return HttpResponseRedirect(way_back(request, thread_url(post)))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def post_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """`comment` is the id of what answers the question; empty says that nothing does."""
    post = _post(request, slug)
    comment = None
    if request.method == "POST":
        if key := request.POST.get("comment", ""):
            comment = _comment(request, key)
        accept_answer(actor=viewer_of(request), post=post, comment=comment)
    return HttpResponseRedirect(way_back(request, thread_url(post)))


@require_http_methods(POSTED)
@open_to(Policy.MEMBERS)
def choice_vote(request: HttpRequest, choice_id: str) -> HttpResponse:
    choice: Choice = or_404(choice_of_id, viewer=viewer_of(request), choice_id=choice_id)
    if request.method == "POST":
        choose(actor=viewer_of(request), choice=choice, is_chosen=_yes_or_no(request, "choose"))
    return HttpResponseRedirect(f"{thread_url(choice.post)}#choices")


def _post(request: HttpRequest, slug: str) -> Post:
    return or_404(get_post, viewer=viewer_of(request), slug=slug)


def _comment(request: HttpRequest, comment_id: str) -> Comment:
    return or_404(get_comment, viewer=viewer_of(request), comment_id=comment_id)


def _vote(request: HttpRequest) -> int:
    wish = VOTES.get(request.POST.get("vote", ""))
    if wish is None:
        raise ValidationError({"vote": ["A vote is 1, -1, or 0 to take it back."]})
    return wish


def _yes_or_no(request: HttpRequest, name: str) -> bool:
    wish = request.POST.get(name)
    if wish not in ("yes", "no"):
        raise ValidationError({name: ["Say yes or no."]})
    return wish == "yes"


def _look(request: HttpRequest) -> str:
    return "row" if request.POST.get("look") == "row" else ""


def _part(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, {**context, "is_fragment": True})
    patch_vary_headers(response, ["HX-Request"])
    return response
