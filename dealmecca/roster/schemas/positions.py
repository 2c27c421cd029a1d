"""JSON shapes of jobs and moves."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from dealmecca.lib.json_shapes import Answer, Day, Text, Values
from dealmecca.roster.schemas.named import CompanyRef


class FormerTitleAnswer(Answer):
    title: Text
    department: Text
    seniority: Text
    until: date


_Former = BeforeValidator(lambda related: list(related.all()) if hasattr(related, "all") else related)


class PositionAnswer(Answer):
    """A job at one company; department and seniority are codes."""

    id: str
    company: CompanyRef
    title: Text
    department: Text
    seniority: Text
    since: date
    is_since_known: bool = Field(description="False: since is the day on which we first knew of it")
    until: date | None
    former_titles: Annotated[list[FormerTitleAnswer], _Former] = Field(description="Newest first")


class PositionList(Answer):
    items: list[PositionAnswer] = Field(description="Newest first")
    next_cursor: str | None = Field(description="Always null: a career is one page")


def _company_of(position: Any) -> Any:
    return position.company if position is not None and hasattr(position, "company") else position


_Company = BeforeValidator(_company_of)


class MoveAnswer(Answer):
    id: str
    contact_id: str
    moved_on: date
    from_company: Annotated[CompanyRef | None, _Company] = Field(
        validation_alias="closed", serialization_alias="fromCompany"
    )
    to_company: Annotated[CompanyRef | None, _Company] = Field(
        validation_alias="opened",
        serialization_alias="toCompany",
        description="null: it is not known where to, or the move was taken back",
    )
    recorded_at: datetime
    undone_at: datetime | None


class MoveList(Answer):
    items: list[MoveAnswer] = Field(description="Newest first")
    next_cursor: str | None = Field(description="Always null")


class NewMove(Values):
    company_id: Annotated[str, Field(max_length=120)] | None = Field(
        description="Id or slug of the new company; null when the person left and it is not known where to"
    )
    moved_on: Day = Field(description="The first day there")
    title: Annotated[str, Field(max_length=255)] | None = None
    email: Annotated[str, Field(max_length=254)] | None = Field(
        default=None, description="Left out: an address at the old company goes"
    )
    phone: Annotated[str, Field(max_length=50)] | None = None
