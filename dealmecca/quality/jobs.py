"""The background door: the week's figures, and the look for duplicates after an import."""

from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.quality.actions.snapshots import take_snapshot
from dealmecca.quality.queries.pairs import is_due


def take_snapshot_of_the_week() -> None:
    take_snapshot()


def look_for_duplicates() -> None:
    if is_due():
        fill_queue(actor=None)
