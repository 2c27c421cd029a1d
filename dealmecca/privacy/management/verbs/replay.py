"""`dealmecca privacy replay`: after an older backup was restored, whoever was erased since is erased again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from dealmecca.privacy.actions.erasing import replay_erasures

SUMMARY = "erase again whoever a restored backup brought back, and suppress their addresses"


def add_arguments(parser: CommandParser) -> None:
    """None."""


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    erased, suppressed = replay_erasures()
    command.stdout.write(f"Read {settings.ERASURE_LEDGER}.")
    command.stdout.write(f"{erased:,} people erased again, {suppressed:,} addresses suppressed again.")
