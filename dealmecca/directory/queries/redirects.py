"""Records by ids and addresses that they no longer have, because they were merged into others."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, Q, QuerySet


def led_on(rows: "QuerySet[Any]", keys: Iterable[str], found: Collection[str]) -> dict[str, Any]:
    """{key: the record that it leads to} for those keys that are not among the found. No query when all are."""
    missing = {key for key in keys if key and key not in found}
    if not missing:
        return {}
    former = rows.filter(Q(former_ids__old_id__in=missing) | Q(former_ids__old_slug__in=missing))
    survivors = former.annotate(old_id=F("former_ids__old_id"), old_slug=F("former_ids__old_slug"))
    return {key: row for row in survivors for key in (row.old_slug, row.old_id) if key in missing}
