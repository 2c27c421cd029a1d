"""Deleting a company on the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_moderator_is_asked_and_then_the_company_is_gone(moderator: User, as_user: SignIn) -> None:
    company = make_company()
    client = as_user(moderator)
    assert "Delete Halden &amp; Pike?" in client.get(f"/companies/{company.slug}/delete").content.decode()
    client.post(f"/companies/{company.slug}/delete")
    assert Company.objects.count() == 0


def test_a_company_with_people_or_offices_says_so_before_and_stays(moderator: User, as_user: SignIn) -> None:
    company = make_company()
    make_company("Halden & Pike Chicago", parent=company)
    make_contact("Maren Oduya", company)
    client = as_user(moderator)
    page = client.get(f"/companies/{company.slug}/delete").content.decode()
    assert "1 person and 1 company below it" in page
    assert "Delete this company" not in page
    refused = client.post(f"/companies/{company.slug}/delete")
    assert refused.status_code == 409
    assert "Move or delete those first." in refused.content.decode()
    assert Company.objects.count() == 2


def test_members_may_not(ana: User, as_user: SignIn) -> None:
    company = make_company()
    assert as_user(ana).get(f"/companies/{company.slug}/delete").status_code == 403
    assert as_user(ana).post(f"/companies/{company.slug}/delete").status_code == 403


def test_visitors_are_sent_to_sign_in(client: Client) -> None:
    assert client.post(f"/companies/{make_company().slug}/delete")["Location"].startswith("/accounts/login/")
    assert Company.objects.count() == 1
