"""What stands behind people and companies as JSON: read why, say something, take it back; also about many at once."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.queries import companies_by_id, contacts_by_id, get_company, get_contact
from dealmecca.directory.verification.evidence import kind_of
from dealmecca.history.models import Door
from dealmecca.lib.problems import BadValues
from dealmecca.quality.actions.evidence import add_evidence, withdraw_evidence
from dealmecca.quality.queries.checklists import checklist_of
from dealmecca.quality.queries.evidence import Line, get_evidence
from dealmecca.quality.schemas.evidence import (
    AddedAnswer,
    ChecklistAnswer,
    GateAnswer,
    ItemAnswer,
    RecordEvidenceAnswer,
    Word,
    Words,
)

router = Router(tags=["Data quality"], by_alias=True)
PUBLIC = {"company_id": "companyId", "name_key": "name", "linkedin_url": "linkedinUrl"}
OURS = {public: ours for ours, public in PUBLIC.items()}
GIVEN = {"kind", "field", "note", "link", "said_on", "expires_on"}


@router.get(
    "/contacts/{contact_id}/evidence",
    response=ChecklistAnswer,
    operation_id="listContactEvidence",
    summary="Why a person has this level",
)
def list_contact_evidence(request: HttpRequest, contact_id: str) -> ChecklistAnswer:
    """Points with their reasons, who must stand behind it, the next step, and what was said, newest first."""
    viewer = viewer_of(request)
    return _answer(viewer, get_contact(viewer=viewer, contact_id=contact_id))


@router.get(
    "/companies/{company_id}/evidence",
    response=ChecklistAnswer,
    operation_id="listCompanyEvidence",
    summary="Why a company has this level",
)
def list_company_evidence(request: HttpRequest, company_id: str) -> ChecklistAnswer:
    """Points with their reasons, who must stand behind it, the next step, and what was said, newest first."""
    viewer = viewer_of(request)
    return _answer(viewer, get_company(viewer=viewer, company_id=company_id))


@router.post(
    "/contacts/{contact_id}/evidence",
    response={200: RecordEvidenceAnswer, 201: RecordEvidenceAnswer},
    operation_id="addContactEvidence",
    summary="Say something about a person",
)
def add_contact_evidence(request: HttpRequest, contact_id: str, values: Word) -> Status[RecordEvidenceAnswer]:
    """Answers 201 for a new word, and 200 with the same one when the caller said it today already."""
    viewer = viewer_of(request)
    return _add(viewer, get_contact(viewer=viewer, contact_id=contact_id), values)


@router.post(
    "/companies/{company_id}/evidence",
    response={200: RecordEvidenceAnswer, 201: RecordEvidenceAnswer},
    operation_id="addCompanyEvidence",
    summary="Say something about a company",
)
def add_company_evidence(request: HttpRequest, company_id: str, values: Word) -> Status[RecordEvidenceAnswer]:
    """Answers 201 for a new word, and 200 with the same one when the caller said it today already."""
    viewer = viewer_of(request)
    return _add(viewer, get_company(viewer=viewer, company_id=company_id), values)


@router.delete(
    "/contacts/{contact_id}/evidence/{evidence_id}",
    response={204: None},
    operation_id="withdrawContactEvidence",
    summary="Take back what was said about a person",
)
def withdraw_contact_evidence(request: HttpRequest, contact_id: str, evidence_id: str) -> None:
    """One's own word; moderators take back anybody's. Taken back already answers the same."""
    viewer = viewer_of(request)
    _withdraw(viewer, get_contact(viewer=viewer, contact_id=contact_id), evidence_id)


@router.delete(
    "/companies/{company_id}/evidence/{evidence_id}",
    response={204: None},
    operation_id="withdrawCompanyEvidence",
    summary="Take back what was said about a company",
)
def withdraw_company_evidence(request: HttpRequest, company_id: str, evidence_id: str) -> None:
    """One's own word; moderators take back anybody's. Taken back already answers the same."""
    viewer = viewer_of(request)
    _withdraw(viewer, get_company(viewer=viewer, company_id=company_id), evidence_id)


@router.post("/evidence", response=AddedAnswer, operation_id="addEvidence", summary="Say the same about many records")
def add_evidence_to_many(request: HttpRequest, values: Words) -> AddedAnswer:
    """At most 500 people and 500 companies; their levels follow at once."""
    viewer = viewer_of(request)
    contacts = list(contacts_by_id(viewer=viewer, ids=values.contact_ids).values())
    companies = list(companies_by_id(viewer=viewer, ids=values.company_ids).values())
    if not contacts and not companies:
        raise BadValues([("contactIds", "Name people or companies that are there.")])
    added = add_evidence(actor=viewer, door=Door.API, contacts=contacts, companies=companies, **_given(values))
    missing = len({*values.contact_ids, *values.company_ids}) - len(contacts) - len(companies)
    return AddedAnswer(added=len(added.new), known=len(added.known), left_out=added.left_out + missing)


def _given(values: Word) -> dict[str, Any]:
    given = values.model_dump(include=GIVEN, exclude_none=True)
    if "field" in given:
        given["field"] = OURS.get(given["field"], given["field"])
    return given


def _add(viewer: User, record: Contact | Company, values: Word) -> Status[RecordEvidenceAnswer]:
    contacts, companies = ([record], []) if isinstance(record, Contact) else ([], [record])
    added = add_evidence(actor=viewer, door=Door.API, contacts=contacts, companies=companies, **_given(values))
    row = (added.new or added.known)[0]
    return Status(201 if added.new else 200, _line(Line(row, record, True)))


def _withdraw(viewer: User, record: Contact | Company, evidence_id: str) -> None:
    evidence = get_evidence(viewer=viewer, evidence_id=evidence_id)
    if getattr(evidence, f"{kind_of(record)}_id") != record.pk:
        raise RecordEvidence.DoesNotExist
    withdraw_evidence(actor=viewer, door=Door.API, evidence=evidence)


def _answer(viewer: User, record: Contact | Company) -> ChecklistAnswer:
    found = checklist_of(viewer=viewer, record=record)
    return ChecklistAnswer(
        score=found.score,
        level=found.level,
        band=found.band,
        cap=found.cap,
        freshness=found.freshness,
        recheck_on=found.recheck_on,
        disputed=[PUBLIC.get(field, field) for field in found.disputed],
        next_step=found.next_step,
        checklist=[ItemAnswer.model_validate(item) for item in found.items],
        gates=[GateAnswer.model_validate(gate) for gate in found.gates],
        items=[_line(line) for line in found.lines],
    )


def _line(line: Line) -> RecordEvidenceAnswer:
    row = line.row
    return RecordEvidenceAnswer(
        id=row.pk,
        kind=row.kind,
        field=PUBLIC.get(row.field, row.field),
        said_on=row.said_on,
        expires_on=row.expires_on,
        counts_until=line.until,
        counts=line.counts,
        note=row.note,
        link=row.link,
        is_mine=line.is_mine,
        outcome=row.outcome,
        recorded_at=row.recorded_at,
    )
