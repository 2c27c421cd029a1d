"""Claims: handlings as people read them, with job, days and how sure we are, on any day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.lists import ListOf
from dealmecca.directory.models import Company, Contact, FormerTitle
from dealmecca.directory.queries import all_below
from dealmecca.roster.confidence import Standing, Word, standing
from dealmecca.roster.models import Duty, Evidence, Handling, Outcome, Said
from dealmecca.roster.queries.titles import former_titles

RANKED = 2_000  # claims about one account or person that are put in order of confidence


@dataclass(frozen=True)
class ClaimFilter:
    """Which claims are wanted; empty means any. `agencies` are companies with all their offices and subsidiaries."""

    accounts: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    day: date = field(default_factory=timezone.localdate)
    min_confidence: float = 0.0


@dataclass(frozen=True)
class Claim:
    """Somebody handles a duty for an account, on the day it was asked for; `title` and `company` are of that day."""

    handling: Handling
    contact: Contact
    company: Company
    title: str
    account: Company
    duty: Duty
    since: date
    is_since_known: bool
    until: date | None
    standing: Standing

    @property
    def id(self) -> str:
        return self.handling.pk

    @property
    def confidence(self) -> float:
        return self.standing.confidence

    @property
    def is_disputed(self) -> bool:
        return self.standing.is_disputed

    @property
    def rank(self) -> tuple[bool, float, str]:
        """Smallest first: undisputed before disputed, then the surest, then the one recorded first."""
        return (self.is_disputed, -self.confidence, self.id)


def find_claims(*, viewer: User, wanted: ClaimFilter, limit: int = RANKED, among: int = RANKED) -> list[Claim]:
    """The claims that fit, surest first, at most `limit` of them, `among` those recorded last. Flat in queries."""
    rows = named_once(rows_of(viewer, wanted).order_by("-pk")[:among])
    sure = (claim for claim in claims_of(rows, wanted.day) if claim.confidence >= wanted.min_confidence)
    return sorted(sure, key=lambda claim: claim.rank)[:limit]


def list_claims(
    *, viewer: User, wanted: ClaimFilter, after: str | None = None, limit: int = 25
) -> tuple[list[Claim], str | None]:
    """A page of claims, newest first, and the id to go on after. With `min_confidence` a page may be short."""
    rows = rows_of(viewer, wanted).order_by("-pk")
    found = named_once((rows.filter(pk__lt=after) if after else rows)[: limit + 1])
    claims = [claim for claim in claims_of(found[:limit], wanted.day) if claim.confidence >= wanted.min_confidence]
    return claims, found[limit - 1].pk if len(found) > limit else None


def get_claim(*, viewer: User, handling_id: str, day: date | None = None) -> Claim:
    """One handling, whether it still holds or not. Raises Handling.DoesNotExist."""
    if "\0" in handling_id:
        raise Handling.DoesNotExist
    names = ("contact", "position__company", "account", "duty")
    row = Handling.objects.visible_to(viewer).select_related(*names).get(pk=handling_id)
    (claim,) = claims_of([row], day or timezone.localdate())
    return claim


def claims_of(rows: Sequence[Handling], day: date, standings: Mapping[str, Standing] | None = None) -> list[Claim]:
    """The same rows with what is known about each on that day, in the same order. Two queries at most, one fewer with
    `standings` by id."""
    former = former_titles([row.position_id for row in rows], day)
    standings = standings or _standings(rows, former, day)
    claims = []
    for row in rows:
        job = row.position
        title = former.get(job.pk, job)
        ends = [end for end in (row.until, job.until) if end]
        claims.append(
            Claim(
                handling=row,
                contact=row.contact,
                company=job.company,
                title=title.title,
                account=row.account,
                duty=row.duty,
                since=row.since,
                is_since_known=row.is_since_known,
                until=min(ends) if ends else None,
                standing=standings[row.pk],
            )
        )
    return claims


def _standings(rows: Sequence[Handling], former: Mapping[str, FormerTitle], day: date) -> dict[str, Standing]:
    words = words_about([row.pk for row in rows])
    ranks = {row.pk: former.get(row.position_id, row.position).seniority for row in rows}
    return {row.pk: standing(words.get(row.pk, ()), seniority=ranks[row.pk], day=day) for row in rows}


def words_about(handling_ids: Sequence[str]) -> dict[str, list[Word]]:
    """What was said about each, as confidence wants it, without what a moderator checked and rejected. One query."""
    found: dict[str, list[Word]] = defaultdict(list)
    if not handling_ids:
        return found
    rows = Evidence.objects.filter(handling__in=ListOf(handling_ids), withdrawn_at=None)
    for key, handling_id, employer, said, how, said_on in rows.exclude(outcome=Outcome.REJECTED).values_list(
        "pk", "handling_id", "employer", "said", "how", "said_on"
    ):
        found[handling_id].append(Word(employer, said != Said.CONFIRMED, how, said_on, key))
    return found


def rows_of(viewer: User, wanted: ClaimFilter) -> QuerySet[Handling]:
    rows = Handling.objects.visible_to(viewer).held_on(wanted.day)
    if wanted.accounts:
        rows = rows.filter(account__in=wanted.accounts)
    if wanted.duties:
        rows = rows.filter(duty__in=wanted.duties)
    if wanted.contacts:
        rows = rows.filter(contact__in=wanted.contacts)
    if wanted.agencies:
        rows = rows.filter(position__company__in=all_below(wanted.agencies))
    return rows


def named_once(rows: QuerySet[Handling], duties: Mapping[str, Duty] | None = None) -> list[Handling]:
    """Many rows name few companies and duties: each is read and made once; `duties` are those that were read before.

    Three queries instead of one wide join, which SQLite without statistics begins at the duties, sorting everything.
    """
    found = list(rows.select_related("contact", "position"))
    firms = Company.objects.in_bulk({key for row in found for key in (row.account_id, row.position.company_id)})
    duties = duties or Duty.objects.in_bulk({row.duty_id for row in found})
    for row in found:
        row.account, row.duty = firms[row.account_id], duties[row.duty_id]
        row.position.company = firms[row.position.company_id]
    return found
