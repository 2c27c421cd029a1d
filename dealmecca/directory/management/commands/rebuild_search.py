"""`dealmecca rebuild_search`: every search line anew from the records."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from dealmecca.directory.actions import rebuild_search


class Command(BaseCommand):
    help = "Make every search line anew from the records. People keep finding what was there until it ends."

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        companies, people = rebuild_search()
        self.stdout.write(f"{companies:,} companies and {people:,} people in {monotonic() - started:.1f} s.")
