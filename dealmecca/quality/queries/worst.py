"""What to recheck first: the records that matter to most and are least sure to be still true."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.verification.evidence import kind_of, said_of
from dealmecca.following.models import Follow

FOLLOWED, OTHERS = 400, 200  # how many are looked at


@dataclass(frozen=True)
class Worst:
    """`value` is (1 + followers) x staleness. Who or how many follow is told to nobody: it only decides the order."""

    record: Company | Contact
    value: float
    freshness: int
    is_disputed: bool

    @property
    def kind(self) -> str:
        return kind_of(self.record)

    @property
    def is_contact(self) -> bool:
        return isinstance(self.record, Contact)

    @property
    def next_step(self) -> str:
        if self.is_disputed:
            return "Find out what is right: members of two employers deny a field"
        return "Confirm it again" if self.record.confirmed_on else "Confirm it for the first time"


def worst_records(*, viewer: User, limit: int) -> list[Worst]:
    """Six queries at most."""
    followers = {
        (kind, key): count
        for kind, key, count in Follow.objects.values_list("record_kind", "record_id")
        .annotate(followers=Count("pk"))
        .order_by("-followers", "record_id")[:FOLLOWED]
    }
    today, found = timezone.localdate(), []
    people: QuerySet[Any] = Contact.objects.visible_to(viewer).select_related("company")
    companies: QuerySet[Any] = Company.objects.visible_to(viewer)
    never_first = F("confirmed_on").asc(nulls_first=True)
    for kind, rows, others in (
        ("contact", people, people.order_by("-lead_score", "-id")),
        ("company", companies, companies.order_by(never_first, "id")),
    ):
        records: dict[str, Any] = rows.in_bulk([key for of, key in followers if of == kind])
        records |= {record.pk: record for record in others[:OTHERS]}
        said = evidence_of(kind, list(records))
        for record in records.values():
            staleness = 1 - record.freshness
            disputed = bool(said_of(record, said.get(record.pk, ())).disputed)
            value = (1 + followers.get((kind_of(record), record.pk), 0)) * max(staleness, 0.9 * disputed)
            if value and record.seen_on < today:
                found.append(Worst(record, value, round(100 * record.freshness), disputed))
    return sorted(found, key=lambda one: (-one.value, one.record.pk))[:limit]
