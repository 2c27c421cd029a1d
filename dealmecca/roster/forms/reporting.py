"""The form that says whom a person reports to."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.roster.forms.days import day_field
from dealmecca.roster.forms.person_choice import PersonField

NOBODY = "nobody"


class ManagerForm(forms.Form):
    since = day_field("Since", "The first day of it. Leave it empty if you do not know.")

    def __init__(
        self, data: QueryDict | None = None, *, viewer: User, people: Iterable[Contact], manager: Contact | None
    ) -> None:
        super().__init__(data, initial={"manager": manager.pk if manager else ""})
        listed = {one.pk: one for one in ([manager] if manager else [])} | {one.pk: one for one in people}
        extra = [(NOBODY, "Nobody")]
        self.fields["manager"] = PersonField(viewer=viewer, people=listed.values(), extra=extra, label="Reports to")

    @property
    def manager(self) -> Contact | None:
        """Whoever was chosen, None for nobody."""
        chosen = self.cleaned_data["manager"]
        return chosen if isinstance(chosen, Contact) else None
