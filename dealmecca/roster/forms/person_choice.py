"""Choosing a person from a list of colleagues; the list is narrowed by `?q=` before, so it works without script."""

from collections.abc import Iterable, Sequence

from django import forms

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import find_contact


class PersonField(forms.CharField):
    """Cleans to a Contact, whether or not the list held that person; `extra` are choices that are no person."""

    def __init__(
        self, *, viewer: User, people: Iterable[Contact], label: str, extra: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.viewer = viewer
        self.extra = extra
        options = [("", "Choose a person"), *extra, *((one.pk, described(one)) for one in people)]
        wrong = {"required": "Choose a person."}
        super().__init__(label=label, widget=forms.Select(choices=options), error_messages=wrong)

    def clean(self, value: str | None) -> Contact | str:
        """One of the extra codes, or a person. Raises ValidationError."""
        text = super().clean(value)
        if text in dict(self.extra):
            return text
        found = find_contact(viewer=self.viewer, contact_id=text)
        if found is None:
            raise forms.ValidationError("This person was deleted in the meantime.")
        return found


def described(contact: Contact) -> str:
    about = ", ".join(part for part in (contact.full_name, contact.title) if part)
    return f"{about} ({contact.company.name})" if contact.company else about
