"""Notifications as JSON: list, mark as read, and how one is told."""

from django.http import HttpRequest
from ninja import Query, Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.problems import BadValues
from dealmecca.notifications import actions, queries
from dealmecca.notifications.kinds import Channels, cadences
from dealmecca.notifications.schemas import (
    NotificationAnswer,
    NotificationListing,
    PreferenceAnswer,
    PreferenceListing,
    PreferencesValues,
    ReadAnswer,
    ReadValues,
)

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


@router.get(
    "/preferences", response=PreferenceListing, operation_id="listNotificationPreferences", summary="How I am told"
)
def list_preferences(request: HttpRequest) -> PreferenceListing:
    """The caller's own, in the order of the page."""
    channels = queries.channels_of(viewer=viewer_of(request))
    return PreferenceListing(
        items=[
            PreferenceAnswer(kind=kind, label=kind.label, in_app=one.in_app, mail=one.mail, mail_choices=cadences(kind))
            for kind, one in channels.items()
        ]
    )


@router.patch(
    "/preferences",
    response=PreferenceListing,
    operation_id="changeNotificationPreferences",
    summary="Choose how I am told",
)
def change_preferences(request: HttpRequest, values: PreferencesValues) -> PreferenceListing:
    """Kinds that are left out stay as they are; 400 for a cadence that a kind does not have."""
    viewer = viewer_of(request)
    is_now = queries.channels_of(viewer=viewer)
    wanted = {}
    for one in values.items:
        in_app, mail = is_now[one.kind]
        wanted[one.kind] = Channels(in_app if one.in_app is None else one.in_app, one.mail or mail)
    actions.set_preferences(actor=viewer, wanted=wanted)
    return list_preferences(request)
