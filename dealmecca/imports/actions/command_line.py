"""Importing a file where it lies, in the process that was asked to: the command line's way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from dealmecca.history.models import Door
from dealmecca.imports.actions.running import claim_import, fail_import, finish_import, keep_progress, sentence_of
from dealmecca.imports.actions.starting import check_match, describe
from dealmecca.imports.engine.columns import Columns, choose_columns, look_at
from dealmecca.imports.engine.runs import Order, Progress, layout_source, run
from dealmecca.imports.models import Import, Match, Mode, State
from dealmecca.imports.queries import report_of
from dealmecca.lib.tables import TableShape


@dataclass(frozen=True)
class Command:
    """A file that can be imported, and how."""

    path: Path
    shape: TableShape
    columns: Columns
    match: str
    source: str
    mode: str = Mode.UPDATE


def begin_command(
    *,
    path: Path,
    kind: str,
    mapping: Mapping[str, str | None],
    match: str,
    source: str,
    mode: str = Mode.UPDATE,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Command:
    """Look at the file and settle its columns. Raises UnusableFile and UnknownTarget, each with a sentence."""
    shape = look_at(path, encoding=encoding, delimiter=delimiter)
    columns = choose_columns(shape, kind=kind, chosen=mapping)
    check_match(columns, match)
    return Command(path, shape, columns, match, source or layout_source(shape), mode)


def run_command(
    command: Command, *, dry_run: bool, refused_to: Path | None, tell: Callable[[Progress], None]
) -> dict[str, Any]:
    """Run it to its end and return the report; `tell` hears of every batch. A dry run writes nothing at all."""
    order = Order(
        path=command.path,
        shape=command.shape,
        columns=command.columns,
        source=command.source,
        ids_alone=command.match == Match.EXTERNAL_ID,
        refused_to=refused_to,
        mode=command.mode,
    )
    if dry_run:
        progress = run(order, tell)
    else:
        progress = _run_for_good(command, order, tell)
    return {
        **report_of(progress.tally.as_json(), progress.findings.as_json(), command.columns.mapping),
        "kind": command.columns.kind,
        "match": command.match,
        "mode": command.mode,
        "source": command.source,
        "encoding": command.shape.encoding,
        "delimiter": command.shape.delimiter,
        "sheet": command.shape.sheet,
        "dryRun": dry_run,
    }


def _run_for_good(command: Command, order: Order, tell: Callable[[Progress], None]) -> Progress:
    item = Import(
        door=Door.CLI,
        filename=command.path.name[:255],
        byte_count=command.path.stat().st_size,
        match=command.match,
        source=command.source,
        mode=command.mode,
        state=State.APPLYING,
        started_at=timezone.now(),
    )
    describe(item, command.shape, command.columns)
    item.save(force_insert=True)
    claim = claim_import(item.pk, State.APPLYING)
    keep = keep_progress(item, claim)

    def keep_and_tell(progress: Progress) -> None:
        keep(progress)
        tell(progress)

    try:
        progress = run(Order(**{**vars(order), "import_id": item.pk}), keep_and_tell)
    except BaseException as error:
        stopped = "The command was stopped. Run it again: it goes on where it stopped."
        fail_import(item, sentence_of(error) if isinstance(error, Exception) else stopped)
        raise
    Import.objects.filter(pk=item.pk).update(rows_total=progress.tally.rows, heartbeat_at=timezone.now())
    finish_import(item, claim)
    return progress
