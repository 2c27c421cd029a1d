"""Telling members of answers, mentions and news in what they follow; called by jobs, and told once.

Whoever writes anonymously is told like everybody else who follows, of their own words too: a list of those who were
told, less one, would name them.
"""

from collections.abc import Container, Iterable

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.forum.models import CategoryFollow, Comment, Post, PostFollow, SealedAuthor, UserMention
from dealmecca.forum.queries.hiding import members_who_hide
from dealmecca.forum.queries.texts import plain
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

WORDS = 240  # of a text in a notice


def tell_of_post(*, post_id: str) -> None:
    """Those it mentions, then those who follow its category and hide none of its tags."""
    post = Post.objects.filter(pk=post_id, state="VISIBLE").select_related("author", "category").first()
    if post is None:
        return
    link, told = _link(post), _tell_mentioned(post, None)
    follows = CategoryFollow.objects.filter(category=post.category_id, user__is_active=True).select_related("user")
    told |= members_who_hide(post_id=post.pk)
    for row in follows.order_by("pk"):
        if row.user_id not in told and row.user_id != post.author_id:
            _tell(
                row.user,
                Kind.FORUM_NEWS,
                f"New in {post.category.name}: “{post.title}”",
                post.body,
                link,
                f"post {post.pk}",
            )


def tell_of_comment(*, comment_id: str) -> None:
    """Whoever is answered or mentioned, then those who follow the thread."""
    comment = (
        Comment.objects.filter(pk=comment_id, state="VISIBLE", post__state="VISIBLE")
        .select_related("post__author", "author", "parent__author")
        .first()
    )
    if comment is None:
        return
    post, told = comment.post, set()
    link, key = _link_to(comment), f"comment {comment.pk}"
    answered = _author_of(comment.parent) if comment.parent else None
    if answered and answered.pk != comment.author_id:
        told.add(answered.pk)
        _tell(
            answered, Kind.FORUM_REPLY, f"{comment.author_label} answers you in “{post.title}”", comment.body, link, key
        )
    told |= _tell_mentioned(post, comment, told)
    for row in PostFollow.objects.filter(post=post, user__is_active=True).select_related("user").order_by("pk"):
        if row.user_id not in told and row.user_id != comment.author_id:
            _tell(
                row.user, Kind.FORUM_NEWS, f"{comment.author_label} writes in “{post.title}”", comment.body, link, key
            )


def tell_of_mentions(*, post_id: str, comment_id: str = "") -> None:
    """Those whom a post, or a comment in it, mentions since it was changed; whoever was told of it before is not."""
    post = Post.objects.filter(pk=post_id, state="VISIBLE").select_related("author").first()
    if post is None:
        return
    comment = None
    if comment_id:
        comment = Comment.objects.filter(pk=comment_id, post=post, state="VISIBLE").select_related("author").first()
        if comment is None:
            return
    _tell_mentioned(post, comment)


def tell_of_answer(*, comment_id: str) -> None:
    comment = Comment.objects.filter(pk=comment_id, state="VISIBLE").select_related("post", "author").first()
    if comment is None or comment.post.answer_id != comment.pk:
        return
    user = _author_of(comment)
    if user:
        sentence = f"Your comment answers “{comment.post.title}”"
        _tell(user, Kind.FORUM_REPLY, sentence, "", _link_to(comment), f"answer {comment.pk}")


def author_of(item: Post | Comment) -> User | None:
    """Whoever wrote it, to be told something; never to be shown to anybody else."""
    return _author_of(item)


def _author_of(item: Post | Comment) -> User | None:
    if not item.is_anonymous:
        return item.author
    post_id = item.pk if isinstance(item, Post) else item.post_id
    row = SealedAuthor.objects.filter(post=post_id, handle=item.handle).select_related("user").first()
    return row.user if row else None


def _tell_mentioned(post: Post, comment: Comment | None, but: Container[str] = ()) -> set[str]:
    """Whom a text mentions; the ids of those who were told."""
    users = [user for user in _mentioned(post, comment) if user.pk not in but]
    for user in users:
        if comment is None:
            sentence, key, link = f"mentions you: “{post.title}”", f"mention {post.pk}", _link(post)
        else:
            sentence, key, link = f"mentions you in “{post.title}”", f"comment {comment.pk}", _link_to(comment)
        text = comment or post
        _tell(user, Kind.FORUM_REPLY, f"{text.author_label} {sentence}", text.body, link, key)
    return {user.pk for user in users}


def _mentioned(post: Post, comment: Comment | None) -> Iterable[User]:
    rows = UserMention.objects.filter(post=post, comment=comment, user__is_active=True).select_related("user")
    author = F("post__author") if comment is None else F("comment__author")
    return [row.user for row in rows.exclude(user=author).order_by("pk")]


def _link(post: Post) -> str:
    return reverse("forum:thread", args=[post.slug])


def _link_to(comment: Comment) -> str:
    return f"{_link(comment.post)}?at={comment.number}#comment-{comment.number}"


def _tell(user: User, kind: Kind, sentence: str, text: str, link: str, key: str) -> None:
    with transaction.atomic():
        notify(user=user, kind=kind, key=f"forum {key}", sentence=sentence, details=plain(text)[:WORDS], link=link)
