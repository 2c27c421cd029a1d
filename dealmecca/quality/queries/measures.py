"""How good the data is, in figures: completeness, validity, freshness, duplicates, levels. Each figure is a filter, so
that the rows behind it are the same question."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.verification.fading import COMPANY_SHARE, days_that_count, share_moving
from dealmecca.directory.vocabularies import DEPARTMENT, SENIORITY
from dealmecca.search.queries import count_levels, ids_at_level


class Measure(NamedTuple):
    """`field` is the field of the form that mends a row of it."""

    code: str
    group: str
    label: str
    kind: str
    field: str = ""


COMPLETENESS, VALIDITY, FRESHNESS, DUPLICATES = "Completeness", "Validity", "Freshness", "Duplicates"
MEASURES = (
    Measure("no-email", COMPLETENESS, "People without an email address", "contact", "email"),
    Measure("no-phone", COMPLETENESS, "People without a phone number", "contact", "phone"),
    Measure("no-linkedin", COMPLETENESS, "People without a LinkedIn profile", "contact", "linkedin_url"),
    Measure("no-title", COMPLETENESS, "People without a job title", "contact", "title"),
    Measure("no-company", COMPLETENESS, "People without a company", "contact", "company_id"),
    Measure("no-website", COMPLETENESS, "Companies without a website", "company", "website"),
    Measure("no-industry", COMPLETENESS, "Companies without an industry", "company", "industry"),
    Measure("no-city", COMPLETENESS, "Companies without a city", "company", "city"),
    Measure("odd-email", VALIDITY, "Email addresses that are not well formed", "contact", "email"),
    Measure("odd-role", VALIDITY, "Seniority or department not understood", "contact", "seniority"),
    Measure("odd-industry", VALIDITY, "Industry, size or kind not understood", "company", "industry"),
    Measure("denied", VALIDITY, "People with a field that members deny", "contact"),
    Measure("denied-companies", VALIDITY, "Companies with a field that members deny", "company"),
    Measure("never-confirmed", FRESHNESS, "People nobody ever confirmed", "contact"),
    Measure("recheck", FRESHNESS, "People whose confirmation no longer counts", "contact"),
    Measure("never-confirmed-companies", FRESHNESS, "Companies nobody ever confirmed", "company"),
    Measure("recheck-companies", FRESHNESS, "Companies whose confirmation no longer counts", "company"),
    Measure("same-email", DUPLICATES, "People who share an email address", "contact"),
    Measure("same-name", DUPLICATES, "People of one name at one company", "contact"),
    Measure("same-company", DUPLICATES, "Companies of one name in one city", "company"),
)
LEVEL_KINDS = {"people": "contact", "companies": "company"}
BY_CODE = {measure.code: measure for measure in MEASURES}


@dataclass(frozen=True)
class Figure:
    measure: Measure
    count: int
    of: int

    @property
    def label(self) -> str:
        return self.measure.label

    @property
    def percent(self) -> int:
        """Of a hundred, and never 0 where there is one."""
        return max(round(100 * self.count / self.of), int(self.count > 0)) if self.of else 0


@dataclass(frozen=True)
class Measured:
    contacts: int
    companies: int
    figures: list[Figure]
    levels: dict[str, dict[int, int]]

    def groups(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.measure.group, []).append(figure)
        return found

    def good(self, group: str) -> int:
        """How much of a hundred is as it should be: the mean of a group's figures."""
        of_group = [figure for figure in self.groups().get(group, []) if figure.of]
        return round(100 - sum(100 * one.count / one.of for one in of_group) / len(of_group)) if of_group else 100

    def stored(self) -> dict[str, Any]:
        """As a snapshot and as JSON."""
        return {
            "contacts": self.contacts,
            "companies": self.companies,
            "figures": {one.measure.code: one.count for one in self.figures},
            "levels": {kind: {str(level): n for level, n in found.items()} for kind, found in self.levels.items()},
            "good": {group.lower(): self.good(group) for group in (COMPLETENESS, VALIDITY, FRESHNESS, DUPLICATES)},
        }


