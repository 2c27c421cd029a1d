"""JSON shapes of handlings: the claim, its evidence, and what may be recorded or reported."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from dealmecca.accounts.models import User
from dealmecca.lib.json_shapes import Answer, Day, Id, Text, Values
from dealmecca.roster.employers import employer_of
from dealmecca.roster.models import Evidence, Outcome, Said
from dealmecca.roster.queries import Claim
from dealmecca.roster.schemas.named import CompanyRef, DutyRef, HowCode, HowText, PersonRef


class HandlingAnswer(Answer):
    """Who handles what for whom, and how sure we are of it."""

    id: str
    contact: PersonRef
    account: CompanyRef
    duty: DutyRef
    since: date
    is_since_known: bool = Field(description="False: since is the day on which we first knew of it")
    until: date | None = Field(description="The first day on which it is no longer so; the job's end at the latest")
    confidence: float = Field(ge=0, le=1, description="Fades with age, grows with independent confirmations")
    confirmed_on: date | None
    confirmed_by: int = Field(description="Independent employers whose last word confirms it")
    denied_by: int = Field(description="Independent employers whose last word denies it")
    is_disputed: bool = Field(description="Denied by two employers or more")
    is_stale: bool = Field(description="Confidence below one half: confirm it again")


class EvidenceAnswer(Answer):
    """One thing that was said. Who said it is nobody's business but their own."""

    said: Annotated[str, Field(description=", ".join(Said.values))]
    how: HowCode
    said_on: date
    by: Literal["you", "colleague", "member", "operator"] = Field(
        description="colleague: of your employer; member: of another; operator: a file, or whoever runs this place"
    )
    name: str | None = Field(description="Your own, on your own words")
    note: Text = Field(description="On your own words")
    outcome: Text = Field(description=f"What became of your report: {', '.join(Outcome.values)}")


class HandlingDetail(HandlingAnswer):
    evidence: list[EvidenceAnswer] = Field(description="Newest first")


class HandlingList(Answer):
    items: list[HandlingAnswer]
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")


class NewHandling(Values):
    contact_id: Id
    account_id: Annotated[str, Field(max_length=120, description="Id or slug of the advertiser")]
    duty: Annotated[str, Field(max_length=80, description="Id, slug, name or another word for it", examples=["CTV"])]
    since: Day | None = Field(default=None, description="Left out: known since today")
    until: Day | None = None
    how: HowText | None = None
    said_on: Day | None = Field(default=None, description="The day on which it was heard; today when left out")


class HandlingEnd(Values):
    until: Day = Field(description="The first day on which it is no longer so")


class NewReport(Values):
    said: Literal["CONFIRMED", "LEFT", "WRONG"] = Field(
        description="CONFIRMED: still right. LEFT: the person left that job. WRONG: not this account"
    )
    how: HowText | None = None
    said_on: Day | None = None
    note: Annotated[str, Field(max_length=280)] | None = Field(default=None, description="For the moderators")


def handling_answer(claim: Claim) -> HandlingAnswer:
    person = PersonRef(
        id=claim.contact.pk,
        name=claim.contact.full_name,
        title=claim.title,
        company=CompanyRef.model_validate(claim.company),
    )
    return HandlingAnswer(
        id=claim.id,
        contact=person,
        account=CompanyRef.model_validate(claim.account),
        duty=DutyRef.model_validate(claim.duty),
        since=claim.since,
        is_since_known=claim.is_since_known,
        until=claim.until,
        confidence=claim.confidence,
        confirmed_on=claim.standing.confirmed_on,
        confirmed_by=claim.standing.confirmed_by,
        denied_by=claim.standing.denied_by,
        is_disputed=claim.is_disputed,
        is_stale=claim.standing.is_stale,
    )


def handling_detail(claim: Claim, words: Iterable[Evidence], viewer: User) -> HandlingDetail:
    mine = employer_of(viewer)
    lines = [_evidence_answer(word, viewer, mine) for word in words]
    return HandlingDetail(**dict(handling_answer(claim)), evidence=lines)


def _evidence_answer(word: Evidence, viewer: User, employer: str) -> EvidenceAnswer:
    is_own = word.user_id == viewer.pk
    by: Literal["you", "colleague", "member", "operator"] = "member"
    if is_own:
        by = "you"
    elif word.employer == "operator":
        by = "operator"
    elif word.employer == employer:
        by = "colleague"
    return EvidenceAnswer(
        said=word.said,
        how=word.how,
        said_on=word.said_on,
        by=by,
        name=viewer.name if is_own else None,
        note=word.note if is_own else None,
        outcome=word.outcome if is_own else None,
    )
