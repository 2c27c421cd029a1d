"""JSON shapes of partnerships."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Day, Text, Values
from dealmecca.roster.schemas.named import CompanyRef, HowCode, HowText
from dealmecca.roster.vocabularies import DISCIPLINE, MARKET

_CompanyKey = Annotated[str, Field(max_length=120, description="Id or slug")]


class PartnershipAnswer(Answer):
    """An agency works for an advertiser, at a discipline, in a market."""

    id: str
    agency: CompanyRef
    advertiser: CompanyRef
    discipline: str
    market: str
    is_aor: bool = Field(description="Agency of record")
    since: date
    is_since_known: bool = Field(description="False: since is the day on which we first knew of it")
    until: date | None = Field(description="The first day on which it was no longer so")
    in_review_since: date | None = Field(description="Since then the advertiser asks other agencies too")
    source: Text
    how: HowCode
    created_at: datetime


class PartnershipList(Answer):
    items: list[PartnershipAnswer]
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")


class NewPartnership(Values):
    agency_id: _CompanyKey
    advertiser_id: _CompanyKey
    discipline: Annotated[
        str, Field(max_length=80, description=f"A code, its label or a usual name: {', '.join(DISCIPLINE.codes)}")
    ]
    market: Annotated[
        str, Field(max_length=80, description=f"A code, its label or a usual name: {', '.join(MARKET.codes)}")
    ]
    is_aor: bool = False
    since: Day | None = Field(default=None, description="Left out: known since today")
    until: Day | None = None
    source: Annotated[str, Field(max_length=255)] | None = Field(default=None, description="Where it was read or heard")
    how: HowText | None = None
    replaces: bool = Field(
        default=False, description="The present agency of record ends on the day this one begins; without it, 409"
    )


class PartnershipChange(Values):
    """Either until, or inReviewSince."""

    until: Day | None = Field(default=None, description="The first day without it")
    with_duties: bool = Field(default=False, description="Ends too what the agency's people handle for the advertiser")
    in_review_since: Day | None = Field(default=None, description="null: the review is over and the agency stays")
