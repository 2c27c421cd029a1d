"""`dealmecca quality improve`: judge every record again, and read off it what it states by itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dealmecca.quality.actions.improving import judge_everything, read_off_everything

SUMMARY = "compute every level and score again, and fill seniority, department and place where the record states them"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--levels-only", action="store_true", help="leave all other fields as they are")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    if not options["levels_only"]:
        contacts, companies = read_off_everything(actor=None)
        command.stdout.write(f"Filled from what they state: {contacts:,} people, {companies:,} companies.")
    judged = judge_everything(actor=None)
    command.stdout.write(f"Levels or scores changed: {judged:,} records.")
