"""Items of a list become companies: by one click of any member, and never twice."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.forum.models import Choice, Post
from tests.factories import make_company
from tests.factories.forum import make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def item(ana: User) -> Choice:
    post = make_post(ana, "The best desks", post_type="LIST", choices=["Larkspur & Vane"], is_anonymous=True)
    return Choice.objects.get(post=post)


def where(item: Choice) -> str:
    return f"/forum/choices/{item.pk}/company"


def test_any_member_adds_it_to_the_directory_once(dan: User, item: Choice, as_user: SignIn) -> None:
    client = as_user(dan)
    assert "Add it to the directory" in client.get(where(item)).content.decode()
    for _ in range(2):  # a doubled click
        assert client.post(where(item), {"do": "create"}).status_code == 302
    item.refresh_from_db()
    assert item.company == Company.objects.get() and item.company.name == "Larkspur & Vane"
    assert "It stands for" in client.get(where(item)).content.decode()


def test_what_is_in_the_directory_already_is_linked(dan: User, item: Choice, as_user: SignIn) -> None:
    company = make_company("LARKSPUR & VANE")
    as_user(dan).post(where(item), {"do": "create"})
    item.refresh_from_db()
    assert item.company == company and Company.objects.count() == 1


def test_of_several_its_author_chooses(ana: User, dan: User, moderator: User, item: Choice, as_user: SignIn) -> None:
    one, two = make_company("Larkspur & Vane", city="Chicago"), make_company("Larkspur & Vane", city="Boston")
    page = as_user(dan).post(where(item), {"do": "create"})
    assert page.status_code == 409 and "2 companies of this name" in page.content.decode()
    for do in ({"do": "link", "company": one.pk}, {"do": "unlink"}):
        assert as_user(dan).post(where(item), do).status_code == 403
    assert "It is this one" not in as_user(dan).get(where(item)).content.decode()
    assert "It is this one" in as_user(ana).get(where(item)).content.decode()
    for user, company in ((ana, one), (moderator, two)):
        as_user(user).post(where(item), {"do": "link", "company": company.pk})
        item.refresh_from_db()
        assert item.company == company
    as_user(ana).post(where(item), {"do": "unlink"})
    item.refresh_from_db()
    assert item.company is None


def test_what_is_no_item_or_hidden_is_not_there(ana: User, dan: User, item: Choice, as_user: SignIn) -> None:
    poll = make_post(ana, "Which?", post_type="POLL", choices=["a", "b"]).choices.all()[0]
    client = as_user(dan)
    assert client.get(where(poll)).status_code == client.get("/forum/choices/x%00/company").status_code == 404
    assert client.post(where(item), {"do": "what"}).status_code == 400
    assert client.post(where(item), {"do": "create", "company": "x"}).status_code == 302
    Post.objects.filter(pk=item.post_id).update(is_locked=True)
    assert client.post(where(item), {"do": "create"}).status_code == 409
    Post.objects.filter(pk=item.post_id).update(state="REMOVED")
    assert client.get(where(item)).status_code == 404
