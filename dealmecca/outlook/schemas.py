"""JSON shapes of the outlook: what the API answers and what it takes."""

from datetime import date, datetime

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Id, Text, Values
from dealmecca.outlook.actions.etiquette import LONGEST_NOTE
from dealmecca.outlook.models import MOST_WEEKS
from dealmecca.outlook.queries import Advice, Opening, Vulnerability
from dealmecca.outlook.vocabularies import PLANNING_KIND
from dealmecca.roster.vocabularies import HOW

_HOW = f"How it is known. A code, its label or a usual name. Codes: {', '.join(HOW.codes)}."
_KIND = f"A code, its label or a usual name. Codes: {', '.join(PLANNING_KIND.codes)}."


class PlanningDateAnswer(Answer):
    id: str
    account_id: str
    kind: str
    label: Text
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    end_month: int | None
    end_day: int | None
    next_on: date = Field(description="The first day of the time that comes next, or that is open")
    next_until: date = Field(description="Its last day")
    weeks_ahead: int
    source: Text
    how: str
    since: date = Field(description="Known to hold since then")
    until: date | None
    recorded_at: datetime


class PlanningDateListing(Answer):
    items: list[PlanningDateAnswer]
    next_cursor: str | None = Field(description="Always null: an account's dates are one page")


class PlanningDateValues(Values):
    label: str | None = Field(default=None, max_length=80, description="Tells two of a kind apart")
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31, description="29 February is the 28th in other years.")
    end_month: int | None = Field(default=None, ge=1, le=12, description="Of a window; it may cross the year's end.")
    end_day: int | None = Field(default=None, ge=1, le=31)
    weeks_ahead: int | None = Field(default=None, ge=0, le=MOST_WEEKS)
    source: str | None = Field(default=None, max_length=255)
    how: str | None = Field(default=None, max_length=40, description=_HOW)


class NewPlanningDate(PlanningDateValues):
    kind: str = Field(max_length=40, description=_KIND, examples=["PLANNING_START"])
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)


class RuleAnswer(Answer):
    id: str
    account_id: str
    agency_id: str | None
    start_with_id: str | None
    has_left: bool = Field(description="Whom to start with has left the job in which they were named")
    not_first_company_id: str | None
    not_first_contact_id: str | None
    asked_by_id: str | None
    note: Text
    text: str = Field(description="The rule in sentences, as the pages say it")
    source: Text
    how: str
    since: date
    until: date | None


class RuleListing(Answer):
    items: list[RuleAnswer]
    next_cursor: str | None = Field(description="Always null: an account's rules are one page")


class NewRule(Values):
    agency_id: Id | None = Field(default=None, description="By way of this agency alone; else for everyone.")
    start_with_id: Id | None = Field(default=None, description="Contact to start with")
    not_first_company_id: Id | None = Field(default=None, description="Company not to go to first")
    not_first_contact_id: Id | None = Field(default=None, description="Contact not to go to first")
    asked_by_id: Id | None = Field(default=None, description="Contact who asks for it")
    note: str | None = Field(default=None, max_length=LONGEST_NOTE)
    source: str | None = Field(default=None, max_length=255)
    how: str | None = Field(default=None, max_length=40, description=_HOW)


class SignAnswer(Answer):
    code: str
    points: float = Field(description="Log-odds")
    day: date
    sentence: str
    record_kind: str
    record_id: str


class VulnerabilityAnswer(Answer):
    company_id: str
    as_of: date
    agency_id: str | None
    chance: float | None = Field(
        ge=0, le=1, description="That the media agency of record is replaced within 12 months; null without evidence"
    )
    base: float | None = Field(description="Log-odds before any sign; base and points sum to the chance's log-odds")
    evidence: list[SignAnswer]


def planning_date_answer(opening: Opening) -> PlanningDateAnswer:
    row = opening.planning_date
    names = [name for name in PlanningDateAnswer.model_fields if name not in ("next_on", "next_until")]
    values = {name: getattr(row, name) for name in names}
    return PlanningDateAnswer(**values, next_on=opening.next.first, next_until=opening.next.last)


def rule_answer(advice: Advice) -> RuleAnswer:
    names = [name for name in RuleAnswer.model_fields if name not in ("has_left", "text")]
    values = {name: getattr(advice.rule, name) for name in names}
    return RuleAnswer(**values, has_left=advice.has_left, text=advice.text)


def vulnerability_answer(company_id: str, day: date, found: Vulnerability | None) -> VulnerabilityAnswer:
    return VulnerabilityAnswer(
        company_id=company_id,
        as_of=day,
        agency_id=found.agency_id if found else None,
        chance=round(found.assessment.chance, 4) if found else None,
        base=found.assessment.base if found else None,
        evidence=[
            SignAnswer(
                code=sign.code, points=sign.points, day=sign.day, sentence=sign.sentence, record_kind=sign.record[0],
                record_id=sign.record[1],
            )
            for sign in (found.signs if found else ())
        ],
    )  # fmt: skip
