"""Reporting a post or a comment, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.flags import flag, withdraw_flag
from dealmecca.forum.forms.moderation import FlagForm
from dealmecca.forum.models import Comment, Post
from dealmecca.forum.queries import get_comment, get_post, names_in
from dealmecca.forum.queries.moderation import my_flag
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def post_flag(request: HttpRequest, slug: str) -> HttpResponse:
    return _flag(request, or_404(get_post, viewer=viewer_of(request), slug=slug), None)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def comment_flag(request: HttpRequest, comment_id: str) -> HttpResponse:
    comment = or_404(get_comment, viewer=viewer_of(request), comment_id=comment_id)
    return _flag(request, comment.post, comment)


def _flag(request: HttpRequest, post: Post, comment: Comment | None) -> HttpResponse:
    """POST `reason` and `text`; or `withdraw`, to take an open report back."""
    viewer = viewer_of(request)
    thread_url = reverse("forum:thread", args=[post.slug])
    back_url = thread_url if comment is None else f"{thread_url}#comment-{comment.number}"
    if request.method == "POST" and "withdraw" in request.POST:
        if withdraw_flag(actor=viewer, post=post, comment=comment):
            messages.success(request, "Your report is taken back.")
        return HttpResponseRedirect(way_back(request, back_url))
    mine = my_flag(viewer=viewer, post=post, comment=comment)
    form = FlagForm(posted(request), initial={"reason": mine.reason, "text": mine.text} if mine else None)
    if form.is_valid():
        said = form.cleaned_data
        if write_from_form(form, lambda: flag(actor=viewer, post=post, comment=comment, **said)):
            messages.success(request, "Thank you. A moderator looks at it, and you hear what they decide.")
            return HttpResponseRedirect(way_back(request, back_url))
    item = comment or post
    context = {
        "form": form,
        "post": post,
        "item": item,
        "mine": mine,
        "names": names_in(viewer=viewer, texts=[item.body]),
        "back_url": back_url,
    }
    return render(request, "forum/flag_page.html", context, status=422 if form.errors else 200)
