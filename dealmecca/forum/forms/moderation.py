"""Forms of reports and of moderators: why, where to, under which title."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from dealmecca.forum.actions.flags import LONGEST
from dealmecca.forum.actions.moderating import REASON
from dealmecca.forum.actions.rows import TITLE
from dealmecca.forum.actions.unmasking import LEAST, MOST
from dealmecca.forum.models import Category
from dealmecca.forum.vocabularies import CATEGORY_COLOURS, CATEGORY_ICONS, FLAG_REASON


class FlagForm(forms.Form):
    reason = forms.ChoiceField(
        choices=FLAG_REASON.choices,
        widget=forms.RadioSelect,
        label="What is wrong with it",
        error_messages={"required": "Choose what is wrong with it."},
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        label="In your words",
        help_text="Moderators read it, and its author does not.",
    )


class ModerateForm(forms.Form):
    """`do` is refused by the view; the actions say which of these they need."""

    reason = forms.CharField(
        required=False,
        max_length=REASON,
        label="Why",
        help_text="Its author reads it, and so does everybody in the log.",
    )
    title = forms.CharField(required=False, max_length=TITLE, label="Another title")
    category = forms.ChoiceField(required=False, label="Another category")

    def __init__(self, data: QueryDict | None = None, *, categories: Iterable[Category], title: str = "") -> None:
        super().__init__(data, initial={"title": title})
        self.categories = {category.slug: category for category in categories}
        choices = [(slug, category.name) for slug, category in self.categories.items()]
        self.fields["category"].choices = [("", "Choose a category"), *choices]  # type: ignore[attr-defined]


class CategoryForm(forms.Form):
    name = forms.CharField(required=False, max_length=80, label="Name")
    description = forms.CharField(required=False, max_length=300, label="What belongs there")
    color = forms.ChoiceField(required=False, choices=[("", "None"), *CATEGORY_COLOURS.choices], label="Colour")
    icon = forms.ChoiceField(required=False, choices=[("", "None"), *CATEGORY_ICONS.choices], label="Icon")
    order = forms.IntegerField(
        required=False, min_value=-10_000, max_value=10_000, label="Place", help_text="Lower numbers come first."
    )
    is_active = forms.BooleanField(required=False, label="Takes new posts")


class TagForm(forms.Form):
    name = forms.CharField(required=False, max_length=40, label="Name")


class AliasForm(forms.Form):
    alias = forms.CharField(required=False, max_length=40, label="Another word for it")


class MergeTagForm(forms.Form):
    into = forms.CharField(required=False, max_length=60, label="Into", help_text="The name of the tag that stays.")


class UnmaskForm(forms.Form):
    reason = forms.CharField(
        required=False,
        label="Why",
        max_length=MOST,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"{LEAST} characters or more. The other admin reads it now, and the author in a week.",
    )
