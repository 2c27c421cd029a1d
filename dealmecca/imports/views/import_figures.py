"""The figures, problems and words that several states of an import's page share."""

from pathlib import PurePath
from typing import Any

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.imports.engine.statements import HANDLINGS, PARTNERSHIPS
from dealmecca.imports.engine.targets import TARGETS
from dealmecca.imports.models import Import
from dealmecca.imports.permissions import can_steer_import
from dealmecca.imports.queries import report_of, waiting_of, words_of

SHOWN_PROBLEMS = 100
SHOWN_UNKNOWN = 50
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-32": "UTF-32"}


def common_context(item: Import, viewer: User) -> dict[str, Any]:
    return {
        "run": item,
        "format_words": _format_words(item),
        "other_sheets": item.shape.get("other_sheets", []),
        "left_words": _left_words(item),
        "waiting": _waiting(item),
        "can_steer": can_steer_import(viewer, item),
    }


def _waiting(item: Import) -> dict[str, int]:
    """Rows that wait for names and how many names: what a preview foresees, and what waits now of a run."""
    if item.has_ended:
        return waiting_of(item)
    return dict(report_of(item.tally, item.problems, {})["waiting"])


def report_context(item: Import) -> dict[str, Any]:
    """What a run that ended did."""
    began, ended = item.started_at or item.created_at, item.finished_at or timezone.now()
    return {
        **findings_context(item),
        "figures": figures(item.tally),
        "took_words": f"in {duration((ended - began).total_seconds())}",
        "mapping": [
            {"name": header, "label": TARGETS[target].label if target in TARGETS else ""}
            for header, target in item.mapping_in_order.items()
        ],
    }


def figures(tally: dict[str, Any]) -> dict[str, Any]:
    """Rows by outcome, which add up to all rows; and the records behind them in words."""
    outcomes = tally.get("row_outcomes", {})
    return {
        "new": outcomes.get("created", 0),
        "changed": outcomes.get("updated", 0),
        "unchanged": outcomes.get("unchanged", 0),
        "waiting": outcomes.get("waiting", 0),
        "refused": tally.get("refused", 0),
        "new_words": records(tally.get("created", {})),
        "changed_words": records(tally.get("updated", {})),
        "has_statements": bool(tally.get("statements")),
        "statements": [
            {"label": label, "counts": tally["statements"][about]}
            for about, label in ((PARTNERSHIPS, "Agencies and accounts"), (HANDLINGS, "Who handles what"))
            if about in tally.get("statements", {})
        ],
    }


def records(counts: dict[str, int]) -> str:
    """ "900 people, 304 companies"."""
    people, companies = counts.get("contacts", 0), counts.get("companies", 0)
    words = [f"{people:,} {'person' if people == 1 else 'people'}"] if people else []
    return ", ".join(words + ([f"{companies:,} {'company' if companies == 1 else 'companies'}"] if companies else []))


def findings_context(item: Import) -> dict[str, Any]:
    """Refusals, doubts and unknown values. `item.problems` lists them by row."""
    listed = item.problems.get("problems", [])
    unknown = item.problems.get("unknown_values", {})
    return {
        "problems": [problem for problem in listed if problem["severity"] == "error"][:SHOWN_PROBLEMS],
        "refused_count": item.tally.get("refused", 0),
        "warnings": [problem for problem in listed if problem["severity"] == "warning"][:SHOWN_PROBLEMS],
        "unknown_count": sum(len(keys) for keys in words_of(item).values()),
        "warning_count": item.problems.get("warnings", 0),
        "unknown_values": [
            {"field": name.replace("_", " ").capitalize(), "text": text, "row_count": count}
            for name, values in unknown.items()
            for text, count in sorted(values.items(), key=lambda each: -each[1])[:SHOWN_UNKNOWN]
        ],
    }


def duration(seconds: float) -> str:
    if seconds < 1:
        return "under a second"
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _format_words(item: Import) -> str:
    """ "semicolons, Windows-1252"; for a workbook the name of its sheet."""
    shape = item.shape
    if shape.get("kind") == "xlsx":
        return f"sheet {shape['sheet']}" if shape.get("sheet") else "workbook"
    encoding = shape.get("encoding", "")
    words = [_DELIMITERS.get(shape.get("delimiter", ""), ""), _ENCODINGS.get(encoding, encoding.upper())]
    return ", ".join(word for word in words if word) or PurePath(item.filename).suffix.lstrip(".").upper()


def _left_words(item: Import) -> str:
    if not (item.rows_total and item.next_row and item.started_at):
        return ""
    passed = (timezone.now() - item.started_at).total_seconds()
    left = passed / item.next_row * max(item.rows_total - item.next_row, 0)
    return f"about {duration(left)}" if left >= 1 else ""
