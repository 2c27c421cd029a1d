"""`dealmecca outbox`: how much mail waits, the dead letters, and sending them again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.notifications.actions import retry_mails
from dealmecca.notifications.queries import dead_letters, outbox_state


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Says how much mail waits in the outbox, lists dead letters, and sends them again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--failed", action="store_true", help="list the dead letters")
        parser.add_argument("--retry", action="store_true", help="put all dead letters back into the outbox")

    def handle(self, *args: Any, **options: Any) -> None:
        state = outbox_state(viewer=operator())
        since = f", the oldest since {state.waiting_since:%Y-%m-%d %H:%M} UTC" if state.waiting_since else ""
        self.stdout.write(f"{state.waiting} waiting{since}; {state.dead} dead.")
        if state.problem:
            self.stdout.write(f"The last try was told: {state.problem}")
        if options["failed"]:
            self._list()
        if options["retry"]:
            self.stdout.write(f"{retry_mails(actor=None)} put back into the outbox.")

    def _list(self) -> None:
        after: str | None = None
        while True:
            letters, after = dead_letters(viewer=operator(), after=after, limit=200)
            for letter in letters:
                self.stdout.write(
                    f"{letter.failed_at:%Y-%m-%d %H:%M}\t{letter.goes_to}\t{letter.subject}\t{letter.problem}"
                )
            if after is None:
                return
