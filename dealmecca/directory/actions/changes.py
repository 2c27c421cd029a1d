"""Assigning cleaned values to a record, telling what really changed."""

from typing import Any

from dealmecca.directory.models import Company, Contact


def assign(record: Company | Contact, cleaned: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the fields that differ; returns {field: (old, new)}. Keys for matching are set but not reported."""
    changes: dict[str, tuple[Any, Any]] = {}
    for name, value in cleaned.items():
        if name in ("aliases", "domains"):
            continue
        old = getattr(record, name)
        if old != value:
            setattr(record, name, value)
            if not name.endswith("_key"):
                changes[name] = (old, value)
    return changes
