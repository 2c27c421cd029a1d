"""The list behind an answer: people with what they handle, filters with counts, a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, Max, Q, QuerySet, Value, When

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import companies_by_id, ids_below
from dealmecca.directory.vocabularies import COMPANY_TYPE
from dealmecca.lib.filters import Chip
from dealmecca.roster.models import Duty, Handling, Said
from dealmecca.roster.queries.answers import Answer, answer
from dealmecca.roster.queries.claims import RANKED, Claim, claims_of
from dealmecca.roster.queries.understanding import Understanding
from dealmecca.search.criteria import FacetValue

SHOWN = 12
PAGE = 25
FRESH = (("30", "30 days"), ("90", "3 months"), ("365", "12 months"), ("older", "Longer ago"))


@dataclass(frozen=True)
class Choices:
    """What was ticked beside the question: types of company that people work at, and how fresh the last word is."""

    works_at: tuple[str, ...] = ()
    confirmed: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One person with the claims that fit, the surest first."""

    contact: Contact
    company: Company
    title: str
    claims: list[Claim]


@dataclass(frozen=True)
class WhoPage:
    answer: Answer
    people: list[PersonRow]
    count: int
    is_capped: bool
    pages: int
    facets: dict[str, list[FacetValue]]


def find_people(*, viewer: User, understanding: Understanding, choices: Choices, day: date, page: int = 1) -> WhoPage:
    """Who fits the question and the choices. The number of queries does not depend on how many."""
    found = answer(viewer=viewer, understanding=understanding, day=day)
    if understanding.is_empty:
        return WhoPage(found, [], 0, False, 0, {})
    people = _chosen_people(found, choices)
    start = (max(page, 1) - 1) * PAGE
    return WhoPage(
        answer=found,
        people=people[start : start + PAGE],
        count=len(people),
        is_capped=len(found.claims) >= RANKED,
        pages=-(-len(people) // PAGE),
        facets=_facets(viewer, understanding, choices, found.day),
    )


def find_everybody(*, viewer: User, understanding: Understanding, choices: Choices, day: date) -> list[PersonRow]:
    """All whom the pages of `find_people` show, one after the other."""
    return _chosen_people(answer(viewer=viewer, understanding=understanding, day=day), choices)


def _chosen_people(found: Answer, choices: Choices) -> list[PersonRow]:
    return by_person([claim for claim in found.claims if _is_chosen(claim, choices, found.day)])


def everything_handled_by(*, viewer: User, contact: Contact, day: date) -> list[Claim]:
    """All that one person handles on the day, account by account."""
    rows = Handling.objects.visible_to(viewer).held_on(day).filter(contact=contact)
    rows = rows.select_related("contact", "position__company", "account", "duty")
    return sorted(claims_of(list(rows[:200]), day), key=lambda claim: (claim.account.name, claim.duty.name, claim.id))


def _is_chosen(claim: Claim, choices: Choices, day: date) -> bool:
    if choices.works_at and claim.company.company_type not in choices.works_at:
        return False
    return not choices.confirmed or choices.confirmed in _ages(claim.standing.confirmed_on, day)


def _ages(confirmed_on: date | None, day: date) -> list[str]:
    """The choices of FRESH that a day falls under."""
    if confirmed_on is None or confirmed_on < day - timedelta(365):
        return ["older"]
    return [key for key, _ in FRESH[:-1] if confirmed_on >= day - timedelta(int(key))]


def by_person(claims: Sequence[Claim]) -> list[PersonRow]:
    """Claims gathered by person and company, in the order of each one's first."""
    rows: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        rows[claim.contact.pk, claim.company.pk].append(claim)
    return [PersonRow(own[0].contact, own[0].company, own[0].title, own) for own in rows.values()]


def _facets(viewer: User, asked: Understanding, choices: Choices, day: date) -> dict[str, list[FacetValue]]:
    """Each facet counts people as if nothing had been chosen in it."""
    duties = tuple(duty.pk for duty in asked.duties)
    accounts = tuple(company.pk for company in asked.accounts)
    agencies = tuple(ids_below(company.pk for company in asked.agencies))

    def rows(without: str) -> QuerySet[Any]:
        found: QuerySet[Any] = Handling.objects.visible_to(viewer).held_on(day)
        if duties and without != "duty":
            found = found.filter(duty__in=duties)
        if accounts and without != "account":
            found = found.filter(account__in=accounts)
        if agencies:
            found = found.filter(position__company__in=agencies)
        if choices.works_at and without != "works_at":
            found = found.filter(position__company__company_type__in=choices.works_at)
        if choices.confirmed and without != "confirmed":
            found = _confirmed(found, day).filter(age__in=_up_to(choices.confirmed))
        return found

    people = Count("contact", distinct=True)

    def counted(facet: str, column: str, chosen: Sequence[str]) -> list[tuple[str, int]]:
        """What is chosen first, then the values that most people have."""
        grouped = rows(facet).values(column).annotate(people=people).order_by("-people", column)
        most = [(row[column], row["people"]) for row in grouped[:SHOWN]]
        mine = {row[column]: row["people"] for row in grouped.filter(**{f"{column}__in": chosen})} if chosen else {}
        return [(key, mine.get(key, 0)) for key in chosen] + [pair for pair in most if pair[0] not in chosen]

    by_duty, by_account = counted("duty", "duty", duties), counted("account", "account", accounts)
    by_type = counted("works_at", "position__company__company_type", choices.works_at)
    words = {duty.pk: duty for duty in Duty.objects.filter(pk__in=[*duties, *(key for key, _ in by_duty)])}
    firms = companies_by_id(viewer=viewer, ids=[*accounts, *(key for key, _ in by_account)])
    ages = _confirmed(rows("confirmed"), day).values("age").annotate(people=people).order_by()
    per_age = {row["age"]: row["people"] for row in ages}
    duty_rows = [(words[key].slug, words[key].name, count) for key, count in by_duty]
    account_rows = [(firms[key].slug, firms[key].name, count) for key, count in by_account]
    type_rows = [(key, COMPANY_TYPE.label(key), count) for key, count in by_type if key]
    age_rows = [(key, label, sum(per_age.get(age, 0) for age in _up_to(key))) for key, label in FRESH]
    return {
        "duty": _values(duty_rows, {duty.slug for duty in asked.duties}),
        "account": _values(account_rows, {company.slug for company in asked.accounts}),
        "works_at": _values(type_rows, set(choices.works_at)),
        "confirmed": _values(age_rows, {choices.confirmed}),
    }


def _confirmed(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """With `age`, the narrowest of FRESH that the last confirmation falls under."""
    said = Q(evidence__said=Said.CONFIRMED, evidence__withdrawn_at=None, evidence__said_on__lte=day)
    when = [When(last__gte=day - timedelta(int(key)), then=Value(key)) for key, _ in FRESH[:-1]]
    dated = rows.annotate(last=Max("evidence__said_on", filter=said))
    return dated.annotate(age=Case(*when, default=Value("older"), output_field=CharField()))


def _up_to(key: str) -> list[str]:
    keys = [one for one, _ in FRESH]
    return [key] if key == "older" else keys[: keys.index(key) + 1] if key in keys else []


def _values(rows: list[tuple[str, str, int]], chosen: set[str]) -> list[FacetValue]:
    return [FacetValue(key, label, count, key in chosen) for key, label, count in rows]


def pairs_of(asked: Understanding) -> list[tuple[str, str]]:
    """The question as (name, value) pairs of an address."""
    pairs = [("duty", duty.slug) for duty in asked.duties]
    pairs += [("account", company.slug) for company in asked.accounts]
    pairs += [("agency", company.slug) for company in asked.agencies]
    pairs += [("place", duty.slug) for duty in asked.places]
    pairs += [("role", duty.slug) for duty in asked.roles]
    pairs += [("words", " ".join(asked.left_over))] if asked.left_over else []
    return pairs + ([("asOf", asked.day.isoformat())] if asked.day else [])


def chips_of(path: str, asked: Understanding, choices: Choices | None = None) -> list[Chip]:
    """One chip for each part of the question and each choice, with the address without it."""
    labelled = [(("duty", duty.slug), duty.name) for duty in asked.duties]
    labelled += [(("account", company.slug), company.name) for company in asked.accounts]
    labelled += [(("agency", company.slug), f"at {company.name}") for company in asked.agencies]
    labelled += [(("place", duty.slug), f"in {duty.name}") for duty in asked.places]
    labelled += [(("role", duty.slug), duty.name) for duty in asked.roles]
    if asked.left_over:
        labelled.append((("words", " ".join(asked.left_over)), f"“{' '.join(asked.left_over)}”"))
    if asked.day:
        labelled.append((("asOf", asked.day.isoformat()), f"as of {asked.day.day} {asked.day:%b %Y}"))
    choices = choices or Choices()
    labelled += [(("worksAt", code), COMPANY_TYPE.label(code)) for code in choices.works_at]
    if choices.confirmed:
        labelled.append((("confirmed", choices.confirmed), f"Confirmed: {dict(FRESH)[choices.confirmed].lower()}"))
    pairs = [pair for pair, _ in labelled]
    return [Chip(label, address_of(path, [other for other in pairs if other != pair])) for pair, label in labelled]


def address_of(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
