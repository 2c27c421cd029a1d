"""JSON shapes of usage and receipts."""

from datetime import datetime

from pydantic import Field

from dealmecca.lib.json_shapes import Answer


class UnitAnswer(Answer):
    unit: str = Field(description="SEARCH or EXPORTED_ROW")
    used: int
    limit: int | None = Field(description="null: without limit")
    left: int | None = Field(description="null: without limit")


class UsageAnswer(Answer):
    plan: str
    month_begins_at: datetime
    month_ends_at: datetime
    units: list[UnitAnswer]
    searches_used: int = Field(description="Ever, less what was given back")
    searches_this_month: int
    searches_reset_at: datetime
    requests_an_hour: int | None = Field(description="null: without limit")


class ReceiptAnswer(Answer):
    id: str
    at: datetime
    unit: str
    amount: int = Field(description="Negative: given back")
    reason: str = Field(description="CHARGED, INCLUDED (no limit at that moment), REFUND_FAILED or REFUND_EMPTY")
    what: str
    refund_of: str | None = Field(description="The receipt that this one takes back")


class ReceiptListing(Answer):
    items: list[ReceiptAnswer]
    next_cursor: str | None = Field(description="Send it as cursor to get the next page; null on the last one")
