"""The facts behind vulnerability: what bears on one account on a day, or all that is known of every account."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.database.lists import keys_in
from dealmecca.directory.models import Company, FormerTitle, Position
from dealmecca.directory.queries import ids_below
from dealmecca.outlook.vulnerability import (
    HALF_YEAR,
    HEADS,
    HEADS_OF,
    MEDIA,
    YEAR,
    Denial,
    Facts,
    Held,
    Job,
    Tenure,
    Title,
    Within,
)  # fmt: skip
from dealmecca.roster.models import Evidence, Handling, Partnership, Said

_HEAD = Q(seniority__in=HEADS, department__in=HEADS_OF)
_HEAD_ONCE = Exists(FormerTitle.objects.filter(position=OuterRef("pk"), seniority__in=HEADS, department__in=HEADS_OF))


def all_facts(*, viewer: User) -> list[Facts]:
    """Of every account that ever had a media agency of record. Five queries."""
    tenures = Partnership.objects.visible_to(viewer)
    ever = tenures.filter(is_aor=True, discipline__in=MEDIA).values("advertiser")
    facts = _with_tenures(tenures.filter(advertiser__in=ever))
    _add_jobs(facts, Position.objects.visible_to(viewer))
    _add_held(facts, Handling.objects.visible_to(viewer))
    _add_denials(facts, Evidence.objects.all())
    return list(facts.values())


def facts_on(*, viewer: User, account_id: str, day: date) -> Facts | None:
    """What bears on one account on one day: of people, only those at its agency of record. Six queries at most.

    None without a media agency of record on that day.
    """
    facts = _with_tenures(Partnership.objects.visible_to(viewer).filter(advertiser=account_id))
    aor = facts[account_id].media_aor_on(day) if facts else None
    if aor is None:
        return None
    then, there = day - HALF_YEAR, keys_in(ids_below([aor.agency_id]))
    jobs = Position.objects.visible_to(viewer).filter(company=account_id, since__gt=day - YEAR, since__lte=day)
    held = Handling.objects.visible_to(viewer).filter(account=account_id, position__company__in=there, since__lte=day)
    said = Evidence.objects.filter(handling__account=account_id, handling__position__company__in=there)
    _add_jobs(facts, jobs)
    _add_held(facts, held.filter(Q(until=None) | Q(until__gt=then)))
    _add_denials(facts, said.filter(said_on__gt=then, said_on__lte=day))
    return facts[account_id]


def families(*, viewer: User) -> Within:
    """Whether a company is the agency or stands below it. One query."""
    rows = Company.objects.visible_to(viewer).exclude(parent=None)
    parents: dict[str, str | None] = dict(rows.values_list("pk", "parent"))
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


def _with_tenures(rows: QuerySet[Partnership]) -> dict[str, Facts]:
    facts: dict[str, Facts] = {}
    for row in rows.order_by("since", "pk").values_list(
        "advertiser", "agency", "agency__name", "discipline", "is_aor", "since", "is_since_known", "until",
        "in_review_since",
    ):  # fmt: skip
        facts.setdefault(row[0], Facts(row[0])).tenures.append(Tenure(*row[1:]))
    return facts


def _add_jobs(facts: dict[str, Facts], rows: QuerySet[Position]) -> None:
    """Jobs at the top of marketing, now or once, whose first day is known: others may have begun long before."""
    rows = rows.filter(_HEAD | _HEAD_ONCE, is_since_known=True)
    heads = list(rows.select_related("contact").order_by("since", "pk"))
    former: dict[str, list[Title]] = defaultdict(list)
    titles = FormerTitle.objects.filter(position__in=rows.values("pk")).order_by("until", "pk") if heads else ()
    for title in titles:
        former[title.position_id].append(Title(title.title, title.seniority, title.department, title.until))
    for row in heads:
        if row.company_id in facts:
            titles_held = (*former[row.pk], Title(row.title, row.seniority, row.department, None))
            job = Job(row.contact_id, row.contact.full_name, row.since, row.until, titles_held)
            facts[row.company_id].jobs.append(job)


def _add_held(facts: dict[str, Facts], rows: QuerySet[Handling]) -> None:
    for account_id, contact_id, company_id, since, until, job_until in rows.filter(folded_into=None).values_list(
        "account", "contact", "position__company", "since", "until", "position__until"
    ):
        if account_id in facts:
            ends = [end for end in (until, job_until) if end]
            facts[account_id].held.append(Held(contact_id, company_id, since, min(ends) if ends else None))


def _add_denials(facts: dict[str, Facts], rows: QuerySet[Evidence]) -> None:
    rows = rows.filter(withdrawn_at=None, handling__folded_into=None).exclude(said=Said.CONFIRMED)
    for account_id, employer, company_id, said_on in rows.values_list(
        "handling__account", "employer", "handling__position__company", "said_on"
    ):
        if account_id in facts:
            facts[account_id].denials.append(Denial(employer, company_id, said_on))
