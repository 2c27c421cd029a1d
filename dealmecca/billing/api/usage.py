"""What the caller used and has left, and why, as JSON."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.plans import plan_of
from dealmecca.billing.queries.receipts import list_receipts
from dealmecca.billing.queries.usage import month_of, searches_used
from dealmecca.billing.schemas import ReceiptAnswer, ReceiptListing, UnitAnswer, UsageAnswer
from dealmecca.lib.problems import BadValues
from dealmecca.lib.query_values import QueryReader, whole_number

router = Router(tags=["Me"], by_alias=True)
MOST_ROWS, DEFAULT_ROWS = 100, 25
PAGE_PARAMETERS = [
    {
        "in": "query",
        "name": "cursor",
        "required": False,
        "description": "The nextCursor of the page before.",
        "schema": {"type": "string"},
    },
    {
        "in": "query",
        "name": "limit",
        "required": False,
        "description": "Items a page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": DEFAULT_ROWS},
    },
]


@router.get("/usage", response=UsageAnswer, operation_id="myUsage", summary="What I used and have left")
def my_usage(request: HttpRequest) -> UsageAnswer:
    """This month of the caller's own; asking costs nothing."""
    viewer = viewer_of(request)
    months = month_of(user=viewer)
    searches = months[0]
    return UsageAnswer(
        plan=plan_of(viewer).name,
        month_begins_at=searches.usage.begins_at,
        month_ends_at=searches.usage.resets_at,
        units=[
            UnitAnswer(unit=month.usage.unit, used=month.used, limit=month.usage.limit, left=month.usage.left)
            for month in months
        ],
        searches_used=searches_used(user=viewer),
        searches_this_month=searches.used,
        searches_reset_at=searches.usage.resets_at,
        requests_an_hour=plan_of(viewer).requests_an_hour,
    )


@router.get(
    "/receipts",
    response=ReceiptListing,
    operation_id="myReceipts",
    summary="What each unit was for",
    openapi_extra={"parameters": PAGE_PARAMETERS},
)
def my_receipts(request: HttpRequest) -> ReceiptListing:
    """The caller's own ledger, newest first. Entries never change; what was given back is an entry of its own."""
    asked = QueryReader(request.GET)
    cursor, limit = asked.one("cursor", str), asked.one("limit", whole_number(1, MOST_ROWS)) or DEFAULT_ROWS
    if asked.problems:
        raise BadValues([(name, sentence) for name, said in asked.problems.items() for sentence in said])
    try:
        entries, next_cursor = list_receipts(viewer=viewer_of(request), cursor=cursor, limit=limit)
    except ValueError as error:
        raise BadValues([("cursor", str(error))]) from None
    items = [
        ReceiptAnswer(
            id=one.pk,
            at=one.at,
            unit=one.unit,
            amount=one.amount,
            reason=one.reason,
            what=one.what,
            refund_of=one.refund_of_id,
        )
        for one in entries
    ]
    return ReceiptListing(items=items, next_cursor=next_cursor)
