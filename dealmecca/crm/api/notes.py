"""Notes as JSON: list, write, change and who sees them, delete."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.crm.actions.notes import delete_note, edit_note, write_note
from dealmecca.crm.api.parameters import about_called, list_page, list_parameters
from dealmecca.crm.models.notes import Visibility
from dealmecca.crm.queries.lists import list_notes
from dealmecca.crm.queries.rows import get_note
from dealmecca.crm.schemas.work import NewNote, NoteAnswer, NoteListing, NoteValues, work_answer

router = Router(tags=["My work"], by_alias=True)


@router.get(
    "",
    response=NoteListing,
    operation_id="listNotes",
    summary="Your notes, and those shared with your team",
    openapi_extra=list_parameters(),
)
def list_written(request: HttpRequest) -> NoteListing:
    """Newest first."""
    rows, next_cursor = list_page(request, list_notes)
    return NoteListing(items=[work_answer(NoteAnswer, row) for row in rows], next_cursor=next_cursor)


@router.post("", response={201: NoteAnswer}, operation_id="writeNote", summary="Write a note")
def post_note(request: HttpRequest, response: HttpResponse, values: NewNote) -> Any:
    """PRIVATE unless said otherwise; TEAM needs a sales team and the Team plan."""
    viewer = viewer_of(request)
    contact, company = about_called(viewer, values.contact_id, values.company_id)
    row, _ = write_note(
        actor=viewer,
        text=values.text,
        contact=contact,
        company=company,
        visibility=Visibility(values.visibility or Visibility.PRIVATE),
    )
    response.headers["Location"] = reverse("api:read_note", args=[row.pk])
    return work_answer(NoteAnswer, row)


@router.get("/{note_id}", response=NoteAnswer, operation_id="getNote", summary="Read a note")
def read_note(request: HttpRequest, note_id: str) -> Any:
    """Your own, or one that was shared with your team."""
    return work_answer(NoteAnswer, get_note(viewer=viewer_of(request), note_id=note_id))


@router.patch("/{note_id}", response=NoteAnswer, operation_id="editNote", summary="Change a note, or who sees it")
def patch_note(request: HttpRequest, note_id: str, values: NoteValues) -> Any:
    """Only who wrote it may."""
    viewer = viewer_of(request)
    sent = values.model_dump(exclude_unset=True)
    edit_note(
        actor=viewer,
        note=get_note(viewer=viewer, note_id=note_id),
        text=(sent["text"] or "") if "text" in sent else None,
        visibility=Visibility(sent["visibility"]) if sent.get("visibility") else None,
    )
    return work_answer(NoteAnswer, get_note(viewer=viewer, note_id=note_id))


@router.delete("/{note_id}", response={204: None}, operation_id="deleteNote", summary="Delete a note")
def delete_written(request: HttpRequest, note_id: str) -> None:
    """Gone for good after a day; until then the page can take it back."""
    viewer = viewer_of(request)
    delete_note(actor=viewer, note=get_note(viewer=viewer, note_id=note_id))
