"""Shapes of interactions, follow-ups, notes and cards."""

from datetime import date, datetime, time
from typing import Any, Literal

from pydantic import Field

from dealmecca.crm.actions import interactions, notes
from dealmecca.crm.models.follow_ups import LONGEST as LONGEST_PLAN
from dealmecca.crm.vocabularies import INTERACTION_KIND, OUTCOME, STATUS
from dealmecca.lib.json_shapes import Answer, Day, Id, Text, Values

_KIND = f"A code, its label or a usual name. Codes: {', '.join(INTERACTION_KIND.codes)}."
_OUTCOME = f"A code, its label or a usual name. Codes: {', '.join(OUTCOME.codes)}."
_STATUS = f"Codes: {', '.join(STATUS.codes)}."
_NEXT = "Send it as cursor to get the next page; null on the last one"


class TookPart(Answer):
    """A person as they were employed on that day."""

    contact_id: str | None = Field(description="null once the record was deleted")
    name: str = Field(validation_alias="contact_name")
    title: Text
    company_id: str | None
    company_name: Text


class InteractionAnswer(Answer):
    id: str
    kind: str
    outcome: Text
    text: str
    happened_at: datetime
    people: list[TookPart]
    company_id: str | None
    company_name: Text
    user_id: str
    is_team: bool
    created_at: datetime
    updated_at: datetime


class InteractionListing(Answer):
    items: list[InteractionAnswer]
    next_cursor: str | None = Field(description=_NEXT)


class InteractionValues(Values):
    """What a line says of itself is read from it where kind and outcome are left out."""

    text: str | None = Field(default=None, max_length=interactions.LONGEST)
    kind: str | None = Field(default=None, max_length=40, description=_KIND)
    outcome: str | None = Field(default=None, max_length=40, description=_OUTCOME)
    happened_at: datetime | None = Field(default=None, strict=False)
    contact_ids: list[Id] | None = Field(default=None, max_length=interactions.MOST_PEOPLE)
    company_id: Id | None = Field(default=None, description="The account it was about.")


class NewInteraction(InteractionValues):
    text: str = Field(max_length=interactions.LONGEST)


class FollowUpAnswer(Answer):
    id: str
    text: str
    due_on: date = Field(description="In the time zone of who shall do it")
    due_at: datetime | None = Field(description="null when only the day is known")
    done_at: datetime | None
    contact_id: str | None
    contact_name: Text
    company_id: str | None
    company_name: Text
    interaction_id: str | None
    snoozed_from: date | None
    user_id: str
    is_team: bool
    created_at: datetime


class FollowUpListing(Answer):
    items: list[FollowUpAnswer]
    next_cursor: str | None = Field(description=_NEXT)


class FollowUpValues(Values):
    text: str | None = Field(default=None, max_length=LONGEST_PLAN)
    due_on: Day | None = Field(default=None)
    due_time: time | None = Field(default=None, strict=False, description="As 15:30, in the owner's time zone.")
    is_done: bool | None = Field(default=None)
    user_id: Id | None = Field(default=None, description="Hands it over to a team-mate.")


class NewFollowUp(Values):
    """About a person, a company, or both."""

    text: str = Field(max_length=LONGEST_PLAN)
    due_on: Day
    due_time: time | None = Field(default=None, strict=False, description="As 15:30, in the caller's time zone.")
    contact_id: Id | None = None
    company_id: Id | None = None


class NoteAnswer(Answer):
    id: str
    text: str
    visibility: Literal["PRIVATE", "TEAM"]
    contact_id: str | None
    contact_name: Text
    company_id: str | None
    company_name: Text
    user_id: str
    created_at: datetime
    updated_at: datetime


class NoteListing(Answer):
    items: list[NoteAnswer]
    next_cursor: str | None = Field(description=_NEXT)


class NoteValues(Values):
    text: str | None = Field(default=None, max_length=notes.LONGEST)
    visibility: Literal["PRIVATE", "TEAM"] | None = None


class NewNote(NoteValues):
    text: str = Field(max_length=notes.LONGEST)
    contact_id: Id | None = None
    company_id: Id | None = None


class DealAnswer(Answer):
    id: str
    status: str
    status_at: datetime
    contact_id: str | None
    contact_name: Text
    company_id: str | None
    company_name: Text
    user_id: str
    is_team: bool


class DealListing(Answer):
    items: list[DealAnswer]
    next_cursor: str | None = Field(description=_NEXT)


class NewDeal(Values):
    contact_id: Id
    status: str | None = Field(default=None, max_length=20, description=_STATUS)


class DealMove(Values):
    status: str = Field(max_length=20, description=_STATUS)
    seen: str | None = Field(
        default=None, max_length=20, description="The step you saw it at: 409 when somebody moved it since."
    )


def work_answer(shape: type[Any], row: Any) -> Any:
    """The shape of a row, with `is_team` where it has one."""
    names = [name for name in shape.model_fields if name not in ("is_team", "people", "next_cursor")]
    values = {name: getattr(row, name) for name in names}
    if "is_team" in shape.model_fields:
        values["is_team"] = row.sales_team_id is not None
    if "people" in shape.model_fields:
        values["people"] = [TookPart.model_validate(person) for person in row.people.all()]
    return shape(**values)
