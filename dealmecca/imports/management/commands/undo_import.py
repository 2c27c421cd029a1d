"""`dealmecca undo_import ID`: take a whole import back, or bring it back again."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.history.models import Door
from dealmecca.imports.actions import request_redo, request_undo, turn_import
from dealmecca.imports.models import Import, ImportUndo
from dealmecca.imports.queries import get_import, last_undo, read_undo, recent_imports, undo_until
from dealmecca.lib.conflicts import Conflict


class Command(BaseCommand):
    help = (
        "Takes a whole import back, for 30 days: what it made goes, what it changed returns. What somebody has changed "
        "or built on since stays and is listed. Without an id it lists the last imports; after an interruption, run "
        "the command again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import_id", nargs="?", default="", help="as the list or the import's address shows it")
        parser.add_argument("--redo", action="store_true", help="bring back an import that was undone")
        parser.add_argument("--json", action="store_true", help="the report as JSON on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["import_id"]:
            self.stdout.write("\n".join(_line(item) for item in recent_imports(viewer=operator())[0]))
            return
        try:
            item = get_import(viewer=operator(), import_id=options["import_id"])
        except Import.DoesNotExist:
            raise CommandError(f"There is no import {options['import_id']}.", returncode=2) from None
        request = request_redo if options["redo"] else request_undo
        try:
            run = request(actor=None, item=item, door=Door.CLI)
        except Conflict as error:
            raise CommandError(str(error), returncode=1) from None
        turn_import(undo_id=run.pk)
        run = last_undo(item) or run
        report = read_undo(run)
        self.stdout.write(json.dumps(report) if options["json"] else "\n".join(_as_text(run, report)))
        if not report["is_done"]:
            self.stderr.write("A worker is at it already; ask again to see how far it is.")
        if report["error"]:
            sys.exit(1)


def _line(item: Import) -> str:
    until = undo_until(item)
    when = f"until {until:%Y-%m-%d}" if until else ""
    return (
        f"{item.pk}  {item.created_at:%Y-%m-%d %H:%M}  {item.get_state_display():20} {item.filename}  {when}".rstrip()
    )


def _as_text(run: ImportUndo, report: dict[str, Any]) -> list[str]:
    verb = "went" if run.direction == "UNDO" else "came back"
    lines = [
        f"{report['contacts']:,} people and {report['companies']:,} companies {verb}, {report['fields']:,} fields "
        f"and {report['statements']:,} duties and accounts returned, {report['stay_count']:,} stayed."
    ]
    for stay in report["stays"]:
        what = f", {stay['field'].removesuffix('_id').replace('_', ' ')}" if stay["field"] else ""
        lines.append(f"  {stay['name']} ({stay['kind']} {stay['id']}){what}: {stay['reason']}")
    if report["stay_count"] > len(report["stays"]):
        lines.append("  … and more.")
    if report["error"]:
        lines.append(report["error"])
    return lines
