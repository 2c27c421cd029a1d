"""Follow-ups as JSON: list, plan, change, finish, hand over, delete."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions import follow_ups
from dealmecca.crm.actions.follow_up_changes import change_follow_up
from dealmecca.crm.api.parameters import DONE, about_called, list_page, list_parameters
from dealmecca.crm.queries.lists import list_follow_ups
from dealmecca.crm.queries.rows import get_follow_up, get_mate
from dealmecca.crm.schemas.work import FollowUpAnswer, FollowUpListing, FollowUpValues, NewFollowUp, work_answer
from dealmecca.lib.problems import BadValues

router = Router(tags=["My work"], by_alias=True)


@router.get(
    "",
    response=FollowUpListing,
    operation_id="listFollowUps",
    summary="What you and your team planned",
    openapi_extra=list_parameters(DONE),
)
def list_planned(request: HttpRequest) -> FollowUpListing:
    """Soonest due first."""
    rows, next_cursor = list_page(request, list_follow_ups, is_by_day=True)
    return FollowUpListing(items=[work_answer(FollowUpAnswer, row) for row in rows], next_cursor=next_cursor)


@router.post("", response={201: FollowUpAnswer}, operation_id="planFollowUp", summary="Plan a follow-up")
def post_follow_up(request: HttpRequest, response: HttpResponse, values: NewFollowUp) -> Any:
    """Yours. The same within half a minute answers the one that is there."""
    viewer = viewer_of(request)
    contact, company = about_called(viewer, values.contact_id, values.company_id)
    row, _ = follow_ups.plan_follow_up(
        actor=viewer,
        text=values.text,
        due_on=values.due_on,
        due_time=values.due_time,
        contact=contact,
        company=company,
    )
    response.headers["Location"] = reverse("api:read_follow_up", args=[row.pk])
    return work_answer(FollowUpAnswer, row)


@router.get("/{follow_up_id}", response=FollowUpAnswer, operation_id="getFollowUp", summary="Read a follow-up")
def read_follow_up(request: HttpRequest, follow_up_id: str) -> Any:
    """Your own, or your team's."""
    return work_answer(FollowUpAnswer, get_follow_up(viewer=viewer_of(request), follow_up_id=follow_up_id))


@router.patch("/{follow_up_id}", response=FollowUpAnswer, operation_id="changeFollowUp", summary="Change a follow-up")
def patch_follow_up(request: HttpRequest, follow_up_id: str, values: FollowUpValues) -> Any:
    """Only what is sent changes, all of it or nothing. dueTime goes with dueOn; isDone finishes or opens it again."""
    viewer = viewer_of(request)
    row = get_follow_up(viewer=viewer, follow_up_id=follow_up_id)
    sent = values.model_dump(exclude_unset=True)
    mate = None
    if user_id := sent.pop("user_id", None):
        try:
            mate = get_mate(viewer=viewer, user_id=user_id)
        except ObjectDoesNotExist:
            raise BadValues([("userId", "There is no such team-mate.")]) from None
    if "due_time" in sent and sent.get("due_on") is None:
        raise BadValues([("dueOn", "Send the day with the hour.")])
    is_done = sent.pop("is_done", None)
    change_follow_up(actor=viewer, follow_up=row, values=_given(sent), is_done=is_done, mate=mate)
    return work_answer(FollowUpAnswer, get_follow_up(viewer=viewer, follow_up_id=follow_up_id))


@router.delete("/{follow_up_id}", response={204: None}, operation_id="deleteFollowUp", summary="Delete a follow-up")
def delete_planned(request: HttpRequest, follow_up_id: str) -> None:
    """Gone for good after a day; until then the page can take it back."""
    viewer = viewer_of(request)
    follow_ups.delete_follow_up(actor=viewer, follow_up=get_follow_up(viewer=viewer, follow_up_id=follow_up_id))


def _given(sent: dict[str, Any]) -> dict[str, Any]:
    """A null text is an empty one, which is refused; a null day says nothing."""
    if "text" in sent:
        sent["text"] = sent["text"] or ""
    return {name: value for name, value in sent.items() if name != "due_on" or value is not None}
