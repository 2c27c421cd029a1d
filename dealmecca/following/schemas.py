"""JSON shapes of what people follow."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Id, Values


class FollowAnswer(Answer):
    id: str
    kind: Literal["company", "contact"]
    company_id: str | None
    contact_id: str | None
    name: str | None = Field(description="The last one, when the record was deleted")
    followed_at: datetime


class FollowListing(Answer):
    items: list[FollowAnswer]
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")


class FollowValues(Values):
    """One of the two."""

    company_id: Id | None = Field(default=None, description="A company, with its offices, subsidiaries and brands.")
    contact_id: Id | None = Field(default=None, description="A person.")
