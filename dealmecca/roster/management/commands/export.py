"""`dealmecca export WHAT`: a table as CSV, the same bytes for the same records."""

import os
import sys
import tempfile
from argparse import ArgumentTypeError
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.lib.csv_output import write_csv_row
from dealmecca.roster.queries.exports import EXPORTS, export_rows


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Writes a table as CSV, by id, with all its columns: everything recorded, or what held on a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=EXPORTS, metavar="WHAT", help=f"one of {', '.join(EXPORTS)}")
        parser.add_argument("--as-of", type=_day, metavar="DATE", help="what held on this day, such as 2026-01-31")
        parser.add_argument("--out", type=Path, metavar="FILE", help="a file, complete or not there at all")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = export_rows(options["what"], day=options["as_of"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        lines = map(write_csv_row, rows)
        if options["out"]:
            _write_whole(options["out"], lines)
            return
        try:
            self.stdout.writelines(lines)
            self.stdout.flush()
        except BrokenPipeError:  # whoever read it has seen enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_whole(path: Path, lines: Iterable[str]) -> None:
    """Beside the file first, then in its place: nobody ever reads half of it."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as part:
            try:
                part.writelines(lines)
                part.flush()
                os.fsync(part.fileno())
            except BaseException:
                os.unlink(part.name)
                raise
        os.replace(part.name, path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day; write it as 2026-01-31") from None
