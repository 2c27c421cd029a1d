"""`dealmecca reconcile_usage --check`: recount the ledger against the counters."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dealmecca.billing.queries.reconciling import differences


class Command(BaseCommand):
    help = "Recount the ledger of usage against the counters; prints each difference. Changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit 1 when anything differs")

    def handle(self, **options: Any) -> None:
        found = list(differences())
        for one in found:
            counted = "no counter" if one.counted is None else f"counter {one.counted}"
            self.stdout.write(f"{one.email} {one.unit} month {one.period}: {counted}, ledger {one.in_ledger}")
        self.stdout.write(f"{len(found)} differences" if found else "Every counter is the sum of its ledger.")
        if found and options["check"]:
            sys.exit(1)
