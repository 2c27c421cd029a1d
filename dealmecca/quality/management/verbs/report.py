"""`dealmecca quality report`: completeness, validity, freshness, duplicates, levels, and what to recheck first."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.quality.queries.measures import LEVEL_KINDS, Measured, measure
from dealmecca.quality.queries.worst import worst_records

SUMMARY = "completeness, validity, freshness, duplicates, levels, and the records to recheck first"
WIDTH = 44


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--json", action="store_true", help="the same as JSON")
    parser.add_argument("--worst", type=int, default=10, metavar="N", help="how many records to recheck (default 10)")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    viewer = operator()
    measured = measure(viewer=viewer)
    worst = worst_records(viewer=viewer, limit=max(options["worst"], 0))
    if options["json"]:
        rows = [
            {"kind": one.kind, "id": one.record.pk, "name": str(one.record), "freshness": one.freshness}
            for one in worst
        ]
        command.stdout.write(json.dumps({**measured.stored(), "worst": rows}, indent=2))
        return
    for line in _lines(measured):
        command.stdout.write(line)
    command.stdout.write("\nRecheck first")
    for one in worst:
        command.stdout.write(f"  {str(one.record)[:WIDTH]:<{WIDTH}} {one.freshness:>4} % still true   {one.next_step}")


def _lines(measured: Measured) -> list[str]:
    lines = [f"{measured.contacts:,} people, {measured.companies:,} companies"]
    for heading, figures in measured.groups().items():
        lines.append(f"\n{heading}")
        for one in figures:
            share = f"{one.percent:>4} %" if one.of else "   – "
            lines.append(f"  {one.label:<{WIDTH}} {share}  {one.count:>9,} of {one.of:,}")
    for name, kind in LEVEL_KINDS.items():
        lines.append(f"\nLevels of {name}")
        lines += [f"  {level:<{WIDTH}}         {count:>9,}" for level, count in measured.levels[kind].items()]
    return lines