def measure(*, viewer: User) -> Measured:
    """Everything counted anew; two queries of counts, six of duplicates and levels."""
    contacts, companies = _visible(viewer, "contact"), _visible(viewer, "company")
    today = timezone.localdate()
    counts: dict[str, int] = {}
    for kind, rows in (("contact", contacts), ("company", companies)):
        plain = {one.code: _filter(one.code, today) for one in MEASURES if one.kind == kind and one.group != DUPLICATES}
        aggregates = {code.replace("-", "_"): Count("pk", filter=found) for code, found in plain.items()}
        found = rows.aggregate(every=Count("pk"), **aggregates)
        counts |= {code: found[code.replace("-", "_")] for code in plain} | {kind: found["every"]}
    for one in MEASURES:
        if one.group == DUPLICATES:
            counts[one.code] = rows_of(viewer=viewer, code=one.code).count()
    figures = [Figure(one, counts[one.code], counts[one.kind]) for one in MEASURES]
    is_open = viewer.is_authenticated and viewer.is_active
    levels = {kind: count_levels(kind, today) if is_open else {} for kind in ("contact", "company")}
    return Measured(counts["contact"], counts["company"], figures, levels)


def rows_of(*, viewer: User, code: str) -> QuerySet[Any]:
    """The records behind a figure. Raises KeyError for a code that is none."""
    one, today = BY_CODE[code], timezone.localdate()
    rows = _visible(viewer, one.kind)
    if one.group != DUPLICATES:
        return rows.filter(_filter(code, today))
    same: dict[str, Any]
    if code == "same-email":
        rows, same = rows.exclude(email_key=""), {"email_key": OuterRef("email_key")}
    elif code == "same-name":
        rows = rows.exclude(company=None)
        same = {"name_key": OuterRef("name_key"), "company": OuterRef("company")}
    else:
        rows, same = rows.exclude(city=""), {"name_key": OuterRef("name_key"), "city": OuterRef("city")}
    others = (Contact if one.kind == "contact" else Company)._default_manager.filter(**same).exclude(pk=OuterRef("pk"))
    return rows.filter(Exists(others))


def recheck(today: date) -> Q:
    """People whose confirmation counts no more: another day for each role."""
    ranks: dict[float, list[tuple[str, str]]] = {}
    for seniority in ("", *SENIORITY.codes):
        for department in ("", *DEPARTMENT.codes):
            ranks.setdefault(share_moving(seniority, department), []).append((seniority, department))
    found = Q()
    for share, roles in ranks.items():
        by_department: dict[tuple[str, ...], list[str]] = {}
        for seniority in dict.fromkeys(rank for rank, _ in roles):
            departments = tuple(department for rank, department in roles if rank == seniority)
            by_department.setdefault(departments, []).append(seniority)
        last = today - timedelta(days=days_that_count(share))
        for departments, seniorities in by_department.items():
            found |= Q(confirmed_on__lte=last, seniority__in=seniorities, department__in=departments)
    return found


def _filter(code: str, today: date) -> Q:
    match code:
        case "no-company":
            return Q(company=None)
        case "odd-email":
            return ~Q(email="") & (~Q(email__contains="@") | ~Q(email__contains="."))
        case "odd-role":
            return ~Q(seniority_text="") | ~Q(department_text="")
        case "odd-industry":
            return ~Q(industry_text="") | ~Q(size_text="") | ~Q(company_type_text="")
        case "denied" | "denied-companies":
            name = "contact" if code == "denied" else "company"
            denials = RecordEvidence.objects.filter(kind__in=RecordEvidence.DENIALS, withdrawn_at=None, outcome="")
            return Q(pk__in=denials.exclude(**{name: None}).values(name))
        case "never-confirmed" | "never-confirmed-companies":
            return Q(confirmed_on=None)
        case "recheck":
            return recheck(today)
        case "recheck-companies":
            return Q(confirmed_on__lte=today - timedelta(days=days_that_count(COMPANY_SHARE)))
        case _:
            return Q(**{BY_CODE[code].field: ""})


def _visible(viewer: User, kind: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = (
        Contact.objects.visible_to(viewer) if kind == "contact" else Company.objects.visible_to(viewer)
    )
    return rows


def rows_of_level(*, viewer: User, kind: str, level: int) -> QuerySet[Any]:
    """Records that have this level today."""
    return _visible(viewer, kind).filter(pk__in=ids_at_level(kind, level, timezone.localdate()))
