"""Asking the forum's pages: a browser, what a page says, and how many questions it asks the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers or None)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def queries(client: Client, address: str) -> int:
    """Of the second look: what only the first one writes is not counted."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def assert_closed(address: str, user: User) -> None:
    """A visitor is sent to sign in; a closed account is nobody."""
    answer = Client().get(address)
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login")
    client = browser(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(address).status_code == 302
    User.objects.filter(pk=user.pk).update(is_active=True)
