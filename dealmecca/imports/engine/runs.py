"""A run over a whole file: rows in batches, each batch one transaction, and where it stands after each."""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.db import OperationalError, transaction

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.companies import HIERARCHY
from dealmecca.directory.actions.suppressions import Suppressed
from dealmecca.directory.permissions import Actor
from dealmecca.imports.engine.accounts import Accounts
from dealmecca.imports.engine.batches import Batch, settle_shelf, write_shelf
from dealmecca.imports.engine.columns import REASON_HEADER, Columns
from dealmecca.imports.engine.known import Shelf
from dealmecca.imports.engine.lookups import Lookups
from dealmecca.imports.engine.matching import Matcher
from dealmecca.imports.engine.preparing import Preparation, batches_of
from dealmecca.imports.engine.refused_rows import RefusedRows
from dealmecca.imports.engine.rows import FileRow, Problem
from dealmecca.imports.engine.suppressed import refuse_suppressed
from dealmecca.imports.engine.tally import Examples, Findings, Tally
from dealmecca.imports.engine.waiting import keep_waiting
from dealmecca.imports.models import Mode
from dealmecca.imports.undoing.journals import journal_of_batch
from dealmecca.lib.tables import TableShape

BATCH_ROWS = 500
ATTEMPTS = 3  # a deadlock or a lock that lasts too long: the batch is tried again from its beginning


class Stopped(Exception):
    """Raised by `keep` to end a run; the batch at hand is rolled back."""


@dataclass
class Progress:
    """Where a run stands. `next_row` is how many rows are dealt with, `refused_bytes` how much of the CSV is theirs."""

    next_row: int = 0
    tally: Tally = field(default_factory=Tally)
    findings: Findings = field(default_factory=Findings)
    examples: Examples = field(default_factory=Examples)
    refused_bytes: int = 0

    def copy(self) -> "Progress":
        return Progress(
            self.next_row,
            Tally.from_json(self.tally.as_json()),
            Findings.from_json(self.findings.as_json()),
            Examples.from_json(self.examples.as_json()),
            self.refused_bytes,
        )


@dataclass(frozen=True)
class Order:
    """What to run. `import_id` "" is a dry run: the same decisions, nothing written."""

    path: Path
    shape: TableShape
    columns: Columns
    source: str
    ids_alone: bool = False
    actor: Actor = None
    import_id: str = ""
    refused_to: Path | None = None
    mode: str = Mode.UPDATE


def run(order: Order, keep: Callable[[Progress], None], start: Progress | None = None) -> Progress:
    """Works through the rows from `start` on; `keep` stores each batch's progress inside its transaction.

    Raises UnusableFile when the file breaks off, and what `keep` raises.
    """
    progress = start or Progress()
    accounts = Accounts(Shelf(), order.actor)
    refused = RefusedRows(order.refused_to, order.shape.header, progress.refused_bytes) if order.refused_to else None
    wanted = Preparation(order.path, order.shape, order.columns, progress.next_row, BATCH_ROWS)
    with closing(batches_of(wanted)) as batches:
        for rows in batches:
            progress = _attempt(order, accounts, rows, progress, refused, keep)
    return progress


def _attempt(
    order: Order,
    accounts: Accounts,
    rows: Sequence[FileRow],
    progress: Progress,
    refused: RefusedRows | None,
    keep: Callable[[Progress], None],
) -> Progress:
    if not order.import_id:
        return _dry_batch(order, accounts, rows, progress, refused, keep)
    for attempt in range(1, ATTEMPTS + 1):
        accounts.shelf.clear()
        accounts.ledger.clear()
        try:
            return _real_batch(order, accounts, rows, progress.copy(), refused, keep)
        except (OperationalError, Suppressed):  # the latter came into the ledger meanwhile
            accounts.names.forget()
            if attempt == ATTEMPTS:
                raise
            time.sleep(0.2 * attempt)
    raise AssertionError("unreachable")


@transaction.atomic
def _real_batch(
    order: Order,
    accounts: Accounts,
    rows: Sequence[FileRow],
    progress: Progress,
    refused: RefusedRows | None,
    keep: Callable[[Progress], None],
) -> Progress:
    lock_until_commit("import")
    if "company.parent" in order.columns.positions():
        lock_until_commit(HIERARCHY)
    lookups = Lookups(
        accounts.shelf, names=accounts.names, source=order.source, import_id=order.import_id, has_lock=True
    )
    lookups.load(rows)
    lookups.load_marks()
    _decide(order, accounts, rows, progress, refused)
    journal = journal_of_batch(accounts.shelf, accounts.ledger, order.import_id)
    write_shelf(accounts.shelf, actor=order.actor, source=order.source, import_id=order.import_id)
    for row, reason in accounts.ledger.write(order.actor, order.import_id):
        progress.findings.add(row, Problem("", reason, is_warning=True))
    journal.keep()
    keep_waiting(accounts.kept, order.import_id)
    keep(progress)
    return progress


def _dry_batch(
    order: Order,
    accounts: Accounts,
    rows: Sequence[FileRow],
    progress: Progress,
    refused: RefusedRows | None,
    keep: Callable[[Progress], None],
) -> Progress:
    Lookups(accounts.shelf, names=accounts.names, source=order.source, import_id="", has_lock=False).load(rows)
    _decide(order, accounts, rows, progress, refused)
    settle_shelf(accounts.shelf)
    keep(progress)
    return progress


def _decide(
    order: Order, accounts: Accounts, rows: Sequence[FileRow], progress: Progress, refused: RefusedRows | None
) -> None:
    targets = order.columns.positions()
    refuse_suppressed(rows, order.columns, order.source)
    accounts.load(rows)
    matcher = Matcher(
        accounts.shelf,
        ids_alone=order.ids_alone,
        company_ids="company.external_id" in targets,
        contact_ids="contact.external_id" in targets,
    )
    batch = Batch(
        accounts.shelf, matcher, accounts, order.columns, progress.tally, progress.findings, progress.examples,
        order.mode,
    )  # fmt: skip
    batch.apply(rows)
    progress.next_row += len(rows)
    if refused:
        refused.keep(progress.refused_bytes)
        progress.refused_bytes = refused.append(batch.refused)


def layout_source(shape: TableShape) -> str:
    """The name of a source that nobody named: next month's export with the same columns has the same record ids."""
    headers = sorted(header.casefold() for header in shape.header if header != REASON_HEADER)
    return "layout " + hashlib.sha256(json.dumps(headers).encode()).hexdigest()[:16]
