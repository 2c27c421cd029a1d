"""What the forum's writes share: a row as it is now, how much somebody may write in a day, and slugs."""

import re
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.locks import lock_until_commit
from dealmecca.forum.handles import draw_handle
from dealmecca.forum.models import Comment, Post, PostSlug, SealedAuthor
from dealmecca.forum.permissions import is_new
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.markdown import LONGEST_COMMENT, LONGEST_POST
from dealmecca.lib.text_keys import plain_words

TITLE, BODY, COMMENT = 200, LONGEST_POST, LONGEST_COMMENT  # in characters
POSTS_A_DAY, COMMENTS_A_DAY = 20, 300
POSTS_WHEN_NEW, COMMENTS_WHEN_NEW, LINKS_WHEN_NEW = 3, 20, 2
GONE = "This was removed in the meantime. Look again."
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def locked_post(post: Post, *, even_hidden: bool = False) -> Post:
    """The post as it is now, for the rest of the transaction. Raises Conflict when it no longer stands.

    Without the lock on its key: a vote, which names both the post and a comment, would else deadlock with an answer.
    """
    there = Post.objects.select_for_update(of=("self",), no_key=True).filter(pk=post.pk).first()
    if there is None or not (even_hidden or there.state in ("VISIBLE", "HELD")):
        raise Conflict(GONE)
    return there


def locked_comment(comment: Comment, *, even_hidden: bool = False) -> Comment:
    """As `locked_post`; whoever needs both locks the post first."""
    rows = Comment.objects.select_for_update(of=("self",), no_key=True).select_related("post")
    there = rows.filter(pk=comment.pk).first()
    if there is None or not (even_hidden or there.state in ("VISIBLE", "HELD")):
        raise Conflict(GONE)
    return there


def one_at_a_time(actor: User) -> None:
    """One member's new texts follow one another: of a doubled click, the second sees the first."""
    lock_until_commit(f"forum {actor.pk}")


def check_pace(actor: User, *, comments: bool = False) -> None:
    """Raises Conflict when the actor has written enough for a day; anonymous texts count, and only here."""
    day = timezone.now() - timedelta(days=1)
    sealed = SealedAuthor.objects.filter(user=actor.pk)
    kind = Comment if comments else Post
    written = kind._default_manager.filter(author=actor.pk, created_at__gt=day).count()
    theirs = Q(pk__in=[])
    for post_id, handle in sealed.filter(post__last_activity_at__gt=day - timedelta(hours=1)).values_list(
        "post", "handle"
    ):
        theirs |= Q(**{"post" if comments else "pk": post_id, "handle": handle})
    written += kind._default_manager.filter(theirs, created_at__gt=day).count()
    usual, fewer = (COMMENTS_A_DAY, COMMENTS_WHEN_NEW) if comments else (POSTS_A_DAY, POSTS_WHEN_NEW)
    most = fewer if is_new(actor) else usual
    if written >= most:
        what = "comments" if comments else "posts"
        young = " while an account is new" if is_new(actor) else ""
        raise Conflict(f"{most} {what} a day are the most{young}. Go on tomorrow: a draft keeps what you wrote.")


def waits(actor: User, text: str) -> bool:
    """Whether a moderator looks first: a new account that sends many links."""
    return is_new(actor) and len(_LINK.findall(text)) > LINKS_WHEN_NEW


def handle_in(post: Post, actor: User) -> str:
    """The actor's handle in this thread: theirs, or a new one that nobody else has. Needs the post's lock."""
    there = SealedAuthor.objects.filter(post=post, user=actor).first()
    if there:
        return there.handle
    taken = set(SealedAuthor.objects.filter(post=post).values_list("handle", flat=True))
    taken.update(Comment.objects.filter(post=post, is_anonymous=True).values_list("handle", flat=True))
    return SealedAuthor.objects.create(post=post, user=actor, handle=draw_handle(taken)).handle


def free_slug(title: str, post_id: str = "") -> str:
    """The title as an address, with -2, -3 … when somebody has it. Needs a transaction."""
    words = "-".join(plain_words(title)) or "post"
    stem = words[:100].strip("-") or "post"
    lock_until_commit(f"slug {stem}")  # two posts of one title at once
    like = Q(slug=stem) | Q(slug__startswith=f"{stem}-")
    taken = set(Post.objects.filter(like).exclude(pk=post_id).values_list("slug", flat=True))
    taken.update(PostSlug.objects.filter(like).exclude(post=post_id).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
