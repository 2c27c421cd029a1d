"""Taking a list away as a file: counted and charged first, written down, delivered, and settled at the end."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.actions import charge_rows, refund_rows
from dealmecca.billing.refusals import QuotaUsedUp
from dealmecca.exports.files import MOST_ROWS, csv_lines, write_workbook
from dealmecca.exports.models import Export, FileFormat, ListKind
from dealmecca.exports.permissions import require
from dealmecca.exports.queries import Chosen, choose, header_of, rows_of
from dealmecca.history.models import Door
from dealmecca.saved.queries import about_list, check_filters, write_filters

CHUNK = 64 * 1024


@dataclass(frozen=True)
class Delivery:
    """A file on its way: its name, and its pieces. Whoever does not take all of them closes it."""

    export: Export
    name: str
    pieces: "_Counted"


def start_export(
    *,
    actor: User,
    door: Door,
    kind: str,
    filters: Mapping[str, Iterable[str]],
    file_format: str,
    with_origins: bool = False,
) -> Delivery:
    """Charge all rows of the list, and begin the file. Raises ValidationError, and QuotaUsedUp before anything is sent.

    What is gone by the time its turn comes, and what nobody took, is given back at the end.
    """
    require(actor.is_authenticated and actor.is_active, "You may not export.")
    if file_format not in FileFormat.values:
        raise ValidationError({"file_format": [f"Give one of {', '.join(FileFormat.values)}."]})
    if with_origins and kind == ListKind.WHO:
        raise ValidationError({"with_origins": ["Who handles what has its sources on the page of each claim."]})
    found = check_filters(viewer=actor, kind=kind, filters=filters)
    chosen = choose(viewer=actor, found=found)
    if file_format == FileFormat.XLSX and chosen.count > MOST_ROWS:
        raise ValidationError({"file_format": [f"A workbook takes {MOST_ROWS:,} rows; choose CSV."]})
    about = ", ".join(about_list(viewer=actor, found=found))
    what = f"{ListKind(kind).label}{f': {about}' if about else ''}"
    with transaction.atomic():
        entry = charge_rows(user=actor, count=chosen.count, what=f"Export of {what}")
        export = Export.objects.create(
            user=actor,
            kind=kind,
            filters=write_filters(found),
            file_format=file_format,
            door=door,
            rows=chosen.count,
            charge=entry,
        )
    day = timezone.localdate(export.started_at, actor.zone)
    name = f"dealmecca-{_FILES[kind]}-{day.isoformat()}-{export.pk}.{file_format}"
    write = _csv if file_format == FileFormat.CSV else _workbook
    return Delivery(export, name, write(export, chosen, actor, what, with_origins))


_FILES = {"contact": "people", "company": "companies", "who": "who"}


def _csv(export: Export, chosen: Chosen, actor: User, what: str, with_origins: bool) -> "_Counted":
    header = header_of(export.kind, with_origins=with_origins)
    return _Counted(export, csv_lines(header, rows_of(viewer=actor, chosen=chosen, with_origins=with_origins)))


def _workbook(export: Export, chosen: Chosen, actor: User, what: str, with_origins: bool) -> "_Counted":
    """Put together before the first byte leaves: a workbook cannot be sent while it grows."""
    about = [
        ("What", what),
        ("Rows", str(export.rows)),
        ("Exported by", actor.display_name),
        ("On", f"{export.started_at.astimezone(actor.zone):%Y-%m-%d %H:%M %Z}"),
        ("Receipt", export.pk),
    ]
    try:
        header = header_of(export.kind, with_origins=with_origins)
        rows = rows_of(viewer=actor, chosen=chosen, with_origins=with_origins)
        file, written = write_workbook(header, rows, about)
    except BaseException:
        settle(export=export, written=0)
        raise
    return _Counted(export, _pieces(file, written))


def _pieces(file: IO[bytes], rows: int) -> Iterator[tuple[bytes, int]]:
    """All its rows count with the first piece."""
    with closing(file):
        while piece := file.read(CHUNK):
            yield piece, rows
            rows = 0


class _Counted:
    """The pieces of a file, settled when the last one is taken, one fails, or nobody wants the rest: also of a file of
    which nobody took anything, for which a generator would not know that it was closed."""

    def __init__(self, export: Export, pieces: Iterator[tuple[bytes, int]]) -> None:
        self.export, self.pieces, self.written = export, pieces, 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            piece, rows = next(self.pieces)
        except BaseException:  # the end, too
            self.close()
            raise
        self.written += rows
        return piece

    def close(self) -> None:
        settle(export=self.export, written=self.written)


@transaction.atomic
def settle(*, export: Export, written: int) -> None:
    """How many rows were delivered in the end; the others are given back. Once: the second time changes nothing."""
    mine = Export.objects.filter(pk=export.pk, finished_at=None)
    if not mine.update(finished_at=timezone.now(), written=written) or written == export.rows or not export.charge:
        return
    _recharge(export, written)


def _recharge(export: Export, written: int) -> None:
    """The ledger gives back whole charges: so the whole, and then what was delivered anew."""
    assert export.charge
    try:
        with transaction.atomic():
            refund_rows(entry=export.charge)
            entry = charge_rows(user=export.user, count=written, what=export.charge.what)
            Export.objects.filter(pk=export.pk).update(charge=entry)
    except QuotaUsedUp:  # a new month with a smaller plan: then the first charge stands
        return
