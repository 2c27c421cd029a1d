"""How to reach a person, as far as whoever looks at the page may know it."""

from typing import Any

from django import template

from dealmecca.directory.field_policy import Reach, reach_of
from dealmecca.directory.models import Contact

register = template.Library()


@register.simple_tag(takes_context=True)
def reach(context: dict[str, Any], contact: Contact) -> Reach:
    """{% reach contact as reach %}: the only way by which a template comes to a person's email and phone."""
    return reach_of(context["request"].user, contact)
