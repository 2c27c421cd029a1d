"""Taking a file in, changing what its columns mean, starting, cancelling and resuming the work on it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.directory.permissions import Actor, require
from dealmecca.history.models import Door
from dealmecca.imports.actions.running import NOTHING_DONE, SILENCE, enqueue, fail_import, shape_as_json, sweep_marks
from dealmecca.imports.engine.columns import Columns, NoNames, choose_columns, look_at
from dealmecca.imports.engine.runs import layout_source
from dealmecca.imports.engine.suppressed import shown_sample
from dealmecca.imports.engine.targets import UnknownTarget
from dealmecca.imports.files import forget_files, forget_table, keep_upload, table_of
from dealmecca.imports.models import WORKING, Import, Kind, Match, Mode, State
from dealmecca.imports.permissions import START_SENTENCE, STEER_SENTENCE, can_start_import, can_steer_import
from dealmecca.imports.queries import last_of_layout
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.ids import new_id
from dealmecca.lib.tables import TableShape, UnusableFile

KEPT_UNDECIDED = timedelta(days=7)  # an upload that nobody goes on with


class Upload(Protocol):
    """A file as Django hands it over."""

    def chunks(self) -> Iterable[bytes]: ...


def start_import(
    *,
    actor: Actor,
    file: Upload,
    filename: str,
    kind: str = "auto",
    mapping: Mapping[str, str | None] | None = None,
    match: str = "auto",
    source: str = "",
    mode: str = "update",
    door: Door,
    preview_only: bool = False,
) -> Import:
    """Keep the file and set the work on it going: at once to the end, or as far as a preview.

    A file in which no name was recognised is kept without a preview for somebody to map it by hand (preview_only), else
    refused. Raises ValidationError (by "file", "mapping", "kind", "match", "mode" or "source") and PermissionDenied.
    """
    require(can_start_import(actor), START_SENTENCE)
    _check_choices(kind, match, source, mode)
    item = Import(
        pk=new_id(), actor=actor, door=door, filename=_shown_name(filename), match=match, kind=kind, source=source,
        mode=mode,
    )  # fmt: skip
    try:
        path = keep_upload(item.pk, _capped(file))
        item.byte_count = path.stat().st_size
        shape = _look_at(path)
        columns, problem = _remembered(item, shape, kind, mapping) or _columns_of(
            shape, kind, mapping, match, keeps_unnamed=preview_only
        )
        describe(item, shape, columns)
        item.error = problem
        with transaction.atomic():
            item.state = State.PREVIEWED if problem else State.UPLOADED if preview_only else State.APPLYING
            item.save(force_insert=True)
            if not problem:
                enqueue("run_preview" if preview_only else "run_import", item)
    except BaseException:
        forget_files(item.pk)
        raise
    return item


def change_mapping(
    *, actor: Actor, item: Import, mapping: Mapping[str, str | None], kind: str | None = None, mode: str | None = None
) -> Import:
    """Other meanings for the columns, and a new preview. Raises ValidationError, Conflict and PermissionDenied."""
    require(can_steer_import(actor, item), STEER_SENTENCE)
    shape = TableShape(**item.shape)
    columns, _ = _columns_of(shape, kind or Kind.AUTO, mapping, item.match, keeps_unnamed=False)
    with transaction.atomic():
        changed = Import.objects.filter(
            pk=item.pk, state__in=(State.UPLOADED, State.PREVIEWING, State.PREVIEWED)
        ).update(
            mapping=columns.mapping, kind=columns.kind, mode=mode or item.mode,
            state=State.UPLOADED, claimed_by="", error="", mapped_like=None,
            heartbeat_at=timezone.now(), previewed=None, **NOTHING_DONE,
        )  # fmt: skip
        if not changed:
            raise Conflict("This import can no longer be changed. Import the file again to map it differently.")
        enqueue("run_preview", item)
    item.refresh_from_db()
    return item


def request_apply(*, actor: Actor, item: Import) -> Import:
    """Write what the preview has shown. Raises Conflict and PermissionDenied; a second click changes nothing."""
    require(can_steer_import(actor, item), STEER_SENTENCE)
    with transaction.atomic():
        started = Import.objects.filter(pk=item.pk, state=State.PREVIEWED, previewed__isnull=False).update(
            state=State.APPLYING, claimed_by="", error="", heartbeat_at=timezone.now(), **NOTHING_DONE
        )
        if started:
            enqueue("run_import", item)
    item.refresh_from_db()
    if not started and item.state not in (State.APPLYING, State.DONE):
        raise Conflict("This import has no preview to apply. Check its columns first.")
    return item


def cancel_import(*, actor: Actor, item: Import) -> Import:
    """Stop after the batch at hand; what was written stays. An import that has ended stays as it is."""
    require(can_steer_import(actor, item), STEER_SENTENCE)
    ends: dict[str, Any] = {"state": State.CANCELLED, "claimed_by": "", "finished_at": timezone.now()}
    if not Import.objects.filter(pk=item.pk, state=State.APPLYING).update(**ends):
        waiting = Import.objects.filter(pk=item.pk, state__in=(*WORKING, State.PREVIEWED))
        waiting.update(**ends, **NOTHING_DONE)
    item.refresh_from_db()
    if item.state == State.CANCELLED:
        forget_table(item.pk)
        sweep_marks(item.pk)
    return item


def resume_stalled_imports() -> int:
    """Put imports whose worker is gone back into the queue; returns how many. Two workers asking do no harm."""
    silent = timezone.now() - SILENCE
    count = 0
    for item in Import.objects.filter(state__in=WORKING, heartbeat_at__lt=silent).order_by("heartbeat_at"):
        with transaction.atomic():
            if not Import.objects.filter(pk=item.pk, state=item.state, heartbeat_at=item.heartbeat_at).update(
                heartbeat_at=timezone.now(), claimed_by=""
            ):
                continue  # it lives, or another worker was here first
            if item.door == Door.CLI or not table_of(item.pk).exists():
                fail_import(item, "The command was interrupted. Run it again: it goes on where it stopped.")
                continue
            enqueue("run_import" if item.state == State.APPLYING else "run_preview", item)
            count += 1
    return count


def forget_undecided_uploads() -> int:
    """Uploads that were never applied do not lie around for ever."""
    old = Import.objects.filter(state=State.PREVIEWED, created_at__lt=timezone.now() - KEPT_UNDECIDED)
    ids = list(old.values_list("pk", flat=True))
    for import_id in ids:
        if Import.objects.filter(pk=import_id, state=State.PREVIEWED).update(
            state=State.CANCELLED, finished_at=timezone.now()
        ):
            forget_files(import_id)
    return len(ids)


def _remembered(
    item: Import, shape: TableShape, kind: str, mapping: Mapping[str, str | None] | None
) -> tuple[Columns, str] | None:
    """The columns as this member used them last in a file with the same column names; what is named here wins."""
    like = last_of_layout(actor=item.actor, layout=layout_source(shape), kind=kind) if mapping is None else None
    if like is None:
        return None
    by_name = {header.casefold(): target for header, target in like.mapping.items()}
    try:
        columns = choose_columns(shape, kind=like.kind, chosen={h: by_name.get(h.casefold()) for h in shape.header})
        check_match(columns, item.match)
    except UnusableFile:  # what columns are called has changed its meaning since
        return None
    item.mapped_like = like
    return columns, ""


def describe(item: Import, shape: TableShape, columns: Columns) -> None:
    item.shape = shape_as_json(shape) | {"sample": shown_sample(shape.sample)}
    item.mapping = columns.mapping
    item.kind = columns.kind
    item.layout = layout_source(shape)
    item.source = item.source or item.layout


def _look_at(path: Path) -> TableShape:
    try:
        return look_at(path)
    except UnusableFile as error:
        raise ValidationError({"file": [str(error)]}) from None


def _columns_of(
    shape: TableShape, kind: str, mapping: Mapping[str, str | None] | None, match: str, *, keeps_unnamed: bool
) -> tuple[Columns, str]:
    """The columns, and what is the matter with them when they are kept all the same."""
    try:
        columns = choose_columns(shape, kind=kind, chosen=mapping)
        check_match(columns, match)
    except UnknownTarget as error:
        raise ValidationError({"mapping": [str(error)]}) from None
    except NoNames as error:
        if keeps_unnamed:
            return error.columns, error.short
        raise ValidationError({"mapping" if mapping else "file": [str(error)]}) from None
    except UnusableFile as error:
        raise ValidationError({"file": [str(error)]}) from None
    return columns, ""


def check_match(columns: Columns, match: str) -> None:
    """Raises UnusableFile when record ids alone shall count and no column holds any."""
    targets = columns.positions()
    if match == Match.EXTERNAL_ID and not {"company.external_id", "contact.external_id"} & set(targets):
        raise UnusableFile(
            "Only record ids count in this import, and no column holds them. "
            'Say which one does, such as --map "Record ID=contact.external_id".'
        )


def _check_choices(kind: str, match: str, source: str, mode: str) -> None:
    errors: dict[str, Any] = {}
    if kind not in Kind.values:
        errors["kind"] = [f"{kind!r} is none of {', '.join(Kind.values)}."]
    if match not in Match.values:
        errors["match"] = [f"{match!r} is none of {', '.join(Match.values)}."]
    if mode not in Mode.values:
        errors["mode"] = [f"{mode!r} is none of {', '.join(Mode.values)}."]
    if len(source) > 120 or "\0" in source:
        errors["source"] = ["The name of a source has at most 120 characters."]
    if errors:
        raise ValidationError(errors)


def _shown_name(filename: str) -> str:
    """The file's name without folders and characters that are no text."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    name = "".join(character for character in name if character.isprintable()).strip()
    return name[:255] or "file"


def _capped(file: Upload) -> Iterable[bytes]:
    size = 0
    for chunk in file.chunks():
        size += len(chunk)
        if size > settings.IMPORT_MAX_BYTES:
            most = settings.IMPORT_MAX_BYTES // 2**20
            raise ValidationError({"file": [f"The file is larger than {most} MB, the most that can be imported."]})
        yield chunk
