"""How a text will be read, before it is sent."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_text_is_shown_as_it_will_be_read(ana: User, as_user: Callable[[User], Client]) -> None:
    page = as_user(ana).post("/forum/preview", {"body": "One <b>line</b>\n\nand another"})
    assert "&lt;b&gt;" in page.content.decode() and page.content.decode().count("<p>") == 2
    assert "write something first" in as_user(ana).post("/forum/preview", {"body": "  "}).content.decode()
    assert as_user(ana).post("/forum/preview").status_code == 200
    assert Client().post("/forum/preview", {"body": "x"}).status_code == 302
