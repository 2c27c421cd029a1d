"""Following from a record's page: what the button says, double clicks, who may."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.following import actions
from dealmecca.following.models import Follow
from dealmecca.following.queries import follow_button, followed_scope
from dealmecca.lib.conflicts import Conflict
from tests.factories import make_company, make_handling

AsUser = Callable[[User], Client]


def test_a_double_click_follows_once(as_user: AsUser, ana: User, kestrel: Company) -> None:
    client = as_user(ana)
    for _ in range(2):
        response = client.post(f"/companies/{kestrel.slug}/follow", {"follow": "yes"}, follow=True)
    assert response.redirect_chain == [(f"/companies/{kestrel.slug}", 302)]
    assert "You follow Kestrel Cola" in response.content.decode()
    assert Follow.objects.filter(user=ana, record_kind="company", record_id=kestrel.pk).count() == 1
    for _ in range(2):
        client.post(f"/companies/{kestrel.slug}/follow", {"follow": "no"})
    assert not Follow.objects.exists()


def test_a_person_is_followed_and_the_form_leads_back_to_its_page(as_user: AsUser, ana: User, maren: Contact) -> None:
    url = f"/people/{maren.pk}/follow"
    assert as_user(ana).post(url, {"follow": "yes", "next": "/people?q=maren"}).headers["Location"] == "/people?q=maren"
    away = as_user(ana).post(url, {"follow": "yes", "next": "https://elsewhere.example/"})
    assert away.headers["Location"] == f"/people/{maren.pk}"
    assert follow_button(viewer=ana, record=maren) == {"follow_url": url, "is_followed": True}


def test_the_button_says_what_pressing_it_does(ana: User, kestrel: Company) -> None:
    def button() -> str:
        context = {"follow": follow_button(viewer=ana, record=kestrel)}
        return render_to_string("following/_follow_button.html", context, RequestFactory().get("/"))

    assert 'value="yes" aria-pressed="false"' in button()
    actions.follow(actor=ana, record=kestrel)
    assert 'value="no" aria-pressed="true"' in button() and "Following" in button()


def test_htmx_gets_the_button_alone(as_user: AsUser, ana: User, kestrel: Company) -> None:
    response = as_user(ana).post(f"/companies/{kestrel.slug}/follow", {"follow": "yes"}, headers={"HX-Request": "true"})
    assert response.content.decode().startswith('<form class="follow"')
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("word", ["", "toggle", "\0"])
def test_neither_yes_nor_no_is_refused(as_user: AsUser, ana: User, kestrel: Company, word: str) -> None:
    response = as_user(ana).post(f"/companies/{kestrel.slug}/follow", {"follow": word})
    assert response.status_code == 400 and "Say yes or no" in response.content.decode()


def test_what_does_not_exist_and_visitors(as_user: AsUser, ana: User, kestrel: Company) -> None:
    for path in ("/companies/nobody/follow", "/people/nobody/follow", "/people/%00/follow"):
        assert as_user(ana).post(path, {"follow": "yes"}).status_code == 404
    assert as_user(ana).get(f"/companies/{kestrel.slug}/follow").status_code == 302, "an opened form address"
    assert Client().post(f"/companies/{kestrel.slug}/follow", {"follow": "yes"}).status_code == 302
    assert not Follow.objects.exists()


def test_an_inactive_member_follows_nothing(ana: User, kestrel: Company) -> None:
    ana.is_active = False
    with pytest.raises(PermissionDenied):
        actions.follow(actor=ana, record=kestrel)


def test_nobody_follows_without_end(ana: User, kestrel: Company, maren: Contact, monkeypatch: object) -> None:
    monkeypatch.setattr(actions, "MOST", 1)  # type: ignore[attr-defined]
    actions.follow(actor=ana, record=kestrel)
    with pytest.raises(Conflict, match="Stop following some first"):
        actions.follow(actor=ana, record=maren)
    assert actions.follow(actor=ana, record=kestrel)[1] is False


def test_the_database_holds_the_rules(ana: User, kestrel: Company) -> None:
    actions.follow(actor=ana, record=kestrel)
    for values in (
        {"record_kind": "company", "record_id": kestrel.pk},
        {"record_kind": "planet", "record_id": kestrel.pk},
        {"record_kind": "contact", "record_id": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(user=ana, **values)


def test_a_company_brings_its_family_and_the_people_on_it(
    ana: User, kestrel: Company, maren: Contact, django_assert_num_queries: Callable[[int], object]
) -> None:
    brand = make_company("Kestrel Zero", company_type="BRAND", parent=kestrel)
    make_handling(maren, brand)
    actions.follow(actor=ana, record=kestrel)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        scope = followed_scope(viewer=ana)
    assert (set(scope.companies), scope.contacts, scope.handlers) == ({kestrel.pk, brand.pk}, [], [maren.pk])
    for number in range(4):
        actions.follow(actor=ana, record=make_company(f"Agency {number}"))
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(followed_scope(viewer=ana).companies) == 6
