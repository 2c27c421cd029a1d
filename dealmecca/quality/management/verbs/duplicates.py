"""`dealmecca quality duplicates`: the pairs of people, or of companies, that are rather one than two."""

from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.lib.csv_output import write_csv_row
from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.quality.matching.finding import Pair, find_people
from dealmecca.quality.matching.finding_offices import find_offices
from dealmecca.quality.matching.weights import SURE
from dealmecca.quality.queries.records import all_offices, all_people, external_ids
from dealmecca.quality.queries.weights import weighing_in_force

COLUMNS = ("id_a", "id_b", "confidence", "label")


SUMMARY = "write the pairs of people, or of companies, that are rather one than two, or put them into the queue"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--kind", choices=("contacts", "companies"), help="of which, for --out")
    parser.add_argument("--out", type=Path, help="a CSV: id_a, id_b, confidence, label")
    parser.add_argument("--queue", action="store_true", help="put both kinds into the queue at /quality/duplicates")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    started = monotonic()
    if options["queue"]:
        run = fill_queue(actor=None)
        told = f"{run.found:,} pairs of {run.people:,} people and {run.companies:,} companies"
        command.stdout.write(f"{told} are in the queue. {monotonic() - started:.1f} s.")
        return
    if not options["kind"] or not options["out"]:
        raise CommandError("Say --kind and --out, or --queue.")
    if options["kind"] == "contacts":
        kind, pairs = "contact", find_people(all_people(viewer=operator()), weighing_in_force())
    else:
        kind, pairs = "company", find_offices(all_offices(viewer=operator()), weighing_in_force())
    try:
        _write(options["out"], kind, pairs)
    except OSError as error:
        raise CommandError(f"{options['out']} cannot be written: {error.strerror}.") from None
    counts = Counter(pair.label for pair in pairs)
    sure = sum(pair.label == "duplicate" and pair.confidence >= SURE for pair in pairs)
    found = ", ".join(f"{count:,} {label}" for label, count in sorted(counts.items())) or "none"
    command.stdout.write(f"{found}; {sure:,} duplicates are sure ({SURE:.2f} or more). {monotonic() - started:.1f} s.")


def _write(path: Path, kind: str, pairs: list[Pair]) -> None:
    """Other systems' ids stand for ours where there are any."""
    known = external_ids(kind, (record_id for pair in pairs for record_id in pair[:2]))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(write_csv_row(COLUMNS))
        for pair in pairs:
            a, b = known.get(pair.id_a, pair.id_a), known.get(pair.id_b, pair.id_b)
            file.write(write_csv_row((a, b, f"{pair.confidence:.4f}", pair.label)))
