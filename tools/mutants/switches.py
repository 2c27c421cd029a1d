"""What the rewritten code calls instead of its permission checks: each has an id, and one of them may be off."""

from typing import Any

off: str = ""  # the id of the check that is taken away at the moment
seen: set[str] = set()  # ids that ran, and would have mattered, since somebody cleared it
idle: set[str] = set()  # ids of scopes that ran and left nothing out: rows that every member may see


def condition(check: str, allowed: Any) -> Any:
    """A permission that is asked: True when it is off."""
    seen.add(check)
    return True if off == check else allowed


def refusal(check: str, refuses: Any) -> Any:
    """The condition of an `if` that refuses: False when it is off."""
    seen.add(check)
    return False if off == check else refuses


def scope(check: str, rows: Any, visible: Any) -> Any:
    """What a viewer may see of some rows: all of them when it is off. Where that is the same, nothing was checked."""
    everything = rows.all()
    if str(everything.query) != _sql(visible):
        seen.add(check)
    else:
        idle.add(check)
    return everything if off == check else visible


def _sql(rows: Any) -> str:
    from django.core.exceptions import EmptyResultSet

    try:
        return str(rows.query)
    except EmptyResultSet:
        return ""
