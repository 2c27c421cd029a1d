"""Names behind an @: companies, people and members, few of each, and nobody's address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.queries.completing import Suggestion, complete
from tests.factories import make_company, make_contact, make_contacts

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_each_kind_is_offered_as_it_stands_in_a_text(ana: User, dan: User, as_user: SignIn) -> None:
    kestrel = make_company("Danube [Cola]", company_type="ADVERTISER", city="Chicago", state="IL")
    contact = make_contact("Dana Oduya", kestrel, email="dana@danube.example")
    page = as_user(ana).get("/forum/complete?q=dan")
    said = page.content.decode()
    assert f"@[Danube (Cola)](company:{kestrel.pk})" in said
    assert f"@[Dana Oduya](contact:{contact.pk})" in said and f"@[Dan](user:{dan.pk})" in said
    assert "dana@" not in said and "dan@" not in said and said.count('role="option"') == 3


def test_only_names_are_searched(ana: User) -> None:
    make_contact("Maren Oduya", make_company("Halden & Pike", city="Chicago"), title="Media Director")
    assert complete(viewer=ana, text="media director") == [] == complete(viewer=ana, text="chicago")
    assert [one.label for one in complete(viewer=ana, text="odu mar")] == ["Maren Oduya"]
    assert [one.label for one in complete(viewer=ana, text="halden pi")] == ["Halden & Pike"]


def test_members_are_found_by_how_their_name_begins(ana: User, dan: User, ben: User) -> None:
    User.objects.filter(pk=ben.pk).update(name="")
    User.objects.filter(pk=dan.pk).update(is_active=False)
    assert [one.label for one in complete(viewer=ana, text="AN")] == ["Ana"]
    assert complete(viewer=ana, text="ben") == [] == complete(viewer=ana, text="dan")


def test_eight_at_most_and_every_kind_has_its_part(ana: User, ben: User) -> None:
    for number in range(5):
        make_company(f"Benning {number}")
    make_contacts(9, make_company("Halden & Pike"), last_name="Benton")
    found = [one.kind for one in complete(viewer=ana, text="ben")]
    assert len(found) == 8 and {kind: found.count(kind) for kind in set(found)} == {
        "company": 4, "contact": 3, "user": 1,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "a", "%00", "!!", "x" * 500, "@[", "\U0010ffff"])
def test_what_names_nothing_offers_nothing(ana: User, as_user: SignIn, text: str) -> None:
    page = as_user(ana).get("/forum/complete", {"q": text})
    assert page.status_code == 200 and not page.content.strip()


def test_a_label_never_breaks_its_token() -> None:
    assert Suggestion("company", "c1", "A ](\nB[").token == "@[A )( B(](company:c1)"


def test_the_answer_takes_few_queries(ana: User, as_user: SignIn, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        make_contact(f"Dana Number{number}", make_company(f"Danube {number}"))
    client = as_user(ana)
    client.get("/forum/complete?q=dan")
    with django_assert_max_num_queries(10):
        assert client.get("/forum/complete?q=dan").content.count(b"role=") == 8
