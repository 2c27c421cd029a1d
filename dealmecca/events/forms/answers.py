"""The forms of an answer, a rating, of whom one met, and of what it was worth."""

from typing import Any

from django import forms

from dealmecca.events.models import ASPECTS, Visibility

STARS = [("", "–"), *((str(n), str(n)) for n in range(5, 0, -1))]
LABELS = {
    "overall": "On the whole",
    "networking": "Networking",
    "content": "Content",
    "roi": "Worth the cost",
}


class AnswerForm(forms.Form):
    """`status` is the button that was pressed."""

    status = forms.CharField(max_length=10)
    visibility = forms.ChoiceField(required=False, choices=Visibility.choices, label="Who sees that you go")


class RatingForm(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for aspect in ASPECTS:
            self.fields[aspect] = forms.TypedChoiceField(
                choices=STARS, coerce=int, empty_value=None, required=False, label=LABELS[aspect]
            )


class RoiForm(forms.Form):
    met_count = forms.IntegerField(required=False, label="People met", widget=forms.NumberInput({"min": 0}))
    lead_count = forms.IntegerField(required=False, label="Leads", widget=forms.NumberInput({"min": 0}))
    cost = forms.DecimalField(
        required=False,
        max_digits=10,
        decimal_places=2,
        label="Cost",
        widget=forms.NumberInput({"min": 0, "step": "0.01"}),
    )
    note = forms.CharField(required=False, max_length=2_000, label="Note", widget=forms.Textarea({"rows": 3}))
