"""Imports as JSON: bring a file in, ask how far it is and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.imports import actions, queries
from dealmecca.imports.models import Import
from dealmecca.imports.schemas import ImportAnswer, ImportOptions
from dealmecca.lib.problems import BadValues

router = Router(tags=["Imports"], by_alias=True)

FIELDS = {"file", "csrfmiddlewaretoken", *(field.alias for field in ImportOptions.model_fields.values())}


@router.post("", response={202: ImportAnswer}, operation_id="startImport", summary="Import a file")
def start_import(
    request: HttpRequest, response: HttpResponse, options: Form[ImportOptions], file: File[UploadedFile]
) -> ImportAnswer:
    """A CSV or XLSX file of companies, people or both, for those on a Pro or Team plan. The work goes on in the
    background: ask the address in Location how far it is."""
    sent = [(name, len(part.getlist(name))) for part in (request.POST, request.FILES) for name in part]
    wrong = [(name, "There is no such field.") for name, _ in sent if name not in FIELDS]
    wrong += [(name, f"Give {name} once.") for name, times in sent if name in FIELDS and times > 1]
    if wrong:
        raise BadValues(sorted(wrong))
    item = actions.start_import(
        actor=viewer_of(request),
        file=file,
        filename=file.name or "",
        kind=options.kind,
        mapping=options.mapping,
        match=options.match,
        source=options.source,
        mode=options.mode,
        door=Door.API,
        preview_only=options.dry_run,
    )
    response.headers["Location"] = reverse("api:get_import", args=[item.pk])
    return _answer(item)


@router.get("/{import_id}", response=ImportAnswer, operation_id="getImport", summary="Follow an import")
def get_import(request: HttpRequest, import_id: str) -> ImportAnswer:
    """How far it is, and what it did so far. People see their own imports; moderators and administrators see all."""
    return _answer(queries.get_import(viewer=viewer_of(request), import_id=import_id))


def _answer(item: Import) -> ImportAnswer:
    return ImportAnswer.model_validate(queries.read_report(item))
