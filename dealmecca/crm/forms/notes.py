"""A note and who sees it."""

from django import forms
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.crm.actions.notes import LONGEST
from dealmecca.crm.models import Note
from dealmecca.crm.models.notes import Visibility
from dealmecca.crm.permissions import can_share_notes


class NoteForm(forms.Form):
    """Whoever has no team to share with is not asked, and writes for themselves."""

    text = forms.CharField(max_length=LONGEST, label="Note", widget=forms.Textarea({"rows": 4}))
    visibility = forms.ChoiceField(choices=Visibility.choices, initial=Visibility.PRIVATE, label="Who sees it")

    def __init__(self, data: QueryDict | None = None, *, viewer: User, note: Note | None = None) -> None:
        super().__init__(data, initial={"text": note.text, "visibility": note.visibility} if note else None)
        is_shared = note is not None and note.visibility == Visibility.TEAM
        if not can_share_notes(viewer) and not is_shared:
            del self.fields["visibility"]

    @property
    def chosen_visibility(self) -> Visibility:
        return Visibility(self.cleaned_data.get("visibility") or Visibility.PRIVATE)
