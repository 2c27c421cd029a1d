"""The best of many claims: all are ranked by a few columns, and only those that are shown are read whole."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet

from dealmecca.accounts.models import User
from dealmecca.database.lists import keys_in
from dealmecca.directory.models import Company
from dealmecca.roster.confidence import Standing, standing
from dealmecca.roster.models import Duty, DutyCategory, Handling, Partnership
from dealmecca.roster.queries.claims import RANKED, Claim, ClaimFilter, claims_of, named_once, rows_of, words_about
from dealmecca.roster.queries.titles import former_titles
from dealmecca.roster.vocabularies import DISCIPLINE

CATEGORIES = [category.value for category in DutyCategory]


class Row(NamedTuple):
    """What ordering a handling takes, besides what was said about it."""

    id: str
    account_id: str
    duty_id: str
    contact_id: str
    position_id: str
    company_id: str
    seniority: str


class Ranked(NamedTuple):
    """`rank` is that of Claim."""

    row: Row
    standing: Standing

    @property
    def rank(self) -> tuple[bool, float, str]:
        return (self.standing.is_disputed, -self.standing.confidence, self.row.id)


@dataclass(frozen=True)
class DutyClaims:
    """The surest claims about a duty of one account, and how many there are."""

    duty: Duty
    claims: list[Claim]
    count: int


def claims_by_duty(*, viewer: User, account_id: str, day: date, duties: int, each: int) -> tuple[list[DutyClaims], int]:
    """Who handles an account, duty by duty in the vocabulary's order, and how many people that are in all.

    The first `duties` come with their `each` surest claims, the others with their number alone. Flat in queries.
    """
    rows = _rows(rows_of(viewer, ClaimFilter(accounts=(account_id,), day=day)))
    counts = Counter(row.duty_id for row in rows)
    named = Duty.objects.visible_to(viewer).in_bulk(counts)
    order = sorted(named.values(), key=lambda duty: (CATEGORIES.index(duty.category), duty.name))
    best: dict[str, list[Ranked]] = {duty.pk: [] for duty in order[:duties]}
    for one in _ranked([row for row in rows if row.duty_id in best], day):
        if len(best[one.row.duty_id]) < each:
            best[one.row.duty_id].append(one)
    whole = _whole(viewer, (one for ranked in best.values() for one in ranked), day, named)
    lines = [
        DutyClaims(duty, [whole[one.row.id] for one in best.get(duty.pk, ()) if one.row.id in whole], counts[duty.pk])
        for duty in order
    ]
    return lines, len({row.contact_id for row in rows})


def people_on(
    *, viewer: User, accounts: Sequence[Company], day: date, without: Collection[str], people: int, each: int
) -> list[list[Claim]]:
    """The surest claims about accounts, person by person, at most `each` of a person: those of the first `people` who
    are not among `without`. Flat in queries."""
    wanted = ClaimFilter(accounts=tuple(company.pk for company in accounts), day=day)
    by_person: dict[tuple[str, str], list[Ranked]] = defaultdict(list)
    for one in _ranked(_rows(rows_of(viewer, wanted)), day):
        if one.row.contact_id not in without:
            by_person[one.row.contact_id, one.row.company_id].append(one)
    best = [ranked[:each] for ranked in islice(by_person.values(), people)]
    whole = _whole(viewer, (one for ranked in best for one in ranked), day)
    return [[whole[one.row.id] for one in ranked if one.row.id in whole] for ranked in best]


def leads_of(
    *, viewer: User, offices: Sequence[str], partnerships: Sequence[Partnership], day: date
) -> dict[str, Claim]:
    """By partnership, the surest of those at the agency, in one of its `offices`, who handle the account: before others
    one whose duty is the partnership's discipline. Flat in queries."""
    accounts = tuple({row.advertiser_id for row in partnerships})
    by_account: dict[str, list[Ranked]] = defaultdict(list)
    there = rows_of(viewer, ClaimFilter(accounts=accounts, day=day)).filter(position__company__in=keys_in(offices))
    rows = _rows(there) if accounts else []
    for one in _ranked(rows, day):
        by_account[one.row.account_id].append(one)
    named = Duty.objects.visible_to(viewer).in_bulk({row.duty_id for row in rows})
    means = {key: DISCIPLINE.resolve(duty.name) for key, duty in named.items()}
    best = {
        lead.pk: min(
            by_account[lead.advertiser_id],
            key=lambda one: (one.standing.is_disputed, means.get(one.row.duty_id) != lead.discipline, one.rank),
        )
        for lead in partnerships
        if by_account[lead.advertiser_id]
    }
    whole = _whole(viewer, best.values(), day, named)
    return {key: whole[one.row.id] for key, one in best.items() if one.row.id in whole}


def _rows(rows: QuerySet[Handling]) -> list[Row]:
    """At most RANKED of them, those recorded last."""
    columns = ("pk", "account_id", "duty_id", "contact_id", "position_id", "position__company_id")
    return [Row(*row) for row in rows.order_by("-pk").values_list(*columns, "position__seniority")[:RANKED]]


def _ranked(rows: Sequence[Row], day: date) -> list[Ranked]:
    """The same, the best first."""
    words, former = words_about([row.id for row in rows]), former_titles({row.position_id for row in rows}, day)
    found = []
    for row in rows:
        then = former[row.position_id].seniority if row.position_id in former else row.seniority
        found.append(Ranked(row, standing(words.get(row.id, ()), seniority=then, day=day)))
    return sorted(found, key=lambda one: one.rank)


def _whole(
    viewer: User, ranked: Iterable[Ranked], day: date, duties: Mapping[str, Duty] | None = None
) -> dict[str, Claim]:
    standings = {one.row.id: one.standing for one in ranked}
    rows = named_once(Handling.objects.visible_to(viewer).filter(pk__in=list(standings)), duties)
    return {claim.id: claim for claim in claims_of(rows, day, standings)}
