"""What members are told of the forum: whom a change names, and in which order a digest tells it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_post, edit_comment, edit_post, follow_category, hide_tag
from dealmecca.forum.actions.telling import tell_of_mentions, tell_of_post
from dealmecca.forum.models import Post, Tag
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Cadence, Kind
from dealmecca.notifications.models import Mail, Notification
from dealmecca.web.digests import preview, send_due_digests
from tests.factories.forum import make_comment, make_post, questions

pytestmark = pytest.mark.django_db


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).values_list("sentence", flat=True))


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_whom_a_change_names_is_told_once(ana: User, ben: User, dan: User, is_anonymous: bool) -> None:
    post = make_post(ana, body=f"@[Dan](user:{dan.pk})?", is_anonymous=is_anonymous)
    tell_of_post(post_id=post.pk)
    edit_post(actor=ana, post=post, body=f"@[Dan](user:{dan.pk}) or @[Ben](user:{ben.pk})?")
    comment = make_comment(ana, post, "Well?", is_anonymous=is_anonymous)
    edit_comment(actor=ana, comment=comment, body=f"Well, @[Ben](user:{ben.pk})?")
    for _ in range(2):
        tell_of_mentions(post_id=post.pk)
        tell_of_mentions(post_id=post.pk, comment_id=comment.pk)
    assert len(told(dan)) == 1 and len(told(ben)) == 2 and all("mentions you" in one for one in told(ben))


def test_what_was_deleted_meanwhile_tells_nobody(ana: User, ben: User) -> None:
    post = make_post(ana)
    edit_post(actor=ana, post=post, body=f"@[Ben](user:{ben.pk})?")
    delete_post(actor=ana, post=post)
    tell_of_mentions(post_id=post.pk)
    assert not told(ben)


def test_a_digest_tells_what_presses_first_and_nothing_that_is_gone_or_hidden(ana: User, ben: User, dan: User) -> None:
    follow_category(actor=dan, category=questions(), is_followed=True)
    notify(user=dan, kind=Kind.PLANNING, key="k", sentence="Kestrel plans")
    pressing, soon, gone, muted, old, calm = (
        make_post(author, title, urgency=urgency, tags=[title])
        for author, title, urgency in (
            (ana, "Pressing", "URGENT"), (ana, "Soon", "HIGH"), (ana, "Gone", "MEDIUM"), (ana, "Muted", "HIGH"),
            (ben, "Old", "URGENT"), (ana, "Calm", "LOW"),
        )
    )  # fmt: skip
    for post in (pressing, soon, gone, muted, old, calm):
        tell_of_post(post_id=post.pk)
    Post.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=4))
    delete_post(actor=ana, post=gone)
    hide_tag(actor=dan, tag=Tag.objects.get(slug="muted"), is_hidden=True)
    Notification.objects.filter(user=dan).update(mail_by=Cadence.DAILY)
    soon_after = timezone.now() + timedelta(days=2)
    sections = {one.kind: [line.sentence for line in one.lines] for one in preview(
        viewer=dan, cadence=Cadence.DAILY, now=soon_after
    )}  # fmt: skip
    news = [sentence.split("“")[1].rstrip("”") for sentence in sections[Kind.FORUM_NEWS]]
    assert news == ["Pressing", "Soon", "Calm", "Old"], "the newest first among those that do not press"
    assert sections[Kind.PLANNING] == ["Kestrel plans"]
    send_due_digests(soon_after)
    text = Mail.objects.get(user=dan).text
    assert text.index("Pressing") < text.index("Soon") < text.index("Calm") < text.index("Old")
    assert "Gone" not in text and "Muted" not in text
    assert not Notification.objects.filter(user=dan, mailed_at=None).exists(), "it waits for no later digest"
