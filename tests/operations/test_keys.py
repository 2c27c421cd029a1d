"""`dealmecca keys`: the operator makes, lists and revokes keys."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dealmecca.accounts.models import ApiKey, User

pytestmark = pytest.mark.django_db


def keys(*words: str) -> str:
    output = StringIO()
    call_command("keys", *words, stdout=output)
    return output.getvalue()


def test_a_key_is_printed_once_works_is_listed_and_revoked(ana: User) -> None:
    text = keys("create", "Ana@Example.com", "--scopes", "read,write", "--expires-days", "30").strip()
    program = Client(headers={"authorization": f"Bearer {text}"})
    assert program.get("/api/v1/me").json()["email"] == ana.email
    listed = keys("list", ana.email)
    assert "works" in listed and "read,write" in listed and text not in listed
    keys("revoke", ApiKey.objects.get().prefix)
    assert program.get("/api/v1/me").status_code == 401 and "revoked" in keys("list", ana.email)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "nobody@example.com", "--scopes", "read"), "There is no nobody@example.com"),
        (("create", "ana@example.com", "--scopes", "all"), "read, write, export"),
        (("create", "ana@example.com", "--scopes", "read", "--expires-days", "0"), "That day is over"),
        (("create", "dan@example.com", "--scopes", "read"), "not part of the plan Free"),
        (("revoke", "dm_nothing"), "There is no"),
        (("list", "nobody@example.com"), "There is no"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(words: tuple[str, ...], said: str, ana: User, dan: User) -> None:
    with pytest.raises(CommandError, match=said):
        keys(*words)
