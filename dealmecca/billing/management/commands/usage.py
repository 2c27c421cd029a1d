"""`dealmecca usage EMAIL`: replay a member's ledger, entry by entry, to prove a bill."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.billing.queries.reconciling import find_user, replay
from dealmecca.billing.queries.usage import read_all_usage, searches_used


class Command(BaseCommand):
    help = "A member's ledger from its beginning, each entry with what the month had counted after it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, **options: Any) -> None:
        user = find_user(email=options["email"])
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        last: dict[tuple[str, int], int] = {}
        for line in replay(user=user):
            entry = line.entry
            last[entry.unit, entry.period] = line.used_after
            self.stdout.write(
                f"{entry.at:%Y-%m-%d %H:%M:%S} {entry.unit} month {entry.period}: {entry.amount:+d} "
                f"{entry.get_reason_display()}, {line.used_after} used. {entry.what}"
            )
        for usage in read_all_usage(user=user):
            replayed = last.get((usage.unit, usage.period), 0)
            limit = "without limit" if usage.limit is None else f"of {usage.limit}"
            agrees = "agrees with" if replayed == usage.used else "DIFFERS FROM"
            self.stdout.write(
                f"{usage.unit}: {usage.used} {limit} since {usage.begins_at:%Y-%m-%d %H:%M} UTC; "
                f"the ledger {agrees} the counter ({replayed})."
            )
        self.stdout.write(f"Searches ever: {searches_used(user=user)}")
