"""Headers on every response."""

import pytest
from django.test import Client

from dealmecca.accounts.models import User


@pytest.mark.django_db
def test_every_page_forbids_inline_code_and_framing(client: Client, ana: User) -> None:
    client.force_login(ana)
    for address in ("/", "/people", "/accounts/login/", "/no/such/page"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_no_shared_cache_keeps_a_page_with_peoples_data(client: Client, ana: User) -> None:
    client.force_login(ana)
    assert "private" in client.get("/people")["Cache-Control"]
