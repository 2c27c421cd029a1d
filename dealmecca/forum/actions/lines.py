"""Writing the lines by which search finds posts and comments; part of every write that changes what they say."""

from collections.abc import Iterable

from django.db import transaction

from dealmecca.forum.models import Comment, Post, TextLine
from dealmecca.forum.queries.texts import plain
from dealmecca.lib.text_keys import search_words

MOST_WORDS = 2_000


def put_line(post: Post, comment: Comment | None = None) -> None:
    """The words of a post, or of one of its comments, replacing what was found before."""
    line = TextLine.objects.filter(post=post, comment=comment).first()
    if line is None:
        line = TextLine.objects.create(post=post, comment=comment)
    TextLine.WORDS.put([(line.n, _words([comment.body] if comment else [post.title, post.body]))])


def drop_line(comment: Comment) -> None:
    _drop(TextLine.objects.filter(comment=comment).values_list("n", flat=True))


def drop_lines_of(post: Post) -> None:
    """Of the post and of all its comments: who looks for their words finds nothing while the post is away."""
    _drop(TextLine.objects.filter(post=post).values_list("n", flat=True))


def put_lines_of(post: Post) -> None:
    """The other way round, once it is back."""
    put_line(post)
    for comment in Comment.objects.filter(post=post, state="VISIBLE").order_by("pk"):
        put_line(post, comment)


@transaction.atomic
def rebuild_lines() -> int:
    """All of them, from what stands; how many posts. The operator's command."""
    TextLine.WORDS.clear()
    TextLine.objects.all().delete()
    count = 0
    for post in Post.objects.filter(state="VISIBLE").order_by("pk").iterator(chunk_size=500):
        put_lines_of(post)
        count += 1
    return count


def _drop(numbers: Iterable[int]) -> None:
    gone = list(numbers)
    TextLine.WORDS.drop(gone)
    TextLine.objects.filter(n__in=gone).delete()


def _words(texts: Iterable[str]) -> list[str]:
    found = dict.fromkeys(word for text in texts for word in search_words(plain(text)))
    return list(found)[:MOST_WORDS]
