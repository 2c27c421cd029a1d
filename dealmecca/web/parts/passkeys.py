"""What the library's script for passkeys reads: names of elements, as inert JSON that our policy lets stand."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def passkey_elements(form: str, **ids: str) -> SafeString:
    """{% passkey_elements "authenticateForm" authenticate="button" credential=… data="js_data" %}"""
    text = json.dumps({"ids": ids}).translate(_ESCAPES)
    return format_html(
        '<script data-allauth-onload="allauth.webauthn.forms.{}" type="application/json">{}</script>',
        form,
        mark_safe(text),  # its angle brackets and ampersands are escaped above, as Django's json_script does
    )
