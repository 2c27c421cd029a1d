"""Small drawings made by the server: bars whose widths are attributes, because inline styles are forbidden."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
COLOURS = "abcdw"  # .bar .a is petrol, .b orange, .c grey, .d red, .w amber


@register.simple_tag
def share_bar(*parts: int) -> SafeString:
    """One bar divided by up to five numbers: petrol, orange, grey, red, amber. A part above 0 is never invisible."""
    total = sum(parts)
    rects, at = [], 0.0
    for colour, part in zip(COLOURS, parts, strict=False):
        width = max(100 * part / total, 0.6) if part else 0.0
        if width:
            rects.append((colour, f"{min(at, 99.4):.1f}%", f"{width:.1f}%"))
        at += width
    return format_html(
        '<svg class="bar" width="100%" height="8" aria-hidden="true">'
        '<rect class="bg" width="100%" height="8"/>{}</svg>',
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="8"/>', rects),
    )


@register.simple_tag
def fill_bar(percent: float) -> SafeString:
    """How full something is, 0 to 100."""
    return format_html(
        '<svg class="bar" width="100%" height="8" aria-hidden="true"><rect class="bg" width="100%" height="8"/>'
        '<rect class="a" width="{}%" height="8"/></svg>',
        f"{min(max(percent, 0), 100):.0f}",
    )
