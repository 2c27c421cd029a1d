"""What the tests of saved searches share: a list with three people, and saving it."""

from collections.abc import Callable
from typing import Any

import pytest

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.saved.actions import save_search
from dealmecca.saved.models import SavedSearch
from tests.factories import make_company, make_contact

Save = Callable[..., SavedSearch]


@pytest.fixture
def people(db: None) -> list[Contact]:
    """Three VPs at an agency in New York, and a director."""
    agency = make_company("Halden & Pike", company_type="AGENCY", city="New York", state="NY")
    found = [make_contact(f"Person{n} Example", agency, title="VP, Media", seniority="VP") for n in range(3)]
    return [*found, make_contact("Dorothea Reyes", agency, title="Director", seniority="DIRECTOR")]


@pytest.fixture
def save(ana: User) -> Save:
    def saved(actor: User = ana, **values: Any) -> SavedSearch:
        given = {"name": "VPs", "kind": "contact", "filters": {"seniority": ["VP"]}, **values}
        return save_search(actor=actor, **given)[0]

    return saved
