"""Where a post or a comment of it is read."""

from django.urls import reverse

from dealmecca.forum.models import Comment, Post


def thread_url(post: Post, comment: Comment | None = None) -> str:
    start = reverse("forum:thread", args=[post.slug])
    return f"{start}?at={comment.number}#comment-{comment.number}" if comment else start
