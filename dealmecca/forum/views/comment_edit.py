"""Changing a comment, deleting it and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import delete_comment, edit_comment, restore_comment
from dealmecca.forum.forms.comments import CommentEditForm
from dealmecca.forum.models import Comment
from dealmecca.forum.permissions import can_write, is_mine, require
from dealmecca.forum.queries import get_comment
from dealmecca.forum.views.addresses import thread_url
from dealmecca.forum.views.composing import hiding, preview_of
from dealmecca.forum.views.toasts import say
from dealmecca.lib.form_writes import write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def comment_edit(request: HttpRequest, comment_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    comment: Comment = or_404(get_comment, viewer=viewer, comment_id=comment_id)
    require(can_write(viewer) and is_mine(viewer, comment), "Only who wrote this may change it.")
    first = {"body": comment.body, "seen": comment.updated_at.isoformat()}
    if request.method != "POST":
        return _page(request, comment, CommentEditForm(initial=first))
    body = request.POST.get("body", "")
    if request.POST.get("step") == "preview":
        typed = {"body": body, "seen": request.POST.get("seen", "")}
        return _page(request, comment, CommentEditForm(initial=typed), preview=body)
    form = CommentEditForm(request.POST)
    if form.is_valid() and not hiding(request, is_on=comment.is_anonymous, text=body, post=comment.post).asks:
        seen = parse_datetime(form.cleaned_data["seen"] or "-")
        changed = write_from_form(
            form, lambda: edit_comment(actor=viewer, comment=comment, body=form.cleaned_data["body"], seen=seen)
        )
        if changed:
            say(request, "Changed.")
            return redirect(thread_url(comment.post, comment))
    return _page(request, comment, form, status=422)


@require_POST
@open_to(Policy.MEMBERS)
def comment_delete(request: HttpRequest, comment_id: str) -> HttpResponse:
    comment: Comment = or_404(get_comment, viewer=viewer_of(request), comment_id=comment_id)
    delete_comment(actor=viewer_of(request), comment=comment)
    undo_url, there = reverse("forum:comment_restore", args=[comment.pk]), thread_url(comment.post)
    say(request, "Deleted. You can take that back for a day.", undo_url=undo_url, next_url=there)
    return redirect(way_back(request, there))


@require_POST
@open_to(Policy.MEMBERS)
def comment_restore(request: HttpRequest, comment_id: str) -> HttpResponse:
    comment: Comment = or_404(get_comment, viewer=viewer_of(request), comment_id=comment_id, even_hidden=True)
    restore_comment(actor=viewer_of(request), comment=comment)
    say(request, "It is back.")
    return redirect(way_back(request, thread_url(comment.post, comment)))


def _page(
    request: HttpRequest, comment: Comment, form: CommentEditForm, *, preview: str | None = None, status: int = 200
) -> HttpResponse:
    comment = or_404(get_comment, viewer=viewer_of(request), comment_id=comment.pk, even_hidden=True)
    typed, now = str(form["seen"].value() or ""), comment.updated_at.isoformat()
    text = str(form["body"].value() or "")
    context = {
        "comment": comment,
        "post": comment.post,
        "form": form,
        **preview_of(request, preview),
        "hiding": hiding(request, is_on=comment.is_anonymous, text=text, post=comment.post),
        "seen": now,
        "is_old": bool(typed) and typed != now,
        "thread_url": thread_url(comment.post, comment),
    }
    return render(request, "forum/comment_edit.html", context, status=status)
