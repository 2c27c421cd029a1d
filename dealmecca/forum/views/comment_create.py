"""Answering in a thread: the box on a page of its own, its preview without script, the draft, and sending it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum import drafts
from dealmecca.forum.actions import draft_about, save_draft, write_comment
from dealmecca.forum.forms.comments import CommentForm
from dealmecca.forum.models import Post
from dealmecca.forum.queries import get_post
from dealmecca.forum.views.addresses import thread_url
from dealmecca.forum.views.composing import answered, composer, hiding, preview_of
from dealmecca.forum.views.toasts import say
from dealmecca.lib.form_writes import write_from_form
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def comment_create(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    post = or_404(get_post, viewer=viewer, slug=slug)
    if request.method != "POST":
        return _page(request, post)
    step, body = request.POST.get("step", ""), request.POST.get("body", "")
    parent = answered(viewer, post, request.POST.get("reply", ""))
    if step == "draft" and (values := drafts.kept(request.POST.dict())):
        save_draft(actor=viewer, about=draft_about(post, parent), values=values)
        say(request, "Draft kept.", more="All drafts", more_url=reverse("forum:drafts"))
        return redirect(drafts.address(draft_about(post, parent)))
    form = CommentForm(request.POST)
    if step in ("preview", "draft"):
        return _page(request, post, CommentForm(initial=drafts.typed(request.POST.dict())), preview=body)
    if request.POST.get("reply") and parent is None:
        form.add_error(None, "What you answer was removed in the meantime. Send it again to answer the post itself.")
        return _page(request, post, form, status=422)
    if form.is_valid():
        is_on = form.cleaned_data["is_anonymous"]
        if hiding(request, is_on=is_on, text=body, post=post).asks:
            return _page(request, post, form, status=422)
        written = write_from_form(
            form,
            lambda: write_comment(
                actor=viewer, post=post, body=form.cleaned_data["body"], parent=parent, is_anonymous=is_on
            ),
        )
        if written:
            comment, _ = written
            if comment.state == "HELD":
                say(request, "A moderator looks at it first, because a new account sent several links.")
            return redirect(thread_url(post, comment))
    return _page(request, post, form, status=422)


def _page(
    request: HttpRequest, post: Post, form: CommentForm | None = None, *, preview: str | None = None, status: int = 200
) -> HttpResponse:
    context = {"post": post, "composer": composer(request, post, form=form), **preview_of(request, preview)}
    return render(request, "forum/comment_create.html", context, status=status)
