"""`dealmecca privacy lift`: an address may be listed again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dealmecca.history.models import Door
from dealmecca.privacy.actions.suppressions import lift
from dealmecca.privacy.queries.suppressions import suppression_of

SUMMARY = "let an address be listed again: ADDRESS --reason TEXT"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("address")
    parser.add_argument("--reason", required=True, help="without the address or a name")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    row = suppression_of(text=options["address"])
    if row is None:
        command.stdout.write("This address is not suppressed.")
        return
    lift(actor=None, door=Door.CLI, suppression=row, reason=options["reason"])
    command.stdout.write(f"{row.get_kind_display()} may be listed again.")
