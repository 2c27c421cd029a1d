"""`{% icon "search" %}`: lucide drawings, inlined from `web/icons/`."""

from functools import cache
from pathlib import Path

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
FOLDER = Path(__file__).resolve().parent.parent / "icons"


@register.simple_tag
def icon(name: str, class_: str = "", **options: str) -> SafeString:
    """Decoration only: hidden from screen readers, so a button without words needs its own aria-label."""
    return _icon(name, f"icon {options.get('class', class_)}".strip())


@cache
def _icon(name: str, classes: str) -> SafeString:
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', classes, drawing(name))


@cache
def drawing(name: str) -> SafeString:
    """The lines inside one icon's <svg>. Raises LookupError for a name that is not in the folder."""
    try:
        svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LookupError(f"No icon {name!r}: add it to assets/icons.txt and run `npm run build` there.") from None
    return mark_safe(svg[svg.index(">") + 1 : svg.rindex("</svg>")])
