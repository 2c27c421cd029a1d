"""Form fields: label above, hint and error below, both tied to the control for screen readers."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, wide: bool = False, hint: bool | str = True, **attributes: Any) -> dict[str, Any]:
    """{% field form.email %}: `hint` replaces the field's own or, False, leaves it away.

    Further arguments become attributes of the control, `_` read as `-`.
    """
    widget = bound.field.widget
    shown_hint = hint if isinstance(hint, str) else bound.help_text if hint else ""
    described = [f"{bound.auto_id}-hint"] if shown_hint else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    attrs = {name.replace("_", "-"): value for name, value in attributes.items()}
    attrs["class"] = f"{control_class(widget)} {attrs.get('class', '')}".strip()
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    control: SafeString = bound.as_widget(attrs=attrs)
    return {
        "bound": bound,
        "control": control,
        "wide": wide,
        "hint": shown_hint,
        "is_checkbox": isinstance(widget, forms.CheckboxInput),
    }


@register.inclusion_tag("web/parts/form_problems.html")
def form_problems(form: forms.BaseForm) -> dict[str, Any]:
    """The summary above a refused form: how many fields need a change, with a link to each."""
    return {"form": form, "wrong": [form[name] for name in form.errors if name in form.fields]}


def control_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Select):
        return "select"
    return "textarea" if isinstance(widget, forms.Textarea) else "input"
