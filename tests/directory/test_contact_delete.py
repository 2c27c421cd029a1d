"""Deleting a person on the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from tests.factories import make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_moderator_is_asked_and_then_the_person_is_gone(moderator: User, as_user: SignIn) -> None:
    contact = make_contact()
    client = as_user(moderator)
    assert "Delete Maren Oduya?" in client.get(f"/people/{contact.pk}/delete").content.decode()
    assert Contact.objects.count() == 1, "asking deletes nothing"
    response = client.post(f"/people/{contact.pk}/delete", follow=True)
    assert "Maren Oduya was deleted." in response.content.decode()
    assert Contact.objects.count() == 0
    assert client.post(f"/people/{contact.pk}/delete").status_code == 404


def test_members_may_not(ana: User, as_user: SignIn) -> None:
    contact = make_contact()
    assert as_user(ana).get(f"/people/{contact.pk}/delete").status_code == 403
    assert as_user(ana).post(f"/people/{contact.pk}/delete").status_code == 403
    assert Contact.objects.count() == 1


def test_visitors_are_sent_to_sign_in(client: Client) -> None:
    contact = make_contact()
    assert client.post(f"/people/{contact.pk}/delete")["Location"].startswith("/accounts/login/")
    assert Contact.objects.count() == 1
