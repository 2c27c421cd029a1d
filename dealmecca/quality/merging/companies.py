"""What is special about merging two companies: their people follow, and nobody comes to stand above themselves."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from dealmecca.directory.actions.levels import COLUMNS, set_levels
from dealmecca.directory.lead_score import record_score
from dealmecca.directory.models import Company, Contact, Move, RecordEvidence
from dealmecca.directory.queries import ids_above
from dealmecca.directory.queries.evidence import evidence_of
from dealmecca.directory.search_lines import contact_lines
from dealmecca.directory.verification.evidence import about
from dealmecca.lib.conflicts import Conflict
from dealmecca.quality.merging.absorbing import repoint
from dealmecca.quality.merging.ledger import Ledger
from dealmecca.roster.models import Evidence
from dealmecca.saved.models import SavedSearch
from dealmecca.search.actions import put_lines

AT_ONCE = 1_000
DEEPEST = 50
DERIVED = ("lead_score", *COLUMNS)


def follow_company(ledger: Ledger, kept: Company, dropped: Company) -> None:
    """What holds the company's id without pointing at it, before anything moved."""
    old, new = (about(Contact(company_id=company.pk), "company_id") for company in (dropped, kept))
    here = {"field": "company_id", "contact__company_id": dropped.pk}
    repoint(ledger, RecordEvidence, "about", old, new, here)  # what was said of somebody "at this company"
    was, becomes = f"company {dropped.pk}", f"company {ids_above(kept.pk)[0]}"
    for model in (Evidence, RecordEvidence):  # whose voice counts as one
        repoint(ledger, model, "employer", was, becomes)
    for move in Move.objects.filter(Q(closed__company=dropped) | Q(opened__company=dropped)).order_by("pk"):
        _rename(ledger, move, "before", dropped.pk, kept.pk)
    for search in SavedSearch.objects.order_by("pk").iterator(AT_ONCE):
        for before, after in ((dropped.pk, kept.pk), (dropped.slug, kept.slug)):
            _rename(ledger, search, "filters", before, after)


def settle_people(ledger: Ledger, company: Company, moved: set[str]) -> None:
    """Lead scores and levels of those who came along, and the search lines of everybody there."""
    today = timezone.localdate()
    for people in _chunks(company):
        came = [person for person in people if person.pk in moved]
        before = {person.pk: {name: getattr(person, name) for name in DERIVED} for person in came}
        for person in came:
            person.lead_score = record_score(person, company)
        set_levels(came, evidence_of("contact", [person.pk for person in came]), today)
        after = {person.pk: {name: getattr(person, name) for name in DERIVED} for person in came}
        changed = [person for person in came if before[person.pk] != after[person.pk]]
        for person in changed:
            ledger.note(Contact, [person.pk], before[person.pk], after[person.pk])
        Contact.objects.bulk_update(changed, DERIVED, batch_size=200)
        put_lines("contact", contact_lines(people, {company.pk: company}))


def settle_again(companies: Iterable[Company], *, with_scores: bool) -> None:
    """After taking apart: the search lines of their people, and their lead scores where a company's worth changed."""
    for company in companies:
        for people in _chunks(company):
            scores = {person.pk: record_score(person, company) for person in people} if with_scores else {}
            changed = [person for person in people if scores.get(person.pk, person.lead_score) != person.lead_score]
            for person in changed:
                person.lead_score = scores[person.pk]
            Contact.objects.bulk_update(changed, ["lead_score"], batch_size=200)
            put_lines("contact", contact_lines(people, {company.pk: company}))


def refuse_loop(kept: Company) -> None:
    """Raises Conflict when the survivor would stand above itself."""
    above, seen = kept.parent_id, 0
    while above and seen < DEEPEST:
        if above == kept.pk:
            raise Conflict(f"{kept.name} would be above itself: one of the two is below the other. Move it out first.")
        above = Company.objects.filter(pk=above).values_list("parent_id", flat=True).first()
        seen += 1


def _chunks(company: Company) -> Iterator[list[Contact]]:
    last = ""
    while people := list(Contact.objects.filter(company=company, pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield people
        last = people[-1].pk


def _rename(ledger: Ledger, row: Any, column: str, old: str, new: str) -> None:
    """Exchange a text wherever it stands in a column of JSON."""
    before = getattr(row, column)
    after = _exchanged(before, old, new)
    if after != before:
        ledger.set(type(row), [row.pk], {column: before}, {column: after})
        setattr(row, column, after)


def _exchanged(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {name: _exchanged(each, old, new) for name, each in value.items()}
    if isinstance(value, list):
        return [_exchanged(each, old, new) for each in value]
    return new if value == old else value
