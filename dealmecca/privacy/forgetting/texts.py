"""Every text of every table, whoever wrote it: addresses of the person, and their full name if nobody else bears it.

Tables that are made later are searched as well. Not touched: other people and companies of the directory, whose own
names these are, and members' own accounts, which are theirs to close.
"""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from dealmecca.billing.models import UsageEntry
from dealmecca.database.erasing import updates_allowed
from dealmecca.database.fields import KeyField
from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact
from dealmecca.privacy.forgetting.person import Person
from dealmecca.search.models import CompanyLine, ContactLine, FacetTerm, Spelling

OF_OTHERS = (Company, CompanyAlias, CompanyDomain, Contact, ContactLine, CompanyLine, FacetTerm, Spelling)
ACCOUNTS = {"accounts", "account", "auth", "admin", "contenttypes", "mfa", "sessions", "socialaccount", "usersessions"}
APPEND_ONLY = {UsageEntry._meta.db_table}
AT_ONCE = 500


def forget_everywhere(person: Person) -> None:
    """By plain query sets: some tables have managers that hide rows, or refuse to change any."""
    for model, names in tables_with_texts():
        rows = _rows_that_hold(model, names, person)
        some = list(rows[:AT_ONCE])
        while some:
            changed = [row for row in some if _mend(row, names, person)]
            table = model._meta.db_table
            with updates_allowed(table) if changed and table in APPEND_ONLY else nullcontext():
                QuerySet(model).bulk_update(changed, names)
            some = list(rows.filter(pk__gt=some[-1].pk)[:AT_ONCE])


def tables_with_texts() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Models with the names of their columns of free text: none that are keys, codes or digests."""
    for model in apps.get_models(include_auto_created=True):
        if model in OF_OTHERS or model._meta.app_label in ACCOUNTS or len(model._meta.pk_fields) > 1:
            continue
        names = [field.name for field in model._meta.concrete_fields if _is_free_text(field)]
        if names:
            yield model, names


def _is_free_text(field: Any) -> bool:
    if isinstance(field, KeyField | models.SlugField) or field.choices or field.primary_key or field.unique:
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _rows_that_hold(model: type[models.Model], names: list[str], person: Person) -> Any:
    """A JSON column is searched as the text that the engine keeps; SQLite's writes letters beyond ASCII as \\u…."""
    rows: QuerySet[Any] = QuerySet(model).order_by("pk")
    wanted = Q(pk__in=[])
    for name in names:
        is_json = isinstance(model._meta.get_field(name), models.JSONField)
        column = f"{name}_as_text" if is_json else name
        if is_json:
            rows = rows.annotate(**{column: Cast(name, TextField())})
        for words in (*person.anywhere, *person.mentions):
            forms = (
                {words, json.dumps(words)[1:-1], json.dumps(words, ensure_ascii=False)[1:-1]} if is_json else {words}
            )
            for form in forms:
                wanted |= Q(**{f"{column}__icontains": form})
    return rows.filter(wanted)


def _mend(row: models.Model, names: list[str], person: Person) -> bool:
    is_changed = False
    for name in names:
        old = getattr(row, name)
        new = person.mend_json(old)
        if isinstance(new, str):
            new = new[: getattr(row._meta.get_field(name), "max_length", None)]
        if new != old:
            setattr(row, name, new)
            is_changed = True
    return is_changed
