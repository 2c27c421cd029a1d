"""Writing a post, and changing one: what is asked for, and how it reads from a draft or an address."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.rows import BODY, TITLE
from dealmecca.forum.models import Category, Post
from dealmecca.forum.vocabularies import DEAL_SIZE, POST_TYPE, URGENCY

FARTHEST = timedelta(days=366)  # until when a poll may run
WORDS_HINT = (
    "Markdown: **bold**, *slanted*, - lists, > quotes. Type @ and a name to mention a company, person or member."
)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AboutFields(forms.Form):
    """What writing and changing share. The action has the last word on every value."""

    category = forms.ChoiceField(label="Category", error_messages={"required": "Choose a category."})
    title = forms.CharField(max_length=TITLE, label="Title", error_messages={"required": "Write a title."})
    body = forms.CharField(
        max_length=BODY, label="Text", widget=forms.Textarea({"rows": 10}), help_text=WORDS_HINT,
        error_messages={"required": "Write something first."},
    )  # fmt: skip
    tags = forms.CharField(max_length=400, required=False, label="Tags", help_text="With commas between them.")
    media_types = forms.CharField(
        max_length=400, required=False, label="Media types", help_text="With commas between them."
    )
    urgency = forms.ChoiceField(choices=URGENCY.choices, initial="MEDIUM", label="Urgency")
    deal_size = forms.ChoiceField(choices=[("", "Not said"), *DEAL_SIZE.choices], required=False, label="Deal size")
    location = forms.CharField(max_length=120, required=False, label="Place", help_text="A city, a market, a region.")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        categories: list[Category],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.categories = {row.pk: row for row in categories}
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose one"), *((row.pk, row.name) for row in categories)]

    def values(self) -> dict[str, Any]:
        """As the actions take them. For a valid form."""
        values = dict(self.cleaned_data)
        values["category"] = self.categories[values["category"]]
        for name in ("tags", "media_types"):
            values[name] = parts_of(values[name])
        return values


class PostForm(AboutFields):
    post_type = forms.ChoiceField(choices=POST_TYPE.choices, initial="POST", label="Kind", widget=forms.RadioSelect)
    choices = forms.CharField(
        required=False, max_length=5_000, label="Entries", widget=forms.Textarea({"rows": 4}),
        help_text="One a line. A poll takes one vote from each member; in a list each entry is voted up by itself.",
    )  # fmt: skip
    closes_on = forms.DateField(
        required=False, label="Last day of the poll", widget=DayInput(), help_text="Without one it stays open."
    )
    is_anonymous = forms.BooleanField(required=False, label="Post anonymously")

    def clean_closes_on(self) -> date | None:
        day: date | None = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if day is not None and not today <= day <= today + FARTHEST:
            raise forms.ValidationError("Choose a day from today on, within a year.")
        return day

    def values_for(self, viewer: User) -> dict[str, Any]:
        values = self.values()
        day = values.pop("closes_on")
        values["choices"] = values["choices"].splitlines()
        values["closes_at"] = end_of(day, viewer, is_anonymous=values["is_anonymous"]) if day else None
        return values


class PostEditForm(AboutFields):
    """`seen` is when the post was last changed, as its author read it."""

    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


def end_of(day: date, viewer: User, *, is_anonymous: bool) -> datetime:
    """The midnight that ends a day where the viewer is. Anonymously the site's: theirs would say where they are."""
    zone = ZoneInfo(settings.TIME_ZONE) if is_anonymous else viewer.zone
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)


def parts_of(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in text.replace("\n", ",").split(",")) if part]


def values_of(post: Post, tags: Mapping[str, list[str]]) -> dict[str, Any]:
    """A post as the form that changes it first shows it; `tags` by kind."""
    return {
        "category": post.category_id, "title": post.title, "body": post.body, "urgency": post.urgency,
        "deal_size": post.deal_size, "location": post.location, "tags": ", ".join(tags.get("TOPIC", [])),
        "media_types": ", ".join(tags.get("MEDIA", [])), "seen": post.updated_at.isoformat(),
    }  # fmt: skip
