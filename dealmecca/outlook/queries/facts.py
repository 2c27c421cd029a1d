"""The facts behind vulnerability, of a few accounts or of all: the number of queries is the same."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, FormerTitle, Position
from dealmecca.outlook.vulnerability import HEADS, HEADS_OF, MEDIA, Denial, Facts, Held, Job, Tenure, Title, Within
from dealmecca.roster.models import Evidence, Handling, Partnership, Said

_HEAD = Q(seniority__in=HEADS, department__in=HEADS_OF)
_HEAD_ONCE = Q(former_titles__seniority__in=HEADS, former_titles__department__in=HEADS_OF)
_DEEPEST = 20


def facts_of(*, viewer: User, account_ids: Collection[str] | None = None) -> dict[str, Facts]:
    """By account, for those that ever had a media agency of record. None: all of them. Six queries at most."""
    tenures = Partnership.objects.visible_to(viewer).select_related("agency")
    if account_ids is None:
        ever = tenures.filter(is_aor=True, discipline__in=MEDIA).values("advertiser")
        tenures = tenures.filter(advertiser__in=ever)
    else:
        tenures = tenures.filter(advertiser__in=account_ids)
    facts: dict[str, Facts] = {}
    for row in tenures.order_by("since", "pk").values_list(
        "advertiser", "agency", "agency__name", "discipline", "is_aor", "since", "is_since_known", "until",
        "in_review_since",
    ):  # fmt: skip
        facts.setdefault(row[0], Facts(row[0])).tenures.append(Tenure(*row[1:]))
    facts = {key: one for key, one in facts.items() if any(tenure.is_media_aor for tenure in one.tenures)}
    wanted = None if account_ids is None else list(facts)
    if facts:
        _add_jobs(facts, Position.objects.visible_to(viewer), wanted)
        _add_held(facts, Handling.objects.visible_to(viewer), wanted)
        _add_denials(facts, wanted)
    return facts


def families(*, viewer: User, company_ids: Collection[str] | None = None) -> Within:
    """Whether a company is the agency or stands below it. None: for all companies, one query; else one a level."""
    parents: dict[str, str | None] = {}
    rows = Company.objects.visible_to(viewer)
    if company_ids is None:
        parents = dict(rows.exclude(parent=None).values_list("pk", "parent"))
    else:
        asked = set(company_ids)
        for _ in range(_DEEPEST):
            if not asked:
                break
            parents |= dict(rows.filter(pk__in=asked).values_list("pk", "parent"))
            asked = {parent for key in asked if (parent := parents.get(key)) and parent not in parents}
    above: dict[str, frozenset[str]] = {}

    def is_within(company_id: str, agency_id: str) -> bool:
        if company_id not in above:
            line, key = [company_id], parents.get(company_id)
            while key and key not in line:
                line.append(key)
                key = parents.get(key)
            above[company_id] = frozenset(line)
        return agency_id in above[company_id]

    return is_within


def _add_jobs(facts: dict[str, Facts], rows: QuerySet[Position], wanted: Collection[str] | None) -> None:
    """Jobs at the top of marketing, now or once, whose first day is known: others may have begun long before."""
    rows = rows.filter(_HEAD | _HEAD_ONCE, is_since_known=True).distinct()
    former: dict[str, list[Title]] = defaultdict(list)
    titles = FormerTitle.objects.filter(position__is_since_known=True)
    if wanted is not None:
        rows, titles = rows.filter(company__in=wanted), titles.filter(position__company__in=wanted)
    for title in titles.order_by("until", "pk"):
        former[title.position_id].append(Title(title.title, title.seniority, title.department, title.until))
    for row in rows.select_related("contact").order_by("since", "pk"):
        if row.company_id in facts:
            titles_held = (*former[row.pk], Title(row.title, row.seniority, row.department, None))
            job = Job(row.contact_id, row.contact.full_name, row.since, row.until, titles_held)
            facts[row.company_id].jobs.append(job)


def _add_held(facts: dict[str, Facts], rows: QuerySet[Handling], wanted: Collection[str] | None) -> None:
    rows = rows.filter(folded_into=None)
    if wanted is not None:
        rows = rows.filter(account__in=wanted)
    for account_id, contact_id, company_id, since, until, job_until in rows.values_list(
        "account", "contact", "position__company", "since", "until", "position__until"
    ):
        if account_id in facts:
            ends = [end for end in (until, job_until) if end]
            facts[account_id].held.append(Held(contact_id, company_id, since, min(ends) if ends else None))


def _add_denials(facts: dict[str, Facts], wanted: Collection[str] | None) -> None:
    rows: QuerySet[Any] = Evidence.objects.filter(withdrawn_at=None, handling__folded_into=None)
    rows = rows.exclude(said=Said.CONFIRMED)
    if wanted is not None:
        rows = rows.filter(handling__account__in=wanted)
    for account_id, employer, company_id, said_on in rows.values_list(
        "handling__account", "employer", "handling__position__company", "said_on"
    ):
        if account_id in facts:
            facts[account_id].denials.append(Denial(employer, company_id, said_on))
