"""Interactions as JSON: list, log, read, correct, delete."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.interactions import delete_interaction, edit_interaction, log_interaction
from dealmecca.crm.api.parameters import about_called, list_page, list_parameters, people_called
from dealmecca.crm.one_line import understand
from dealmecca.crm.queries.lists import list_interactions
from dealmecca.crm.queries.rows import get_interaction
from dealmecca.crm.schemas.work import (
    InteractionAnswer,
    InteractionListing,
    InteractionValues,
    NewInteraction,
    work_answer,
)

router = Router(tags=["My work"], by_alias=True)


@router.get(
    "",
    response=InteractionListing,
    operation_id="listInteractions",
    summary="What you and your team logged",
    openapi_extra=list_parameters(),
)
def list_logged(request: HttpRequest) -> InteractionListing:
    """Newest first. Nobody else's, whatever the caller's role."""
    rows, next_cursor = list_page(request, list_interactions)
    return InteractionListing(items=[work_answer(InteractionAnswer, row) for row in rows], next_cursor=next_cursor)


@router.post("", response={201: InteractionAnswer}, operation_id="logInteraction", summary="Log an interaction")
def post_interaction(request: HttpRequest, response: HttpResponse, values: NewInteraction) -> Any:
    """With people, an account, or both. Plans no follow-up; the same within half a minute answers the one there is."""
    viewer = viewer_of(request)
    said = understand(values.text, today=timezone.localdate(timezone=viewer.zone))
    _, company = about_called(viewer, None, values.company_id)
    row, _ = log_interaction(
        actor=viewer,
        text=values.text,
        kind=values.kind or said.kind or "OTHER",
        outcome=said.outcome if values.outcome is None else values.outcome,
        happened_at=values.happened_at,
        contacts=people_called(viewer, values.contact_ids or []),
        company=company,
    )
    response.headers["Location"] = reverse("api:read_interaction", args=[row.pk])
    return work_answer(InteractionAnswer, row)


@router.get(
    "/{interaction_id}", response=InteractionAnswer, operation_id="getInteraction", summary="Read an interaction"
)
def read_interaction(request: HttpRequest, interaction_id: str) -> Any:
    """Your own, or your team's."""
    return work_answer(InteractionAnswer, get_interaction(viewer=viewer_of(request), interaction_id=interaction_id))


@router.patch(
    "/{interaction_id}", response=InteractionAnswer, operation_id="editInteraction", summary="Correct an interaction"
)
def patch_interaction(request: HttpRequest, interaction_id: str, values: InteractionValues) -> Any:
    """Only what is sent changes; contactIds replaces all people. Only who logged it may."""
    viewer = viewer_of(request)
    row = get_interaction(viewer=viewer, interaction_id=interaction_id)
    sent = values.model_dump(exclude_unset=True)
    for name in ("text", "kind", "outcome"):
        if name in sent:
            sent[name] = sent[name] or ""
    if "company_id" in sent:
        _, sent["company"] = about_called(viewer, None, sent.pop("company_id"))
    if "contact_ids" in sent:
        sent["contacts"] = people_called(viewer, sent.pop("contact_ids") or [])
    if sent.get("happened_at", ...) is None:
        del sent["happened_at"]
    edit_interaction(actor=viewer, interaction=row, values=sent)
    return work_answer(InteractionAnswer, get_interaction(viewer=viewer, interaction_id=interaction_id))


@router.delete(
    "/{interaction_id}", response={204: None}, operation_id="deleteInteraction", summary="Delete an interaction"
)
def delete_logged(request: HttpRequest, interaction_id: str) -> None:
    """Gone for good after a day; until then the page can take it back."""
    viewer = viewer_of(request)
    delete_interaction(actor=viewer, interaction=get_interaction(viewer=viewer, interaction_id=interaction_id))
