"""Digests, put together: what waits for one in notifications, and what changed on what the member follows."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.following.queries import Item, changes_between, follower_ids
from dealmecca.forum.queries.news import ranked_news
from dealmecca.notifications.actions import send_digest
from dealmecca.notifications.kinds import DIGESTS, Cadence, Kind
from dealmecca.notifications.periods import Period
from dealmecca.notifications.queries import (
    Line,
    Section,
    channels_of,
    digest_rows,
    sections_of,
    told_since,
    users_due,
    users_waiting,
    users_who_want_news,
)

log = logging.getLogger(__name__)
NEWS_LINES = 10


def send_due_digests(now: datetime | None = None) -> None:
    """The timed job. Each member by themselves: what cannot be told to one stops no other."""
    now = now or timezone.now()
    for cadence in DIGESTS:
        followers = users_who_want_news(cadence=cadence, among=follower_ids())
        among = followers | users_waiting(cadence=cadence)
        for user, period in users_due(cadence=cadence, among=among, now=now):
            try:
                send_digest(user=user, period=period, ranked=ranked_news, news=record_news)
            except Exception:
                log.exception("the digest of %s cannot be made", user.pk)


def preview(*, viewer: User, cadence: Cadence, now: datetime) -> list[Section]:
    """What the viewer's next digest would say, if its morning were now."""
    period = Period(cadence, now.astimezone(viewer.zone).date(), now)
    rows = digest_rows(viewer=viewer, cadence=cadence, until=now)
    return [*sections_of(ranked_news(viewer, rows)), *record_news(viewer, period)]


def record_news(viewer: User, period: Period) -> Sequence[Section]:
    """What others changed on what the viewer follows, since they last looked and were last told."""
    if channels_of(viewer=viewer)[Kind.RECORD_NEWS].mail != period.cadence:
        return ()
    since = told_since(viewer=viewer, period=period)
    items, count = changes_between(viewer=viewer, since=since, until=period.until, limit=NEWS_LINES)
    if not items:
        return ()
    lines = [_line(item) for item in items]
    return [Section(Kind.RECORD_NEWS, lines, max(count.value - len(lines), 0), reverse("following:feed"))]


def _line(item: Item) -> Line:
    """One action, as the feed tells it."""
    parts = []
    for part in item.parts:
        what = "; ".join(f"{line.what}: {line.old or 'nothing'} → {line.new or 'nothing'}" for line in part.lines)
        parts.append(f"{part.record.name} {part.did}" if part.did else f"{part.record.name}: {what}")
    by = f"{item.who}, {item.by}" if item.by else item.who
    return Line(parts[0], "\n".join([*parts[1:], by]), item.parts[0].record.url)
