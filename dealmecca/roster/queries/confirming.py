"""Which claims are worth asking somebody about: the stalest on the biggest accounts of their own territory."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.vocabularies import EMPLOYEE_RANGE
from dealmecca.roster.models import Evidence, Handling, Skip
from dealmecca.roster.queries.claims import Claim, claims_of

POOL = 300  # claims from each side of a territory that are put in order
SAID_LATELY = timedelta(days=90)  # by the viewer
FRESH = timedelta(days=30)  # whoever confirmed it
SPOKEN_ABOUT = 200  # words of the viewer that tell which accounts are theirs


@dataclass(frozen=True)
class Territory:
    """Whose claims somebody can judge: companies, as accounts or as employers, and people."""

    companies: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def claims_to_confirm(*, viewer: User, territory: Territory, limit: int) -> list[Claim]:
    """Doubtful ones first, weighed by the size of the account; not what the viewer spoke about lately or skipped.

    Without a territory: the accounts that the viewer spoke about; without those: what was recorded longest ago.
    """
    today = timezone.localdate()
    rows = _to_ask(viewer, today)
    if not (territory.companies or territory.contacts):
        territory = Territory(companies=_accounts_spoken_about(viewer))
    if territory.companies or territory.contacts:
        # One side at a time, because each has its own index.
        sides = [
            Q(account__in=territory.companies),
            Q(position__company__in=territory.companies),
            Q(contact__in=territory.contacts),
        ]
        pool = {row.pk: row for side in sides for row in rows.filter(side)[:POOL]}
    else:
        pool = {row.pk: row for row in rows.order_by("pk")[:POOL]}
    claims = [claim for claim in claims_of(list(pool.values()), today) if not _is_fresh(claim, today)]
    return sorted(claims, key=lambda claim: (-_worth_asking(claim), claim.id))[:limit]


def answered_this_week(*, viewer: User) -> int:
    """How often the viewer said something since Monday; "left" about a whole job is one answer."""
    since = datetime.combine(monday(timezone.localdate()), time.min, timezone.get_current_timezone())
    words = Evidence.objects.filter(user=viewer, recorded_at__gte=since, withdrawn_at=None)
    return words.order_by().values("recorded_at").distinct().count()


def _to_ask(viewer: User, today: date) -> QuerySet[Handling]:
    said = Evidence.objects.filter(user=viewer, said_on__gt=today - SAID_LATELY, withdrawn_at=None)
    skipped = Skip.objects.filter(user=viewer, week=monday(today))
    rows = Handling.objects.visible_to(viewer).held_on(today)
    rows = rows.exclude(pk__in=said.values("handling")).exclude(pk__in=skipped.values("handling"))
    return rows.select_related("contact", "position__company", "account", "duty")


def _accounts_spoken_about(viewer: User) -> tuple[str, ...]:
    words = Evidence.objects.filter(user=viewer, withdrawn_at=None).order_by("-recorded_at")
    return tuple(dict.fromkeys(words.values_list("handling__account_id", flat=True)[:SPOKEN_ABOUT]))


def _is_fresh(claim: Claim, today: date) -> bool:
    on = claim.standing.confirmed_on
    return on is not None and on > today - FRESH and not claim.standing.denied_by


def _worth_asking(claim: Claim) -> float:
    sizes = len(EMPLOYEE_RANGE.codes)
    size = EMPLOYEE_RANGE.position(claim.account.size) + 1 if claim.account.size else 0
    return (1 - claim.confidence) * (1 + size / sizes)
