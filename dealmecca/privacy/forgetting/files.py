"""What imports keep of a person: rows that wait, reports, files of refused rows, uploads that nobody imported yet."""

import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from dealmecca.directory.models import LearntWord
from dealmecca.history.models import Change
from dealmecca.imports.files import forget_files as forget_folder
from dealmecca.imports.files import refused_of, table_of
from dealmecca.imports.models import ENDED, Import, State, WaitingName, WaitingRow
from dealmecca.lib.tables import TableShape, UnusableFile, read_rows
from dealmecca.privacy.forgetting.person import Person

STOPPED = "Stopped: somebody in this file asked to be removed. Import the file again; their row will be refused."
_QUOTED = re.compile(r"“[^”]*”|'[^']*'")
_REPORTS = ("problems", "examples", "shape")


def forget_waiting_rows(person: Person) -> None:
    """Rows and names that wait for a decision, and what reports of their imports quote."""
    rows = WaitingRow.objects.annotate(text=Cast("cells", TextField())).filter(_holds("text", person))
    WaitingRow.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    WaitingName.objects.filter(Q(contact=person.id) | _holds("text", person) | _holds("about", person)).delete()
    LearntWord.objects.filter(_holds("text", person)).delete()
    written = Change.objects.filter(record_kind="contact", record_id__in=person.ids).exclude(batch="")
    batches = written.values_list("batch", flat=True)
    named = Q(pk__in=list(batches))
    reports = Import.objects.annotate(**{f"{name}_text": Cast(name, TextField()) for name in _REPORTS})
    for name in _REPORTS:
        named |= _holds(f"{name}_text", person)
    for item in reports.filter(named).order_by("pk"):
        forget_report(item, person)


def forget_report(item: Import, person: Person) -> None:
    """Numbers of rows and reasons stay; what reasons quote, and rows of the person among examples, go."""
    problems = dict(item.problems)
    problems["problems"] = [
        {**one, "reason": _QUOTED.sub("“…”", one["reason"])} for one in problems.get("problems", [])
    ]
    for values in problems.get("unknown_values", {}).values():
        for text in [text for text in values if text in person.details]:
            del values[text]
    examples = dict(item.examples)
    if "rows" in examples:
        examples["rows"] = {
            outcome: [one for one in shown if not person.is_in([json.dumps(one, ensure_ascii=False)])]
            for outcome, shown in examples["rows"].items()
        }
    sample = [row for row in item.shape.get("sample", []) if not person.is_in(row)]
    values = {"problems": person.mend_json(problems), "examples": examples, "shape": {**item.shape, "sample": sample}}
    Import.objects.filter(pk=item.pk).update(**values)


def forget_files(person: Person) -> None:
    """An upload in which the person stands is deleted, and its import stopped: a table cannot be mended unread."""
    for item in Import.objects.order_by("pk").iterator():
        table, refused = table_of(item.pk), refused_of(item.pk)
        if item.state not in ENDED and table.exists() and _stands_in_table(table, item, person):
            ends: dict[str, Any] = {"state": State.CANCELLED, "claimed_by": "", "error": STOPPED}
            Import.objects.filter(pk=item.pk).update(**ends, finished_at=timezone.now())
            forget_folder(item.pk)
            forget_report(item, person)
        elif refused.exists() and (size := _without_rows_of(refused, person)) is not None:
            Import.objects.filter(pk=item.pk).update(refused_bytes=size)
            item.refresh_from_db()
            forget_report(item, person)


def _stands_in_table(path: Path, item: Import, person: Person) -> bool:
    try:
        return any(person.is_in(row.cells) for row in read_rows(path, TableShape(**item.shape)))
    except UnusableFile:
        return True  # nobody can tell, and nobody can import it either


def _without_rows_of(path: Path, person: Person) -> int | None:
    """The size of the file without the person's rows; None when there were none."""
    text = path.read_text("utf-8-sig", "replace")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    kept = [row for row in rows if not person.is_in(row)]
    if len(kept) == len(rows):
        return None
    _write(path, kept)
    return path.stat().st_size


def _write(path: Path, rows: Iterable[list[str]]) -> None:
    """Over the same bytes, not beside them: a file that takes its place would leave the old one on the disk."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    with path.open("r+b") as file:
        size = len(file.read())
        file.seek(0)
        file.write(b"\0" * size)
        file.flush()
        file.seek(0)
        file.write(("\ufeff" + out.getvalue()).encode())
        file.truncate()


def _holds(column: str, person: Person) -> Q:
    wanted = Q(pk__in=[])
    for words in person.anywhere:
        for form in {words, json.dumps(words)[1:-1]}:
            wanted |= Q(**{f"{column}__icontains": form})
    return wanted
