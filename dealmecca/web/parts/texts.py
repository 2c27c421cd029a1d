"""What members write, as it is shown."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from dealmecca.lib.markdown import Document, Names, read_once

register = template.Library()


@register.simple_tag
def written(document: Document, names: Names, top_heading: int = 2) -> SafeString:
    """{% written post.document names %}: `names` holds everybody who is mentioned and still there."""
    html = document.html(names, top_heading=top_heading)
    return mark_safe(f'<div class="written">{html}</div>')  # html went through the gate of lib/markdown/rendering.py


@register.simple_tag
def words(text: str, names: Names, top_heading: int = 2) -> SafeString:
    """{% words comment.body names %}: as `written`, of the text itself."""
    return written(read_once(text), names, top_heading)
