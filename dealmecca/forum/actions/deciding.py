"""What follows a moderator's decision: reports of it end, and members hear of it once."""

from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.telling import author_of
from dealmecca.forum.models import Comment, Flag, ModerationEntry, Post
from dealmecca.forum.vocabularies import MODERATION
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

Item = Post | Comment
_ACTED = {
    "APPROVE": "A moderator approved {what}: everybody sees it now",
    "REMOVE": "A moderator removed {what}",
    "LOCK": "A moderator locked {what}: it takes no more comments",
    "UNLOCK": "A moderator unlocked {what}",
    "PIN": "A moderator pinned {what} above its category",
    "UNPIN": "A moderator unpinned {what}",
    "FEATURE": "A moderator featured {what}",
    "UNFEATURE": "{what} is no longer featured",
    "MOVE": "A moderator moved {what} to {category}",
    "RETITLE": "A moderator gave another title to {what}",
}


def close_flags(actor: User, item: Item, decision: str) -> list[str]:
    """End the open reports of it, tell each reporter, and answer their ids. Needs the post's lock."""
    post, comment = (item, None) if isinstance(item, Post) else (item.post, item)
    rows = Flag.objects.filter(post=post, comment=comment, decision="OPEN").select_related("user").order_by("pk")
    closed = list(rows)
    Flag.objects.filter(pk__in=[row.pk for row in closed]).update(
        decision=decision, decided_by=actor, decided_at=timezone.now()
    )
    what = f"“{post.title}”" if comment is None else f"a comment in “{post.title}”"
    said = f"A moderator acted on your report of {what}"
    if decision == "DISMISSED":
        said = f"A moderator looked at your report of {what}, and left it as it is"
    for row in closed:
        key = f"forum flag {row.pk} {decision}"
        notify(user=row.user, kind=Kind.REPORT_DECIDED, key=key, sentence=said, link=_link(item))
    return [row.pk for row in closed]


def reopen_flags(ids: list[str]) -> None:
    """But for those whose members reported the same again since."""
    for row in Flag.objects.filter(pk__in=ids).exclude(decision="OPEN").order_by("pk"):
        same = Flag.objects.filter(post=row.post_id, comment=row.comment_id, user=row.user_id, decision="OPEN")
        if not same.exists():
            Flag.objects.filter(pk=row.pk).update(decision="OPEN", decided_by=None, decided_at=None)


def tell_author(entry: ModerationEntry, item: Item, *, is_undone: bool = False) -> None:
    """Whoever wrote it, also who wrote anonymously: the notice stands in their own centre and nowhere else."""
    author = author_of(item)
    if author is None or author.pk == (entry.undone_by_id if is_undone else entry.actor_id):
        return
    post = item if isinstance(item, Post) else item.post
    what = f"your post “{post.title}”" if isinstance(item, Post) else f"your comment in “{post.title}”"
    if is_undone:
        sentence = f"A moderator took back what was done to {what}: {MODERATION.label(entry.verb).lower()}"
    else:
        said = _ACTED[entry.verb].format(what=what, category=f"“{post.category.name}”")
        sentence = said[0].upper() + said[1:]
    key = f"forum moderation {entry.pk}{' undone' if is_undone else ''}"
    details = "" if is_undone else entry.reason
    notify(user=author, kind=Kind.MODERATION, key=key, sentence=sentence, details=details, link=_link(item))


def _link(item: Item) -> str:
    post = item if isinstance(item, Post) else item.post
    if post.state != "VISIBLE":
        return reverse("forum:moderation_log")
    link = reverse("forum:thread", args=[post.slug])
    return link if isinstance(item, Post) else f"{link}?at={item.number}#comment-{item.number}"
