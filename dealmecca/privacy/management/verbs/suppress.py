"""`dealmecca privacy suppress`: an address that is not listed from now on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dealmecca.history.models import Door
from dealmecca.privacy.actions.suppressions import REASON, suppress

SUMMARY = "never list an email address, phone number or LinkedIn profile again: ADDRESS"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("address")
    parser.add_argument("--reason", default=REASON, help="without the address or a name")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    row = suppress(actor=None, door=Door.CLI, text=options["address"], reason=options["reason"])
    command.stdout.write(f"{row.get_kind_display()} suppressed since {row.added_at:%Y-%m-%d}.")
