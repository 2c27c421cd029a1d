"""The best of many claims: all are ranked by a few columns, and only those that are shown are read whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dealmecca.accounts.models import User
from dealmecca.roster.confidence import standing
from dealmecca.roster.models import Duty, DutyCategory, Handling, Partnership
from dealmecca.roster.queries.claims import RANKED, Claim, ClaimFilter, claims_of, named_once, rows_of, words_about
from dealmecca.roster.queries.titles import former_titles
from dealmecca.roster.vocabularies import DISCIPLINE

CATEGORIES = [category.value for category in DutyCategory]
COLUMNS = ("pk", "account_id", "duty_id", "contact_id", "position_id", "position__seniority")


@dataclass(frozen=True, slots=True)
class Ranked:
    """What ordering a claim takes; `rank` is that of Claim."""

    id: str
    account_id: str
    duty_id: str
    contact_id: str
    rank: tuple[bool, float, str]


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
    by_duty: dict[str, list[Ranked]] = defaultdict(list)
    ranked = _ranked(viewer, ClaimFilter(accounts=(account_id,), day=day))
    for row in ranked:
        by_duty[row.duty_id].append(row)
    named = Duty.objects.visible_to(viewer).in_bulk(by_duty)
    order = sorted(named.values(), key=lambda duty: (CATEGORIES.index(duty.category), duty.name))
    shown = {duty.pk: [row.id for row in by_duty[duty.pk][:each]] for duty in order[:duties]}
    whole = _whole(viewer, (key for keys in shown.values() for key in keys), day)
    lines = [
        DutyClaims(duty, [whole[key] for key in shown.get(duty.pk, ()) if key in whole], len(by_duty[duty.pk]))
        for duty in order
    ]
    return lines, len({row.contact_id for row in ranked})


def leads_of(*, viewer: User, agency_id: str, partnerships: Sequence[Partnership], day: date) -> dict[str, Claim]:
    """By partnership, the surest of those at the agency who handle the account: before others one whose duty is the
    partnership's discipline. Flat in queries."""
    accounts = tuple({row.advertiser_id for row in partnerships})
    by_account: dict[str, list[Ranked]] = defaultdict(list)
    for row in _ranked(viewer, ClaimFilter(accounts=accounts, agencies=(agency_id,), day=day)) if accounts else ():
        by_account[row.account_id].append(row)
    duty_ids = {row.duty_id for rows in by_account.values() for row in rows}
    named = Duty.objects.visible_to(viewer).in_bulk(duty_ids)
    means = {key: DISCIPLINE.resolve(duty.name) for key, duty in named.items()}
    best = {
        one.pk: min(
            by_account[one.advertiser_id],
            key=lambda row: (row.rank[0], means.get(row.duty_id) != one.discipline, row.rank),
        ).id
        for one in partnerships
        if by_account[one.advertiser_id]
    }
    whole = _whole(viewer, best.values(), day)
    return {key: whole[claim] for key, claim in best.items() if claim in whole}


def _ranked(viewer: User, wanted: ClaimFilter) -> list[Ranked]:
    """All that fit, the best first, at most RANKED of those recorded last."""
    rows = list(rows_of(viewer, wanted).order_by("-pk").values_list(*COLUMNS)[:RANKED])
    words, former = words_about([row[0] for row in rows]), former_titles({row[4] for row in rows}, wanted.day)
    found = []
    for key, account_id, duty_id, contact_id, position_id, seniority in rows:
        then = former[position_id].seniority if position_id in former else seniority
        at = standing(words.get(key, ()), seniority=then, day=wanted.day)
        found.append(Ranked(key, account_id, duty_id, contact_id, (at.is_disputed, -at.confidence, key)))
    return sorted(found, key=lambda row: row.rank)


def _whole(viewer: User, keys: Iterable[str], day: date) -> dict[str, Claim]:
    rows = named_once(Handling.objects.visible_to(viewer).filter(pk__in=list(keys)))
    return {claim.id: claim for claim in claims_of(rows, day)}
