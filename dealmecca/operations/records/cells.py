"""How one column of one row is shown: values as text, other rows as links, and what is masked not at all."""

import json
from typing import Any

from django.contrib.admin.utils import display_for_field, quote
from django.db.models import ForeignKey, JSONField, ManyToManyField, Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from dealmecca.operations.records.rows import Table
from dealmecca.operations.records.tables import NAMED, TABLES

EMPTY = "–"
MASKED = "not shown"
LONGEST_IN_A_LIST = 80
SITE = "records"


def is_open(model: type[Model]) -> bool:
    table = TABLES.get(model._meta.label_lower)
    return table is not None and not table.closed


def list_url(model: type[Model]) -> str:
    return reverse(f"{SITE}:{model._meta.app_label}_{model._meta.model_name}_changelist")


def record_url(model: type[Model], key: Any) -> str:
    return reverse(f"{SITE}:{model._meta.app_label}_{model._meta.model_name}_change", args=[quote(key)])


class Cell:
    """A column as Django's admin takes one: called with the row, it answers what stands there."""

    def __init__(self, table: Table, field: Any, *, in_list: bool) -> None:
        self.field, self.in_list = field, in_list
        self.is_masked = field.name in table.masked
        self.__name__ = field.name
        self.short_description = "id" if in_list and field.primary_key else field.verbose_name
        self.admin_order_field = None if self.is_masked else field.attname if in_list else field.name

    def __call__(self, row: Model) -> Any:
        field = self.field
        if self.is_masked:
            return format_html('<span class="quiet">{}</span>', MASKED)
        if isinstance(field, ManyToManyField):
            keys = field.value_from_object(row)
            return format_html_join(", ", '<a href="{}">{}</a>', [_address(other) for other in keys]) or EMPTY
        value = getattr(row, field.attname)
        if self.in_list and field.primary_key:
            return value
        if isinstance(field, ForeignKey):
            return self._other(row, value)
        if isinstance(field, JSONField):
            return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False, default=str))
        text = display_for_field(value, field, EMPTY, avoid_link=True)
        if self.in_list and isinstance(text, str) and not hasattr(text, "__html__"):
            return text if len(text) <= LONGEST_IN_A_LIST else f"{text[: LONGEST_IN_A_LIST - 1]}…"
        return text

    def _other(self, row: Model, key: Any) -> Any:
        """The row it names, as a link; by its name where that is everybody's to read."""
        if key is None:
            return EMPTY
        other = self.field.related_model
        text = str(getattr(row, self.field.name)) if other._meta.label_lower in NAMED else key
        return format_html('<a href="{}">{}</a>', record_url(other, key), text) if is_open(other) else text


def _address(other: Model) -> tuple[str, str]:
    return record_url(type(other), other.pk), str(other.pk)
