"""Search over posts and comments: every word of the question begins a word of the text. Newest first."""

from dataclasses import dataclass

from dealmecca.accounts.models import User
from dealmecca.forum.models import Comment, Post, TextLine
from dealmecca.forum.queries.hiding import hidden_posts
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.text_keys import query_words

PAGE = 25


@dataclass(frozen=True)
class Hit:
    """`comment` is where the words stand, or None when it is the post itself."""

    post: Post
    comment: Comment | None


def search_forum(
    *, viewer: User, text: str, cursor: str | None = None, limit: int = PAGE
) -> tuple[list[Hit], str | None]:
    """A page and the next cursor. Not what the viewer hides. Four queries. Raises ValueError for a broken cursor."""
    words = query_words(text)
    if not words:
        return [], None
    if not (viewer.is_authenticated and viewer.is_active):
        return [], None
    lines = TextLine.objects.filter(n__in=TextLine.WORDS.matching(words))  # what is hidden has no line
    if (hidden := hidden_posts(viewer)) is not None:
        lines = lines.exclude(post__in=hidden)
    if cursor:
        lines = lines.filter(n__lt=decode_cursor(cursor, (int,))[0])
    found = list(lines.order_by("-n").values_list("n", "post", "comment")[: limit + 1])
    next_cursor = encode_cursor([found[limit - 1][0]]) if len(found) > limit else None
    found = found[:limit]
    posts = Post.objects.listed_to(viewer).select_related("author__company", "category")
    by_id = posts.in_bulk([post for _, post, _ in found])
    comments = Comment.objects.filter(is_shown=True).select_related("author__company")
    comments_by_id = comments.in_bulk([comment for _, _, comment in found if comment])
    return [
        Hit(by_id[post], comments_by_id.get(comment) if comment else None)
        for _, post, comment in found
        if post in by_id and (not comment or comment in comments_by_id)
    ], next_cursor
