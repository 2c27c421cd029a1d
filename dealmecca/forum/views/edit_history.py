"""How a post or a comment became what it is: each change with what went and what came, word by word."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.models import Comment, Post
from dealmecca.forum.queries import edits_of, get_comment, get_post
from dealmecca.forum.views.addresses import thread_url
from dealmecca.lib.missing import or_404
from dealmecca.lib.word_differences import word_differences

PAGE = 10  # changes, each of which may be long


@require_safe
@open_to(Policy.MEMBERS)
def post_history(request: HttpRequest, slug: str) -> HttpResponse:
    post: Post = or_404(get_post, viewer=viewer_of(request), slug=slug)
    return _page(request, post, None)


@require_safe
@open_to(Policy.MEMBERS)
def comment_history(request: HttpRequest, comment_id: str) -> HttpResponse:
    comment: Comment = or_404(get_comment, viewer=viewer_of(request), comment_id=comment_id)
    return _page(request, comment.post, comment)


def _page(request: HttpRequest, post: Post, comment: Comment | None) -> HttpResponse:
    """`page` counts from 1."""
    edits = edits_of(viewer=viewer_of(request), post=post, comment=comment)
    asked = request.GET.get("page", "1")
    page = min(int(asked), len(edits) // PAGE + 1) if asked.isascii() and asked.isdigit() and int(asked) else 1
    first = (page - 1) * PAGE
    item: Post | Comment = comment or post
    changes: list[dict[str, Any]] = []
    for place, edit in enumerate(edits[first : first + PAGE], start=first):
        later = edits[place - 1] if place else item
        title = "" if comment else later.title  # type: ignore[union-attr]
        changes.append(
            {
                "at": edit.at,
                "by": item.author_label if item.is_anonymous or edit.editor is None else edit.editor.display_name,
                "title": word_differences(edit.title, title) if edit.title != title else [],
                "body": word_differences(edit.body, later.body) if edit.body != later.body else [],
            }
        )
    context = {
        "post": post,
        "comment": comment,
        "changes": changes,
        "back_url": thread_url(post, comment),
        "older": page + 1 if first + PAGE < len(edits) else 0,
        "newer": page - 1,
    }
    return render(request, "forum/edit_history.html", context)
