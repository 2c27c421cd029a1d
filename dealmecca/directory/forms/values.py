"""What both forms need: first values from a record, vocabularies as choices, and text that fitted no vocabulary."""

from collections.abc import Mapping
from typing import Any

from django import forms

from dealmecca.directory.models import Company, Contact
from dealmecca.lib.vocabulary import Vocabulary


def choices(vocabulary: Vocabulary, empty: str) -> list[tuple[str, str]]:
    return [("", empty), *vocabulary.choices]


def initial_of(fields: Mapping[str, forms.Field], record: Company | Contact | None) -> dict[str, Any]:
    return {name: getattr(record, name) for name in fields if hasattr(record, name)} if record else {}


def as_written(form: forms.Form, record: Company | Contact | None) -> None:
    """Say under a choice what the source wrote, where that is no value we know."""
    for name, field in form.fields.items():
        written = getattr(record, f"{name}_text", "")
        if written:
            field.help_text = f"The source says “{written}”. It stays beside until you choose a value."


def lines_of(text: str) -> list[str]:
    """One entry a line, empty lines dropped."""
    return [line.strip() for line in text.splitlines() if line.strip()]
