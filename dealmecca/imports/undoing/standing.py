"""What was built on rows since: everything that refers to them and is not itself on its way out."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Q

from dealmecca.imports.undoing.images import model_of

Keys = dict[str, set[str]]  # {table: keys}

# Reasons that everybody may read. Whatever else refers to a record may be somebody's private work: it is not named.
REASONS = {
    "directory.Contact": "people work there who stay",
    "directory.Company": "a company below it stays",
    "directory.Position": "it stands in the career of somebody who stays",
    "directory.RecordEvidence": "somebody confirmed or reported it since",
    "roster.Handling": "duties were recorded since",
    "roster.Evidence": "somebody confirmed or reported a duty since",
    "roster.Partnership": "agencies and accounts of it stay",
    "roster.ReportingLine": "who reports to whom was recorded since",
    "roster.Membership": "it belongs to a team",
    "roster.Team": "it has teams",
    "imports.WaitingName": "a name in a file was decided to mean it",
}
USED = "somebody works with it"

# What is computed from a record, or passes by, goes with it.
PASSING: dict[str, Q] = {"crm.LeadScore": Q(override=None), "roster.Skip": Q()}


@cache
def references_to(label: str) -> tuple[tuple[str, str], ...]:
    """(table, column) of every foreign key to this table, of all parts of DealMecca."""
    target = model_of(label)
    return tuple(
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is target
    )


def built_on(going: Keys) -> dict[str, dict[str, str]]:
    """{table: {key: why it cannot go}}, if all of `going` went at once."""
    found: dict[str, dict[str, str]] = {}
    for label, keys in going.items():
        for other, name in references_to(label) if keys else ():
            rows = model_of(other)._base_manager.filter(**{f"{name}__in": list(keys)})
            if other in PASSING:
                rows = rows.exclude(PASSING[other]) if PASSING[other] else rows.none()
            leaving = going.get(other, set())
            attname = model_of(other)._meta.get_field(name).attname
            for key, target in rows.order_by().values_list("pk", attname):
                if str(key) not in leaving:
                    found.setdefault(label, {}).setdefault(str(target), REASONS.get(other, USED))
    return found


def owners_of(label: str, keys: dict[str, str], rows: dict[str, Any]) -> dict[str, str]:
    """The reasons of rows as reasons of the records that they belong to."""
    return {owner: keys[key] for owner, of_owner in rows.items() for key in of_owner.get(label, {}) if key in keys}
