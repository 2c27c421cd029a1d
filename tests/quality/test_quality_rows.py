"""The rows behind a figure, a page at a time."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from tests.factories import make_contacts

pytestmark = pytest.mark.django_db


def test_all_rows_come_once_and_a_page_at_a_time(ana: User, as_user: Callable[[User], Client]) -> None:
    make_contacts(53)
    browser = as_user(ana)
    first = browser.get("/quality/rows/no-email")
    found = first.context["found"]
    assert (len(found.records), found.count) == (50, 53)
    rest = browser.get(f"/quality/rows/no-email?after={found.next_after}").context["found"]
    assert len({record.pk for record in (*found.records, *rest.records)}) == 53 and not rest.next_after
    assert "First page" in browser.get(f"/quality/rows/no-email?after={found.next_after}").content.decode()
    assert "Sign those chosen off" not in first.content.decode()
