"""JSON shape of the answer to a question."""

from datetime import date

from pydantic import Field

from dealmecca.lib.json_shapes import Answer
from dealmecca.roster.queries.answers import Answer as Found
from dealmecca.roster.schemas.handlings import HandlingAnswer, handling_answer
from dealmecca.roster.schemas.named import CompanyRef, DutyRef

MOST_OTHERS = 25


class Correction(Answer):
    typed: str
    meant: str


class Understood(Answer):
    """What the words were taken for."""

    duties: list[DutyRef]
    accounts: list[CompanyRef] = Field(description="Several when a name belongs to several")
    agencies: list[CompanyRef] = Field(description="Where the person works")
    places: list[DutyRef]
    roles: list[DutyRef] = Field(description="A hint that orders, and leaves nobody out")
    as_of: date
    corrections: list[Correction] = Field(description="Words put right; exact=true takes them as typed")
    left_over: list[str] = Field(description="Words that named nothing: they must fit the person's name, job or city")


class WhoAnswer(Answer):
    understood: Understood
    answer: HandlingAnswer | None = Field(
        description="The one to talk to: when the question names one duty and one account, and somebody handles it"
    )
    instead_of: CompanyRef | None = Field(description="The brand asked for, when its owner's people are the answer")
    others: list[HandlingAnswer] = Field(description=f"Who else fits, the surest first, at most {MOST_OTHERS}")


def who_answer(found: Found) -> WhoAnswer:
    asked = found.understanding
    return WhoAnswer(
        understood=Understood(
            duties=[DutyRef.model_validate(duty) for duty in asked.duties],
            accounts=[CompanyRef.model_validate(company) for company in asked.accounts],
            agencies=[CompanyRef.model_validate(company) for company in asked.agencies],
            places=[DutyRef.model_validate(duty) for duty in asked.places],
            roles=[DutyRef.model_validate(duty) for duty in asked.roles],
            as_of=found.day,
            corrections=[Correction(typed=typed, meant=meant) for typed, meant in asked.corrections],
            left_over=list(asked.left_over),
        ),
        answer=handling_answer(found.card) if found.card else None,
        instead_of=CompanyRef.model_validate(found.instead_of) if found.instead_of else None,
        others=[handling_answer(claim) for claim in found.others[:MOST_OTHERS]],
    )
