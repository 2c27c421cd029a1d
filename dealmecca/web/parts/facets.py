"""One box of a filter. A tag instead of an included template: a page has two hundred of them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dealmecca.web.parts.identity import level_badge

register = template.Library()


@register.simple_tag
def facet_option(option: Any) -> SafeString:
    """A checkbox or radio with its label and count; `option` is a lib.filters.Option."""
    return format_html(
        '<label><input class="{}" type="{}" id="{}" name="{}" value="{}"{}>{}'
        '<span class="min-w-0 break-words">{}</span>'
        '<span class="num">{}</span></label>',
        "radio" if option.is_single else "checkbox",
        "radio" if option.is_single else "checkbox",
        option.id,
        option.name,
        option.value,
        CHECKED if option.is_selected else "",
        level_badge(option.level) if option.level else "",
        option.label,
        f"{option.count:,}",
    )


CHECKED = format_html("{}", " checked")
