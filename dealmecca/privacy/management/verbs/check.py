"""`dealmecca privacy check`: proves that nobody is listed who asked not to be."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.privacy.queries.suppressions import check_ledger

SUMMARY = "prove that no suppressed address is listed"


def add_arguments(parser: CommandParser) -> None:
    """None."""


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    found = check_ledger(viewer=operator())
    command.stdout.write(f"{found.people:,} people looked at, {found.entries:,} addresses suppressed.")
    if found.unreadable:
        raise CommandError(f"{found.unreadable:,} entries were made with a key that is set no more: see docs.")
    if found.listed:
        raise CommandError(f"{len(found.listed):,} listed although suppressed: {' '.join(found.listed[:20])}")
    command.stdout.write("None of them is listed.")
