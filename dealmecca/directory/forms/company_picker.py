"""Choosing a company by its name: typed, resolved here, and chosen from a short list when several fit.

Works without script: the typed name is resolved when the form is sent. With htmx the list comes while typing.
The inputs: `<name>` is the typed text, `<name>_id` the chosen company, `<name>_for` the text the list was made for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.directory.queries import get_company, suggest_companies
from dealmecca.lib.text_keys import fold


class CompanyPicker:
    def __init__(
        self,
        name: str,
        *,
        viewer: User,
        initial: Company | None,
        data: Mapping[str, Any] | None,
        may_be_empty: bool = True,
    ) -> None:
        self.may_be_empty = may_be_empty
        self.name = name
        self.viewer = viewer
        self.initial = initial
        self.text = (data.get(name, "") if data is not None else initial.name if initial else "").strip()
        self.chosen_id = self._chosen_id(data)
        self.choices: Sequence[Company] = [initial] if initial and self.chosen_id == initial.pk else []

    def clean(self) -> Company | None:
        """The company meant, or None for an empty text. Raises ValidationError, with `choices` to choose from."""
        if not self.text:
            self.chosen_id = ""
            return None
        if self.chosen_id:
            try:
                chosen = get_company(viewer=self.viewer, company_id=self.chosen_id)
            except Company.DoesNotExist:
                raise ValidationError("This company was deleted in the meantime.") from None
            self.choices = [chosen]
            return chosen
        return self._by_name()

    def _by_name(self) -> Company:
        self.choices = choices_for(self.viewer, self.text)
        same = [company for company in self.choices if fold(company.name) == fold(self.text)]
        if len(same) == 1:
            self.chosen_id = same[0].pk
            return same[0]
        if self.choices:
            raise ValidationError("Choose one of these companies.")
        instead = ", or leave this empty" if self.may_be_empty else ""
        raise ValidationError(f"There is no company of this name. Add the company first{instead}.")

    def _chosen_id(self, data: Mapping[str, Any] | None) -> str:
        if data is None:
            return self.initial.pk if self.initial else ""
        is_for_this_text = data.get(f"{self.name}_for", "").strip() == self.text
        return str(data.get(f"{self.name}_id", "")) if is_for_this_text else ""


def choices_for(viewer: User, text: str) -> Sequence[Company]:
    return suggest_companies(viewer=viewer, text=text) if text.strip() else []
