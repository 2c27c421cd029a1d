"""Keeping the categories: a new one, another name or look, another place, closed to new posts. None is deleted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.locks import lock_until_commit
from dealmecca.forum.models import Category
from dealmecca.forum.permissions import can_moderate, require
from dealmecca.forum.vocabularies import CATEGORY_COLOURS, CATEGORY_ICONS
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.text_keys import plain_words
from dealmecca.lib.visible_text import one_line
from dealmecca.lib.written_text import cleaned_line

ONLY = "Only moderators keep the categories."
FIELDS = ("name", "description", "color", "icon", "order", "is_active")


@transaction.atomic
def create_category(*, actor: User, door: Door, values: dict[str, Any]) -> Category:
    """Its address is made of its first name, and stays. Raises ValidationError."""
    require(can_moderate(actor), ONLY)
    lock_until_commit("forum categories")
    row = Category(is_active=True)
    changed = _set(row, values)
    slug = stem = ("-".join(plain_words(row.name)) or "category")[:70]
    number = 1
    while Category.objects.filter(slug=slug).exists() or slug in ("manage", "new"):
        number += 1
        slug = f"{stem}-{number}"
    row.slug = slug
    row.save(force_insert=True)
    _write_down(actor, door, row, Verb.CREATE, changed)
    return row


@transaction.atomic
def edit_category(*, actor: User, door: Door, category: Category, values: dict[str, Any]) -> Category:
    """What is given; saving the same again writes nothing. Raises ValidationError."""
    require(can_moderate(actor), ONLY)
    lock_until_commit("forum categories")
    row = Category.objects.select_for_update(no_key=True).get(pk=category.pk)
    changed = _set(row, values)
    if changed:
        row.save(update_fields=[*changed, "updated_at"])
        _write_down(actor, door, row, Verb.EDIT, changed)
    return row


def _set(row: Category, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What differs from before, by field: (old, new)."""
    old = {name: getattr(row, name) for name in FIELDS}
    if "name" in values or not row.name:
        row.name = cleaned_line(values.get("name", ""), "name", 80)
        if Category.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
            raise ValidationError({"name": ["There is a category of this name."]})
    if "description" in values:
        row.description = one_line(values["description"])
        if len(row.description) > 300:
            raise ValidationError({"description": ["300 characters are the most."]})
    for name, known in (("color", CATEGORY_COLOURS.codes), ("icon", CATEGORY_ICONS.codes)):
        if name in values and values[name] not in ("", *known):
            raise ValidationError({name: [f"“{values[name]}” is none of: {', '.join(known)}."]})
    for name in ("color", "icon", "order", "is_active"):
        setattr(row, name, values.get(name, getattr(row, name)))
    return {name: (old[name], getattr(row, name)) for name in FIELDS if old[name] != getattr(row, name)}


def _write_down(actor: User, door: Door, row: Category, verb: Verb, changed: dict[str, tuple[Any, Any]]) -> None:
    record_changes(actor=actor, door=door, entries=[Entry("forum_category", row.pk, verb, changed, timezone.now())])
