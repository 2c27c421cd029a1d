"""The rows that were refused, as a CSV: the reason first, then the cells as they came; mend it and import it again."""

from collections.abc import Iterable
from pathlib import Path

from dealmecca.imports.engine.columns import REASON_HEADER
from dealmecca.imports.engine.rows import FileRow
from dealmecca.lib.csv_output import write_csv_row

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets read UTF-8 only behind one


class RefusedRows:
    """Appends to a file whose first `size` bytes are committed; what a killed run wrote after them is dropped."""

    def __init__(self, path: Path, headers: list[str], size: int = 0) -> None:
        self.path = path
        self.headers = headers
        self.size = size

    def append(self, rows: Iterable[tuple[FileRow, str]]) -> int:
        """The size of the file with these rows; call `keep` with it once they are committed."""
        text = "".join(write_csv_row(self._cells(row, reason)) for row, reason in rows)
        if not text:
            return self.size
        if not self.size:
            text = BYTE_ORDER_MARK + write_csv_row([REASON_HEADER, *self._without_reason(self.headers)]) + text
        with self.path.open("r+b" if self.path.exists() else "w+b") as file:
            file.truncate(self.size)
            file.seek(self.size)
            file.write(text.encode("utf-8", "replace"))
            return file.tell()

    def keep(self, size: int) -> None:
        self.size = size

    def _cells(self, row: FileRow, reason: str) -> list[str]:
        return [reason, *self._without_reason(row.cells)]

    def _without_reason(self, cells: list[str]) -> list[str]:
        """A file that was handed out once has the column of reasons already."""
        if REASON_HEADER not in self.headers:
            return cells
        place = self.headers.index(REASON_HEADER)
        return cells[:place] + cells[place + 1 :]
