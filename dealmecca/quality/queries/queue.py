"""The experts' queue: what a review, or a second person's sign-off, would lift; and what falls soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.verification.evidence import said_of
from dealmecca.directory.verification.fading import counts_until
from dealmecca.directory.verification.levels import REVIEWED, SIGNED_OFF
from dealmecca.directory.verification.steps import read_steps

SHOWN = 25
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Reviewed:
    """One review or sign-off that counts: by whom, seen where, until when."""

    row: RecordEvidence
    until: date

    @property
    def reviewer(self) -> str:
        return self.row.user.display_name if self.row.user else "a reviewer without an account here"


@dataclass(frozen=True)
class Waiting:
    record: Company | Contact
    reviews: list[Reviewed]
    is_mine_alone: bool  # so that another person must sign
    falls_on: date | None = None
    falls_to: int | None = None

    @property
    def is_contact(self) -> bool:
        return isinstance(self.record, Contact)


@dataclass(frozen=True)
class Queue:
    reviews: list[Waiting]
    sign_offs: list[Waiting]
    falling: list[Waiting]


def expert_queue(*, viewer: User) -> Queue:
    """At most 25 of each; ten queries."""
    today = timezone.localdate()
    return Queue(
        _waiting(viewer, {"verification_level": 3, "verification_score__gt": 60}, today, level=3),
        _waiting(viewer, {"verification_level": 4, "verification_score__gt": 80}, today, level=4),
        _falling(viewer, today),
    )


def _waiting(viewer: User, fits: dict[str, Any], today: date, level: int) -> list[Waiting]:
    found: list[Waiting] = []
    for kind, rows in _visible(viewer).items():
        order = "-lead_score" if kind == "contact" else "name"
        records = [record for record in rows.filter(**fits).order_by(order, "pk")[: SHOWN * 2] if record.level == level]
        found += _told(viewer, kind, records[:SHOWN], today)
    return found[:SHOWN]


def _falling(viewer: User, today: date) -> list[Waiting]:
    found: list[Waiting] = []
    for kind, rows in _visible(viewer).items():
        last = f"{today + SOON:%Y%m%d}"
        near = rows.filter(verification_level__gte=4, fades__gt=f"{today:%Y%m%d}", fades__lt=last)
        records = [record for record in near.order_by("fades", "pk")[: SHOWN * 2] if _fall(record, today)]
        found += _told(viewer, kind, records[:SHOWN], today)
    return sorted(found, key=lambda one: (one.falls_on or today, one.record.pk))[:SHOWN]


def _fall(record: Any, today: date) -> tuple[date, int] | None:
    """The day within the next weeks on which the level falls, and to which one."""
    steps = (step for step in read_steps(record.fades) if today < step.day <= today + SOON)
    return next(((step.day, step.level) for step in steps if step.level < record.level), None)


def _told(viewer: User, kind: str, records: list[Any], today: date) -> list[Waiting]:
    said = evidence_of(kind, [record.pk for record in records], with_users=True)
    waiting = []
    for record in records:
        rows = said.get(record.pk, [])
        counting = {(word.kind, word.by, word.said_on) for word in said_of(record, rows).words if today < word.until}
        reviews = [
            Reviewed(row, counts_until(record.share_moving, row.said_on, row.expires_on))
            for row in rows
            if row.kind in (REVIEWED, SIGNED_OFF) and (row.kind, row.said_by, row.said_on) in counting
        ]
        people = {review.row.said_by for review in reviews}
        falls_on, falls_to = _fall(record, today) or (None, None)
        waiting.append(Waiting(record, reviews, people == {viewer.pk}, falls_on, falls_to))
    return waiting


def _visible(viewer: User) -> dict[str, QuerySet[Any]]:
    return {
        "contact": Contact.objects.visible_to(viewer).select_related("company"),
        "company": Company.objects.visible_to(viewer),
    }
