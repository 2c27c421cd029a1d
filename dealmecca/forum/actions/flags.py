"""Reports: a member says that something is wrong with a post or a comment, and may take that back.

No number of reports hides anything: whoever could gather three accounts could else silence anybody. A moderator looks.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.rows import GONE, locked_comment, locked_post
from dealmecca.forum.models import Comment, Flag, Post
from dealmecca.forum.moments import hour_of
from dealmecca.forum.permissions import can_write, is_mine, require
from dealmecca.forum.vocabularies import FLAG_REASON
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line

FLAGS_A_DAY, LONGEST = 30, 300


@transaction.atomic
def flag(*, actor: User, post: Post, comment: Comment | None = None, reason: str, text: str = "") -> tuple[Flag, bool]:
    """The actor's open report, and whether it is new; said again, it says what was said last.

    Raises ValidationError, and Conflict for one's own words and for what was looked at since it was written.
    """
    require(can_write(actor), "You may not report in the forum.")
    if reason not in FLAG_REASON.codes:
        raise ValidationError({"reason": ["Choose what is wrong with it."]})
    text = one_line(text)
    if len(text) > LONGEST:
        raise ValidationError({"text": [f"{LONGEST} characters are the most."]})
    if reason == "OTHER" and not text:
        raise ValidationError({"text": ["Say what is wrong with it."]})
    item: Post | Comment = locked_post(post)
    if comment is not None:
        item = locked_comment(comment)
    if item.state != "VISIBLE":
        raise Conflict(GONE)
    if is_mine(actor, item):
        raise Conflict("These are your own words: change or delete them instead.")
    mine = Flag.objects.filter(post=post, comment=comment, user=actor)
    if there := mine.filter(decision="OPEN").first():
        mine.filter(pk=there.pk).update(reason=reason, text=text)
        there.reason, there.text = reason, text
        return there, False
    _check_decided(item, mine.filter(decision="DISMISSED").order_by("-decided_at").first())
    day = timezone.now() - timedelta(days=1)
    if Flag.objects.filter(user=actor, created_at__gt=day).count() >= FLAGS_A_DAY:
        raise Conflict(f"{FLAGS_A_DAY} reports a day are the most. Go on tomorrow, or write to an admin.")
    return Flag.objects.create(post=post, comment=comment, user=actor, reason=reason, text=text), True


@transaction.atomic
def withdraw_flag(*, actor: User, post: Post, comment: Comment | None = None) -> bool:
    """Take the open report back; whether there was one."""
    require(can_write(actor), "You may not report in the forum.")
    deleted, _ = Flag.objects.filter(post=post, comment=comment, user=actor, decision="OPEN").delete()
    return deleted > 0


def _check_decided(item: Post | Comment, dismissed: Flag | None) -> None:
    """Once a moderator found nothing wrong, it is reported again when it was changed since."""
    if dismissed is None or dismissed.decided_at is None:
        return
    if item.edited_at is None or item.edited_at < hour_of(dismissed.decided_at):
        raise Conflict("A moderator looked at your report of this, and left it as it is.")
