"""`dealmecca recount_events`: whether the counts of seats equal their rows, and setting those that do not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.events.actions.recounting import recount_event
from dealmecca.events.queries.seats import drifted_events


class Command(BaseCommand):
    help = "Compare the counts of attendees and held seats of every event with their rows, and mend them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a count is wrong")

    def handle(self, *, check: bool, **options: Any) -> None:
        drifted = drifted_events()
        for event_id, attendees, goes, held, offered in drifted:
            self.stdout.write(f"{event_id}: attendees {attendees}, rows {goes}; held {held}, rows {offered}")
            if not check:
                recount_event(event_id=event_id)
        if check and drifted:
            raise CommandError(f"{len(drifted)} events have counts that are not those of their rows.")
        self.stdout.write(f"{len(drifted)} mended." if drifted else "Every count equals its rows.")
