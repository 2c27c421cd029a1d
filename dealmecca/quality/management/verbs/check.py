"""`dealmecca quality check`: whether the stored levels and scores are what the engine says today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.quality.queries.agreement import disagreements

SUMMARY = "print every record whose stored level or score is not the engine's; exit code 1 when there is one"
SHOWN = 50


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--all", action="store_true", help=f"print all of them, not only the first {SHOWN}")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    count = 0
    for found in disagreements(viewer=operator()):
        count += 1
        if options["all"] or count <= SHOWN:
            said = f"{found.what} is {found.stored}, should be {found.computed}"
            command.stdout.write(f"{found.kind} {found.record_id} {found.name}: {said}")
    if count:
        more = f" ({count - SHOWN:,} more not shown)" if count > SHOWN and not options["all"] else ""
        raise CommandError(f"{count:,} disagreements{more}. dealmecca quality improve mends them.", returncode=1)
    command.stdout.write("Every stored level and score is what the engine says.")
