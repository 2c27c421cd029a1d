"""Whom a digest is due to, and what of their notifications goes into it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import DEFAULTS, Cadence, Kind
from dealmecca.notifications.models import Digest, Notification, Preference
from dealmecca.notifications.periods import LENGTH, Period, last_period

LINES = 20  # of one kind; the rest is counted


@dataclass(frozen=True)
class Line:
    """`link` is a path on this site."""

    sentence: str
    details: str = ""
    link: str = ""


@dataclass(frozen=True)
class Section:
    """`more` are those beyond the lines; `all_link` leads to them."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    more: int = 0
    all_link: str = "/notifications"


def users_waiting(*, cadence: Cadence) -> set[str]:
    """Ids of those with something that waits for this digest. One query of the partial index."""
    return set(Notification.objects.for_digest(cadence).values_list("user", flat=True).distinct())


def users_who_want_news(*, cadence: Cadence, among: Collection[str]) -> set[str]:
    """Of these, whose changes on what they follow go into this digest."""
    chosen = dict(Preference.objects.filter(kind=Kind.RECORD_NEWS).values_list("user", "mail"))
    return {user for user in among if chosen.get(user, DEFAULTS[Kind.RECORD_NEWS].mail) == cadence}


def users_due(*, cadence: Cadence, among: Collection[str], now: datetime) -> list[tuple[User, Period]]:
    """Of these, who had no digest for their last morning yet. Two queries."""
    earliest = (now - LENGTH[cadence] - timedelta(days=2)).date()
    made = set(Digest.objects.filter(cadence=cadence, day__gte=earliest).values_list("user", "day"))
    due = []
    for user in User.objects.filter(is_active=True, pk__in=among).order_by("pk"):
        period = last_period(cadence, user.zone, now)
        if (user.pk, period.day) not in made:
            due.append((user, period))
    return due


def told_since(*, viewer: User, period: Period) -> datetime:
    """Until when the last digest told; without one, a day or a week before."""
    last = Digest.objects.visible_to(viewer).filter(cadence=period.cadence, day__lt=period.day)
    until = last.order_by("-day").values_list("until", flat=True).first()
    return until or period.since


def digest_rows(*, viewer: User, cadence: Cadence, until: datetime) -> list[Notification]:
    """What waits for it and is news still, newest first."""
    rows = Notification.objects.visible_to(viewer).for_digest(cadence).filter(created_at__lt=until)
    return list(rows.order_by("-created_at", "-pk")[:1_000])


def sections_of(rows: list[Notification]) -> list[Section]:
    """By kind, in the order of the preferences page."""
    sections = []
    for kind in Kind:
        lines = [Line(row.sentence, row.details, row.link) for row in rows if row.kind == kind]
        if lines:
            sections.append(Section(kind, lines[:LINES], max(len(lines) - LINES, 0)))
    return sections
