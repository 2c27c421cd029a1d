"""The answer to a question: the one person for the card, and everybody else who fits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.directory.queries import companies_by_id
from dealmecca.lib.text_keys import phrase_key
from dealmecca.roster.models import Duty
from dealmecca.roster.queries.claims import RANKED, Claim, ClaimFilter, find_claims
from dealmecca.roster.queries.understanding import Understanding, understand
from dealmecca.roster.vocabularies import MARKET

BROAD = 200  # claims that a question without account and agency looks through


@dataclass(frozen=True)
class Answer:
    """`card` is there when the question names duty and account and somebody handles it; `claims` are all that fit,
    the best first. `instead_of` is the brand that was asked for when its owner's people are the answer."""

    understanding: Understanding
    day: date
    card: Claim | None
    claims: list[Claim]
    instead_of: Company | None = None

    @property
    def others(self) -> list[Claim]:
        """Who else fits, besides the person on the card."""
        return [claim for claim in self.claims if self.card is None or claim.contact != self.card.contact]


def answer_question(*, viewer: User, text: str, day: date | None = None, exact: bool = False) -> Answer:
    """What the roster says to these words, on the day that they name, or `day`, or today."""
    asked = understand(viewer=viewer, text=text, exact=exact)
    is_narrow = asked.accounts or asked.agencies
    return answer(viewer=viewer, understanding=asked, day=day, among=RANKED if is_narrow else BROAD)


def answer(*, viewer: User, understanding: Understanding, day: date | None = None, among: int = RANKED) -> Answer:
    """Who fits, `among` the claims recorded last. The number of queries does not depend on how many."""
    day = understanding.day or day or timezone.localdate()
    if understanding.is_empty:
        return Answer(understanding, day, None, [])
    claims = _claims(viewer, understanding, understanding.accounts, day, among)
    brand = _brand(understanding)
    if not claims and brand:
        owners = tuple(companies_by_id(viewer=viewer, ids=[str(brand.parent_id)]).values())
        claims = _claims(viewer, understanding, owners, day, among)
    else:
        brand = None
    is_asked = bool(understanding.duties) and understanding.account_count == 1
    is_one_account = len({claim.account.pk for claim in claims}) == 1
    card = claims[0] if claims and is_asked and is_one_account else None
    return Answer(understanding, day, card, claims, brand if claims else None)


def _brand(understanding: Understanding) -> Company | None:
    """The one brand that was asked for, if it was one and somebody owns it."""
    accounts = understanding.accounts
    return accounts[0] if len(accounts) == 1 and accounts[0].parent_id and understanding.duties else None


def _claims(viewer: User, asked: Understanding, accounts: Sequence[Company], day: date, among: int) -> list[Claim]:
    wanted = ClaimFilter(
        accounts=tuple(company.pk for company in accounts),
        agencies=tuple(company.pk for company in asked.agencies),
        day=day,
    )
    if asked.duties:  # and what else the same people must, or had better, handle too
        wanted = replace(wanted, duties=tuple(duty.pk for duty in (*asked.duties, *asked.places, *asked.roles)))
    claims = find_claims(viewer=viewer, wanted=wanted, among=among)
    handled: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        handled[claim.contact.pk, claim.account.pk].add(claim.duty.pk)

    def also(claim: Claim, duties: Iterable[Duty]) -> int:
        return sum(duty.pk in handled[claim.contact.pk, claim.account.pk] for duty in duties)

    asked_for = {duty.pk for duty in asked.duties}
    fitting = [
        claim
        for claim in claims
        if (not asked_for or claim.duty.pk in asked_for)
        and (asked.any_duty or asked_for <= handled[claim.contact.pk, claim.account.pk])
        and all(also(claim, [place]) or _is_there(claim, place) for place in asked.places)
        and all(_explains(claim, word) for word in asked.left_over)
    ]
    return sorted(fitting, key=lambda claim: (claim.is_disputed, -also(claim, asked.roles), claim.rank))


def _is_there(claim: Claim, place: Duty) -> bool:
    """Whether the person sits in that market: "CTV for Kestrel Cola in Canada" may be asked of the Toronto office."""
    market = MARKET.resolve(claim.company.country) if claim.company.country else None
    return market is not None and MARKET.resolve(place.name) == market


def _explains(claim: Claim, word: str) -> bool:
    """Whether the word is about this person: their name, title, company or city, or its beginning."""
    company = claim.company
    texts = (claim.contact.full_name, claim.title, company.name, company.city, company.state, company.country)
    key = phrase_key(word)
    return any(part.startswith(key) for text in texts for part in phrase_key(text).split()) or any(
        f" {key} " in f" {phrase_key(text)} " for text in texts
    )
