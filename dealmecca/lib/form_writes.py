"""Running a write for a form: what the action refuses is shown on the form, beside the field it is about."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from dealmecca.lib.conflicts import Conflict

Written = TypeVar("Written")


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, or None when the page was only asked for."""
    return request.POST if request.method == "POST" else None


def write_from_form(
    form: BaseForm, write: Callable[[], Written], fields: dict[str, str] | None = None
) -> Written | None:
    """What `write` returns, or None when it was refused and the form now says why.

    `fields` maps the action's names to the form's where they differ. PermissionDenied passes through.
    """
    try:
        return write()
    except ValidationError as refusal:
        errors = refusal.message_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.messages}
    except Conflict as refusal:
        errors = {NON_FIELD_ERRORS: [str(refusal)]}
    for name, sentences in errors.items():
        name = (fields or {}).get(name, name)
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
    return None
