"""Changing a post, deleting it and taking that back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum import drafts
from dealmecca.forum.actions import delete_post, drop_draft, edit_post, restore_post, save_draft
from dealmecca.forum.forms.posts import PostEditForm, values_of
from dealmecca.forum.models import Category, Post
from dealmecca.forum.permissions import can_write, is_mine, require
from dealmecca.forum.queries import get_own_deleted_post, get_post, my_draft, open_categories
from dealmecca.forum.queries.tags import own_tags, tags_in_use
from dealmecca.forum.views.addresses import thread_url
from dealmecca.forum.views.composing import Hiding, hiding, preview_of
from dealmecca.forum.views.toasts import say
from dealmecca.lib.form_writes import write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def post_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """An old page is refused, and then shows what the post says now beside what was typed."""
    viewer = viewer_of(request)
    post = _own_post(request, slug)
    categories, about = _categories(request, post), f"post {post.pk}"
    if request.method != "POST":
        first = values_of(post, own_tags(viewer=viewer, post=post))
        draft = my_draft(viewer=viewer, about=about) if "draft" in request.GET else None
        if draft is not None:
            first |= {name: value for name, value in drafts.typed(draft.values).items() if name in first}
        return _page(request, post, PostEditForm(categories=categories, initial=first))
    step = request.POST.get("step", "")
    if step in ("preview", "draft"):
        if step == "draft" and (values := drafts.kept(request.POST.dict())):
            save_draft(actor=viewer, about=about, values=values)
            say(request, "Draft kept.", more="All drafts", more_url=reverse("forum:drafts"))
            return redirect(drafts.address(about))
        form = PostEditForm(categories=categories, initial=drafts.typed(request.POST.dict()))
        return _page(request, post, form, preview=request.POST.get("body", "") if step == "preview" else None)
    form = PostEditForm(request.POST, categories=categories)
    if form.is_valid():
        values = form.values()
        seen = parse_datetime(values.pop("seen") or "-")
        asked = hiding(request, is_on=post.is_anonymous, text=values["body"], title=values["title"])
        if asked.asks:
            return _page(request, post, form, asked=asked, status=422)
        changed = write_from_form(form, lambda: edit_post(actor=viewer, post=post, seen=seen, **values))
        if changed:
            drop_draft(actor=viewer, about=about)
            say(request, "Changed.", more="What it said before", more_url=reverse("forum:post_history", args=[slug]))
            return redirect(thread_url(changed))
    return _page(request, post, form, status=422)


@require_POST
@open_to(Policy.MEMBERS)
def post_delete(request: HttpRequest, slug: str) -> HttpResponse:
    post = or_404(get_post, viewer=viewer_of(request), slug=slug)
    delete_post(actor=viewer_of(request), post=post)
    undo_url = reverse("forum:post_restore", args=[post.pk])
    say(request, "Deleted. You can take that back for a day.", undo_url=undo_url, next_url=thread_url(post))
    return redirect("forum:index")


@require_POST
@open_to(Policy.MEMBERS)
def post_restore(request: HttpRequest, slug: str) -> HttpResponse:
    """By its id: what is deleted has no address. The second click finds it back already."""
    viewer = viewer_of(request)
    try:
        post = get_own_deleted_post(viewer=viewer, post_id=slug)
    except Post.DoesNotExist:
        post = or_404(get_post, viewer=viewer, slug=slug)
    restore_post(actor=viewer, post=post)
    say(request, "It is back.")
    return redirect(way_back(request, thread_url(post)))


def _own_post(request: HttpRequest, slug: str) -> Post:
    post: Post = or_404(get_post, viewer=viewer_of(request), slug=slug)
    require(can_write(viewer_of(request)) and is_mine(viewer_of(request), post), "Only who wrote this may change it.")
    if post.state == "REMOVED":
        raise PermissionDenied("A moderator removed this: it can no longer be changed.")
    return post


def _categories(request: HttpRequest, post: Post) -> list[Category]:
    """Those that take posts, and the one it stands in."""
    found = open_categories(viewer=viewer_of(request))
    return found if any(row.pk == post.category_id for row in found) else [*found, post.category]


def _page(
    request: HttpRequest, post: Post, form: PostEditForm, *, preview: str | None = None,
    asked: Hiding | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    viewer = viewer_of(request)
    post = or_404(get_post, viewer=viewer, slug=post.pk)
    typed, now = str(form["seen"].value() or ""), post.updated_at.isoformat()
    text, title = (str(form[name].value() or "") for name in ("body", "title"))
    context: dict[str, Any] = {
        "post": post,
        "form": form,
        "about": f"post {post.pk}",
        **preview_of(request, preview),
        "hiding": asked or hiding(request, is_on=post.is_anonymous, text=text, title=title),
        "in_use": tags_in_use(viewer=viewer),
        "draft": my_draft(viewer=viewer, about=f"post {post.pk}") if request.method != "POST" else None,
        "seen": now,
        "is_old": bool(typed) and typed != now,
    }
    return render(request, "forum/post_edit.html", context, status=status)
