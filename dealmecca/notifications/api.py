"""Notifications as JSON: list, and mark as read."""

from django.http import HttpRequest
from ninja import Query, Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.problems import BadValues
from dealmecca.notifications import actions, queries
from dealmecca.notifications.schemas import NotificationAnswer, NotificationListing, ReadAnswer, ReadValues

router = Router(tags=["Notifications"], by_alias=True)


@router.get("", response=NotificationListing, operation_id="listNotifications", summary="What I was told")
def list_notifications(
    request: HttpRequest,
    unread: bool = Query(False, description="Only those that are unread."),
    cursor: str = Query("", description="The nextCursor of the page before, with everything else unchanged."),
    limit: int = Query(30, ge=1, le=100, description="Items a page."),
) -> NotificationListing:
    """The caller's own, newest first. Listing marks nothing as read."""
    viewer = viewer_of(request)
    try:
        rows, next_cursor = queries.list_notifications(
            viewer=viewer, after=cursor or None, limit=limit, only_unread=unread
        )
    except ValueError as error:
        raise BadValues([("cursor", str(error))]) from None
    return NotificationListing(
        items=[NotificationAnswer.model_validate(row) for row in rows],
        next_cursor=next_cursor,
        unread_count=queries.unread_count(viewer=viewer),
    )


@router.post("/read", response=ReadAnswer, operation_id="readNotifications", summary="Mark as read")
def read_notifications(request: HttpRequest, values: ReadValues) -> ReadAnswer:
    """Those named, or all. Ids that are none of the caller's are passed over: there is nothing to mark."""
    viewer = viewer_of(request)
    actions.mark_all_read(actor=viewer, ids=values.ids)
    return ReadAnswer(unread_count=queries.unread_count(viewer=viewer))
