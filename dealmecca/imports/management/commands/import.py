"""`dealmecca import FILE`: companies and people from a CSV or Excel file into the directory."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.imports.actions import begin_command, run_command
from dealmecca.imports.engine.runs import Progress
from dealmecca.imports.engine.targets import TARGETS, UnknownTarget
from dealmecca.imports.models import Kind, Match, Mode
from dealmecca.lib.tables import UnusableFile

SHOWN_PROBLEMS = 20
USAGE = 2  # exit status: the command was asked for something that does not exist; 1 is an unusable file


class Command(BaseCommand):
    help = (
        "Imports companies, people, agencies with their clients, and who handles what, from a CSV or Excel file. "
        "Columns are recognised by their names and contents. "
        "The same file twice changes nothing; after an interruption, run the command again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=Kind.values, default=Kind.AUTO.value, help="what each row is about")
        parser.add_argument(
            "--map", action="append", default=[], metavar='"COLUMN=TARGET"',
            help=f'what a column is; "COLUMN=" leaves it out. Targets: {", ".join(TARGETS)}',
        )  # fmt: skip
        parser.add_argument(
            "--match", choices=Match.values, default=Match.AUTO.value,
            help="external-id: the file's record id is the only identity",
        )  # fmt: skip
        parser.add_argument(
            "--mode", choices=Mode.values, default=Mode.UPDATE.value,
            help="records that are there already: update them, fill their empty fields only, or add new ones only",
        )  # fmt: skip
        parser.add_argument("--source", default="", help="whose record ids these are; else told by the file's columns")
        parser.add_argument("--encoding", help="instead of the one that was recognised")
        parser.add_argument("--delimiter", help='instead of the one that was recognised; "tab" is a tab')
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="the report as JSON on standard output")
        parser.add_argument(
            "--refused-to", type=Path, metavar="FILE", help="write refused rows with their reasons there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            command = begin_command(
                path=_existing(options["file"]),
                kind=options["kind"],
                mapping=_read_map(options["map"]),
                match=options["match"],
                source=options["source"],
                mode=options["mode"],
                encoding=options["encoding"],
                delimiter={"tab": "\t", "\\t": "\t"}.get(options["delimiter"] or "", options["delimiter"]),
            )
            report = run_command(
                command,
                dry_run=options["dry_run"],
                refused_to=_fresh(options["refused_to"]),
                tell=_ProgressLine(is_shown=not options["json"] and sys.stderr.isatty()),
            )
        except UnknownTarget as error:
            raise CommandError(str(error), returncode=USAGE) from None
        except UnusableFile as error:
            if options["json"]:
                self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            raise CommandError(str(error), returncode=1) from None
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_as_text(report, options["refused_to"])))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise UnusableFile(f"There is no file {path}.")
    if not path.is_file():
        raise UnusableFile(f"{path} is not a file.")
    try:
        path.open("rb").close()
    except OSError as error:
        raise UnusableFile(f"{path} cannot be read: {error.strerror}.") from None
    return path


def _fresh(path: Path | None) -> Path | None:
    """Refused rows of an earlier run would be taken for this one's."""
    if path:
        try:
            path.unlink(missing_ok=True)
            path.parent.joinpath(path.name).touch()
            path.unlink()
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.", returncode=USAGE) from None
    return path


def _read_map(texts: list[str]) -> dict[str, str | None]:
    mapping: dict[str, str | None] = {}
    for text in texts:
        header, equals, target = text.rpartition("=")
        if not equals or not header.strip():
            raise CommandError(f'--map {text!r} is not of the form "COLUMN=TARGET".', returncode=USAGE)
        mapping[header] = target.strip() or None
    return mapping


class _ProgressLine:
    """One line on standard error that counts up."""

    def __init__(self, *, is_shown: bool) -> None:
        self.is_shown = is_shown
        self.started_at = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if self.is_shown:
            seconds = max(time.monotonic() - self.started_at, 0.001)
            print(
                f"\r{progress.next_row:,} rows, {progress.next_row / seconds:,.0f} a second ",
                end="",
                file=sys.stderr,
                flush=True,
            )


def _as_text(report: dict[str, Any], refused_to: Path | None) -> list[str]:
    verb = "would be" if report["dryRun"] else "were"
    lines = ["", f"{'':14}{'companies':>12}{'people':>12}"]
    for outcome in ("created", "updated", "unchanged"):
        counts = report[outcome]
        lines.append(f"{outcome:14}{counts['companies']:>12,}{counts['contacts']:>12,}")
    for about, label in (("partnerships", "agencies and accounts"), ("handlings", "who handles what")):
        if any(report[about].values()):
            lines.append(
                f"{label}: " + ", ".join(f"{count:,} {name}" for name, count in report[about].items() if count)
            )
    if report["waiting"]["rows"]:
        rows, names = report["waiting"]["rows"], report["waiting"]["names"]
        lines.append(f"{rows:,} {'row' if rows == 1 else 'rows'} wait for {names:,} names: decide at /imports/review.")
    lines += ["", f"{report['rows']:,} rows were read; {report['refused']:,} {verb} refused.", "", "Columns:"]
    width = min(max((len(header) for header in report["mapping"]), default=0), 40)
    for header, target in report["mapping"].items():
        lines.append(f"  {header:{width}}  {TARGETS[target].label + f' ({target})' if target else 'left out'}")
    problems = [problem for problem in report["problems"] if problem["severity"] == "error"]
    if problems:
        lines += ["", "Refused:"]
        for problem in problems[:SHOWN_PROBLEMS]:
            column = f"{problem['column']}: " if problem["column"] else ""
            lines.append(f"  row {problem['row']}: {column}{problem['reason']}")
        if refused_to:
            lines.append(f"  All refused rows with their reasons are in {refused_to}.")
        elif len(problems) > SHOWN_PROBLEMS or report["moreProblems"]:
            lines.append("  … and more. --refused-to FILE writes all of them down.")
    if report["warnings"]:
        lines += ["", f"{report['warnings']:,} values were left out or are doubtful; --json lists them."]
    for name, values in report["unknownValues"].items():
        shown = ", ".join(f"{text} ({count:,})" for text, count in list(values.items())[:8])
        lines += ["", f"Unknown {name}, kept as text: {shown}"]
    return lines
