"""Light, dark, or as the device says."""

import pytest
from django.test import Client

from dealmecca.accounts.models import User


@pytest.mark.django_db
def test_a_chosen_theme_is_drawn_from_the_first_byte(client: Client, ana: User) -> None:
    client.force_login(ana)
    assert "data-theme=" not in client.get("/people").content.decode()
    response = client.post("/theme", {"theme": "dark", "next": "/people?q=x"})
    assert response["Location"] == "/people?q=x"
    page = client.get("/people").content.decode()
    assert '<html lang="en" data-theme="dealmecca-dark">' in page
    assert 'value="dark" aria-pressed="true"' in page
    client.post("/theme", {"theme": "system"})
    assert "data-theme=" not in client.get("/people").content.decode()


@pytest.mark.django_db
def test_visitors_keep_their_theme_on_the_sign_in_page(client: Client) -> None:
    client.post("/theme", {"theme": "light"})
    assert 'data-theme="dealmecca"' in client.get("/accounts/login/").content.decode()


def test_it_never_leads_to_another_site(client: Client) -> None:
    for address in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        assert client.post("/theme", {"theme": "dark", "next": address})["Location"] == "/"


def test_an_unknown_theme_follows_the_device(client: Client) -> None:
    response = client.post("/theme", {"theme": '"><b>'})
    assert response.cookies["theme"].value == ""


def test_a_link_cannot_change_it(client: Client) -> None:
    assert client.get("/theme").status_code == 405
