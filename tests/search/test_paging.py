"""Walking a list page by page: every record once, in order, whatever happens in between."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import search_contacts
from dealmecca.search.criteria import SORTS, Criteria
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db


def walk(viewer: User, criteria: Criteria, limit: int) -> list[str]:
    seen: list[str] = []
    cursor = None
    for _ in range(100):
        page = search_contacts(viewer=viewer, criteria=criteria, cursor=cursor, limit=limit)
        seen += [person.full_name for person in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return seen
    raise AssertionError("paging never ended")


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", ["", "halden"])
def test_paging_meets_everyone_once(ana: User, sort: str, text: str) -> None:
    company = make_company("Halden & Pike")
    for number in range(23):
        person = make_contact(f"Person{number % 5} Example{number:02}", company)
        Contact.objects.filter(pk=person.pk).update(lead_score=number % 3)
    criteria = Criteria(text=text, sort=sort)
    in_one = walk(ana, criteria, 100)
    assert len(in_one) == len(set(in_one)) == 23
    for limit in (1, 4, 22, 23):
        assert walk(ana, criteria, limit) == in_one


def test_names_sort_by_last_then_first_name_without_accents(ana: User) -> None:
    for name in ("Bea Ömer", "Al Zed", "Cy Omer", "Ann Adams"):
        make_contact(name)
    assert walk(ana, Criteria(sort="name"), 10) == ["Ann Adams", "Bea Ömer", "Cy Omer", "Al Zed"]


def test_somebody_added_while_you_page_does_not_shift_the_next_page(ana: User) -> None:
    for number in range(6):
        make_contact(f"Person{number} Example{number}")
    first = search_contacts(viewer=ana, criteria=Criteria(sort="name"), limit=3)
    make_contact("Aaron Aardvark")
    second = search_contacts(viewer=ana, criteria=Criteria(sort="name"), cursor=first.next_cursor, limit=3)
    assert [person.first_name for person in second.items] == ["Person3", "Person4", "Person5"]


@pytest.mark.parametrize("cursor", ["x", "%%%", "bnVsbA", "W10", "WyJuYW1lIiwxXQ", "A" * 5000])
def test_a_broken_cursor_is_a_clear_error(ana: User, cursor: str) -> None:
    with pytest.raises(ValueError, match="cursor"):
        search_contacts(viewer=ana, criteria=Criteria(), cursor=cursor)


def test_a_cursor_of_another_order_is_refused(ana: User) -> None:
    for number in range(3):
        make_contact(f"Person{number} Example{number}")
    cursor = search_contacts(viewer=ana, criteria=Criteria(sort="name"), limit=1).next_cursor
    with pytest.raises(ValueError, match="another"):
        search_contacts(viewer=ana, criteria=Criteria(sort="recent"), cursor=cursor)
