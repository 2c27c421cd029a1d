"""One thread: the post, what it is about, and a page of its conversation.

That it was read is the one thing written here, as with views of records: dropped when the database is busy, and never
for a page that a browser loads ahead.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.database.quick_writes import done_at_once
from dealmecca.forum.actions import visit
from dealmecca.forum.models import Choice, Post
from dealmecca.forum.permissions import can_moderate, can_write
from dealmecca.forum.queries import Mine, about_post, choices_of, get_post, my_part, names_in, new_slug_of, thread_page
from dealmecca.forum.queries.browsing import (
    answer_line,
    begin_at,
    event_of,
    first_unread,
    page_before,
    read_until,
    related_posts,
)
from dealmecca.forum.views.composing import composer
from dealmecca.lib.missing import or_404

SURE = 0.95  # confidence of the machine from which a page says no "perhaps"


@require_safe
@open_to(Policy.MEMBERS)
def thread(request: HttpRequest, slug: str) -> HttpResponse:
    """`after` is where a page begins, `at` the number of a comment that shall stand on it."""
    viewer = viewer_of(request)
    try:
        post = get_post(viewer=viewer, slug=slug)
    except Post.DoesNotExist:
        return redirect("forum:thread", or_404(new_slug_of, viewer=viewer, slug=slug), permanent=True)
    if post.slug != slug:  # asked for by id
        return redirect("forum:thread", post.slug, permanent=True)
    mine = my_part(viewer=viewer, post=post)
    after = _after(request, post)
    lines, following = thread_page(viewer=viewer, post=post, mine=mine, after=after)
    about = about_post(viewer=viewer, post=post)
    answer = answer_line(viewer=viewer, post=post, mine=mine)
    shown = [
        line.comment for line in (*lines, *([answer] if answer else [])) if line.comment.state in ("VISIBLE", "HELD")
    ]
    context = {
        "post": post,
        "mine": mine,
        "lines": lines,
        "after": after,
        "next_after": following,
        "before": page_before(post=post, after=after),
        "about": about,
        "event": event_of(viewer=viewer, post=post),
        "related": related_posts(viewer=viewer, post=post, about=about),
        "answer": answer,
        "names": names_in(viewer=viewer, texts=[post.body, *(comment.body for comment in shown)]),
        "composer": composer(request, post, mine),
        "first_unread": first_unread(post=post, mine=mine),
        "new_count": sum(line.is_new and line.comment.stands for line in lines),
        "can_write": can_write(viewer),
        "can_moderate": can_moderate(viewer),
        "sure": SURE,
        **_choices(choices_of(viewer=viewer, post=post), mine),
    }
    response = render(request, "forum/thread.html", context)
    _remember(request, post, mine, following)
    return response


def _after(request: HttpRequest, post: Post) -> str:
    number = request.GET.get("at", "")
    if number.isascii() and number.isdecimal() and len(number) < 10:
        return begin_at(post=post, number=int(number))
    after = request.GET.get("after", "")
    return after if after.isascii() and "\0" not in after and len(after) <= 40 else ""


def _choices(choices: Sequence[Choice], mine: Mine) -> dict[str, Any]:
    """Of a poll, each with its share of all votes; of a list, each with its own."""
    count = sum(choice.vote_count for choice in choices)
    return {
        "choices": [
            {
                "choice": choice,
                "share": round(100 * choice.vote_count / count) if count else 0,
                "is_mine": choice.pk in mine.chosen,
            }
            for choice in choices
        ],
        "choice_votes": count,
    }


def _remember(request: HttpRequest, post: Post, mine: Mine, last_path: str | None) -> None:
    viewer = viewer_of(request)
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method != "GET" or is_ahead or not can_write(viewer):
        return
    number = read_until(post=post, last_path=last_path)
    if mine.viewed_on != timezone.now().date() or mine.read_number is None or mine.read_number < number:
        done_at_once(lambda: visit(actor=viewer, post=post, read_number=number))
