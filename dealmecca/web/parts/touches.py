"""When the viewer follows up next with each row of a list: one query for all rows, none for no rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dealmecca.crm.queries.pipeline import next_touches
from dealmecca.directory.models import Company, Contact
from dealmecca.web.parts.icons import icon
from dealmecca.web.parts.words import day

register = template.Library()


@register.simple_tag(takes_context=True)
def touches_of(context: dict[str, Any], records: Sequence[Contact | Company]) -> Mapping[str, date]:
    """{% touches_of page.items as touches %}"""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return {}
    kind = "company" if records and isinstance(records[0], Company) else "contact"
    return next_touches(viewer=user, ids=[record.pk for record in records], kind=kind)


@register.simple_tag(takes_context=True)
def next_touch(context: dict[str, Any], touches: Mapping[str, date], record_id: str) -> SafeString | str:
    """A tag with the day, late ones in red; nothing where nothing is planned."""
    due = touches.get(record_id)
    if due is None:
        return ""
    late = " tag-bad" if due < timezone.localdate(timezone=context["user"].zone) else " tag-warn"
    return format_html(
        '<span class="tag{}">{}<span class="sr-only">Next touch </span>{}</span>',
        late,
        icon("calendar-clock", "icon-sm"),
        day(due),
    )
