"""Nobody learns from our answers who has an account: the bytes are the same, and so is the work behind them."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dealmecca.accounts.models import User

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "ana@example.com", "bob@example.com"  # as long as one another
PASSWORD = "a long and quiet sentence"


class CountedHasher(MD5PasswordHasher):
    """Says how often it ran; a password is checked by encoding it again."""

    runs = 0

    def encode(self, password: str, salt: str) -> str:
        CountedHasher.runs += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def counted(settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]


def plain(response: Any, address: str) -> tuple[Any, ...]:
    """All that goes over the wire, but for random tokens and the address that was typed."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]+"', r"\1", response.content.decode())
    cookies = sorted(
        (name, len(morsel.value), morsel["max-age"], morsel["path"]) for name, morsel in response.cookies.items()
    )
    headers = sorted((key, value) for key, value in response.headers.items() if key != "Expires")
    return response.status_code, headers, cookies, body.replace(address, "")


def asked(path: str, values: dict[str, str], address: str) -> tuple[Any, ...]:
    """The answer to a form and to the page it leads to; how often was hashed, mailed and asked of the database."""
    client = Client()
    mail.outbox.clear()
    client.get(path)
    before = CountedHasher.runs
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(path, values)
    hashed = CountedHasher.runs - before
    pages = [plain(answer, address)]
    if answer.status_code == 302:
        pages.append(plain(client.get(answer["Location"]), address))
    return pages, hashed, len(mail.outbox), [re.sub(r"'[^']*'|\d+(\.\d+)?", "?", q["sql"]) for q in queries]


def test_log_in(ana: User) -> None:
    known, unknown = (
        asked("/accounts/login/", {"login": address, "password": "no"}, address) for address in (KNOWN, UNKNOWN)
    )
    assert known[:3] == unknown[:3]
    assert known[1] == 1, "the hasher runs once in both cases"
    assert len(known[3]) == len(unknown[3])


def test_sign_up(ana: User) -> None:
    known, unknown = (
        asked("/accounts/signup/", {"name": "B", "email": address, "password1": PASSWORD}, address)
        for address in (KNOWN, UNKNOWN)
    )
    assert known[0] == unknown[0]
    assert known[1] == unknown[1] == 1
    assert known[2] == unknown[2] == 1, "one mail in both cases: to confirm, or that there is an account already"
    # A new account is eight statements more than none: about a millisecond beside the hash, and only said here.
    assert 0 <= len(unknown[3]) - len(known[3]) <= 20


def test_reset(ana: User) -> None:
    known, unknown = (asked("/accounts/password/reset/", {"email": address}, address) for address in (KNOWN, UNKNOWN))
    assert known[:3] == unknown[:3]
    assert known[2] == 1
    assert len(known[3]) == len(unknown[3])
