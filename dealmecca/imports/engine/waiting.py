"""Writing the review queue: names once each, the statements that wait for them, and both found again."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Protocol

from dealmecca.database.bulk import insert_rows
from dealmecca.imports.engine.names import Question
from dealmecca.imports.engine.statements import Statement
from dealmecca.imports.models import Decision, RowState, WaitingName, WaitingRow


class Waits(Protocol):
    """A statement of a row and what it waits for: engine.accounts.Kept."""

    @property
    def row(self) -> Any: ...
    @property
    def statement(self) -> Statement: ...
    @property
    def questions(self) -> tuple[Question, ...]: ...


def fingerprint_of(said: Statement) -> str:
    return hashlib.sha256(json.dumps(said.as_json(), sort_keys=True).encode()).hexdigest()


def left_out_fingerprints() -> set[str]:
    """Statements that somebody decided to leave out: the same file again does not bring them back."""
    return set(WaitingRow.objects.filter(state=RowState.IGNORED).values_list("fingerprint", flat=True))


def keep_waiting(kept: Sequence[Waits], import_id: str) -> None:
    """Names that are open already get more rows; statements that wait already stay with the import they came in."""
    if not kept:
        return
    names = open_names([question for each in kept for question in each.questions])
    by_print = {fingerprint_of(each.statement): each for each in kept}
    there = {row.fingerprint: row for row in WaitingRow.objects.filter(fingerprint__in=by_print)}
    new = [
        WaitingRow(item_id=import_id, number=each.row.number, cells=each.statement.as_json(), fingerprint=mark)
        for mark, each in by_print.items()
        if mark not in there
    ]
    insert_rows(WaitingRow, new)
    again = [row.pk for row in there.values() if row.state != RowState.WAITING]
    if again:  # what it was written to, or why it was refused, is gone
        WaitingRow.objects.filter(pk__in=again).update(state=RowState.WAITING, reason="")
    rows = [*new, *there.values()]
    WaitingRow.names.through.objects.bulk_create(
        [
            WaitingRow.names.through(waitingrow_id=row.pk, waitingname_id=names[question.kind, question.key])
            for row in rows
            for question in by_print[row.fingerprint].questions
        ],
        ignore_conflicts=True,
    )


def open_names(questions: Sequence[Question]) -> dict[tuple[str, str], str]:
    """{(kind, key): id} of these names' rows in the queue, made where they are missing."""
    wanted = {(question.kind.value, question.key): question for question in questions}
    stored = WaitingName.objects.filter(decision=Decision.OPEN, key__in={key for _, key in wanted})
    found = {(kind, key): pk for kind, key, pk in stored.values_list("kind", "key", "pk")}
    new = [
        WaitingName(
            kind=question.kind, text=question.text[:255], about=question.about[:255], key=question.key,
            guesses=list(question.guesses),
        )
        for pair, question in wanted.items()
        if pair not in found
    ]  # fmt: skip
    insert_rows(WaitingName, new)
    return found | {(str(name.kind), name.key): name.pk for name in new}
