"""Whether stored levels and scores are what the engine says today, record by record."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.verification.steps import read_steps, write_steps
from dealmecca.directory.verification.verdicts import verdict_of
from dealmecca.search.queries import levels_of

AT_ONCE = 1_000


class Disagreement(NamedTuple):
    kind: str
    record_id: str
    name: str
    what: str
    stored: object
    computed: object


def disagreements(*, viewer: User) -> Iterator[Disagreement]:
    """One for each column that differs, and for each search line that would find a record by another level.

    Three queries for each thousand records.
    """
    today = timezone.localdate()
    visible: dict[str, QuerySet[Any]] = {
        "company": Company.objects.visible_to(viewer),
        "contact": Contact.objects.visible_to(viewer),
    }
    for kind, rows in visible.items():
        last = ""
        while records := list(rows.order_by("pk").filter(pk__gt=last)[:AT_ONCE]):
            ids = [record.pk for record in records]
            said, lines = evidence_of(kind, ids), levels_of(kind, ids, today)
            for record in records:
                verdict = verdict_of(record, said.get(record.pk, ()), today)
                ahead = write_steps(step for step in read_steps(record.fades) if step.day > today)
                for what, stored, computed in (
                    ("verificationScore", record.score, verdict.score),
                    ("dataQualityScore", record.data_quality_score, record.verification_score),
                    ("verificationLevel", record.level, verdict.level),
                    ("verified", record.is_verified, verdict.verified),
                    ("confirmedOn", record.confirmed_on, verdict.confirmed_on),
                    ("what comes by date", ahead, verdict.fades),
                    ("the level that search finds", lines.get(record.pk), verdict.level),
                ):
                    if stored != computed:
                        yield Disagreement(kind, record.pk, str(record), what, stored, computed)
            last = ids[-1]
