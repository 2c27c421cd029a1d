"""News of the forum as a digest tells them: what still stands, and what presses first."""

from collections.abc import Sequence

from dealmecca.accounts.models import User
from dealmecca.forum.models import Comment, Post
from dealmecca.forum.queries.hiding import hidden_posts
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Notification

_PRESSING, _NORMAL = {"URGENT": 0, "HIGH": 1}, 2  # by what it is now: urgency wears off
_OF_FORUM = (Kind.FORUM_REPLY, Kind.FORUM_NEWS)  # their keys: "forum", the occasion, the id of a post or a comment


def ranked_news(viewer: User, rows: Sequence[Notification]) -> list[Notification]:
    """Without news of posts and comments that are gone, or that the viewer hides; urgent posts first, else as they
    came. What is no news of the forum stays as it is. Four queries at most."""
    about = {row.pk: row.key.split(" ")[2] for row in rows if row.kind in _OF_FORUM and row.key.count(" ") == 2}
    if not about:
        return list(rows)
    shown = Comment.objects.filter(pk__in=about.values(), is_shown=True)
    post_of = dict(shown.values_list("pk", "post"))
    asked = {post_of.get(key, key) for key in about.values()}
    posts = Post.objects.listed_to(viewer).filter(pk__in=asked).only("urgency", "answer", "created_at").in_bulk()
    hidden = set(hidden_posts(viewer) or ())
    kept: list[tuple[int, Notification]] = []
    for row in rows:
        if row.pk not in about:
            kept.append((_NORMAL, row))
            continue
        post = posts.get(post_of.get(about[row.pk], about[row.pk]))
        if post is not None and not (row.kind == Kind.FORUM_NEWS and post.pk in hidden):
            kept.append((_PRESSING.get(post.urgency_now, _NORMAL), row))
    return [row for _, row in sorted(kept, key=lambda one: one[0])]
