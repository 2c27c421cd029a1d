"""What the forum says about a company, a person or an event stands on their pages, and the latest on the home page."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from tests.factories import make_company, make_contact
from tests.factories.events import make_event
from tests.factories.forum import make_held_post, make_post, settle

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_each_page_lists_its_own(ana: User, dan: User, as_user: SignIn) -> None:
    company = make_company("Kestrel Cola")
    maren, event = make_contact("Maren Oduya", company), make_event(ana)
    make_post(ana, "Of the company", body=f"@[K](company:{company.pk})")
    make_post(ana, "Of the person", body=f"@[M](contact:{maren.pk})")
    make_post(ana, "Of the event", body="Who goes?", event=event)
    make_held_post(dan, "It waits")
    client = as_user(dan)
    titles = {"Of the company", "Of the person", "Of the event"}
    for address, title, more in (
        (f"/companies/{company.slug}", "Of the company", f"/forum?company={company.slug}"),
        (f"/people/{maren.pk}", "Of the person", f"/forum?contact={maren.pk}"),
        (f"/events/{event.slug}", "Of the event", f"/forum?event={event.slug}"),
    ):
        page = client.get(address).content.decode()
        assert {one for one in (*titles, "It waits") if one in page} == {title}
        assert more in page and title in client.get(more).content.decode()
    home = client.get("/").content.decode()
    assert "What the trade talks about" in home and titles == {one for one in (*titles, "It waits") if one in home}


def test_an_anonymous_one_names_nobody(ana: User, dan: User, as_user: SignIn) -> None:
    company = make_company("Kestrel Cola")
    User.objects.filter(pk=ana.pk).update(name="Ana Reyes")
    settle(ana)
    post = make_post(ana, "Quietly", body=f"@[K](company:{company.pk})", is_anonymous=True)
    for address in ("/", f"/companies/{company.slug}", "/search?q=quietly"):
        page = as_user(dan).get(address).content.decode()
        assert post.handle in page and "Ana Reyes" not in page and ana.pk not in page


def test_the_one_search_box_finds_posts_and_replies(ana: User, dan: User, as_user: SignIn) -> None:
    settle(ana)
    for number in range(5):
        make_post(ana, f"Kites {number}", body="Flying")
    page = as_user(dan).get("/search?q=kites").content.decode()
    assert page.count("data-open>Kites") == 3 and "/forum/search?q=kites" in page
    assert "Nothing fits these words" not in page
    assert "Discussions" not in as_user(dan).get("/search?q=balloons").content.decode()


def test_the_navigation_leads_to_the_forum(dan: User, as_user: SignIn) -> None:
    page = as_user(dan).get("/forum/search").content.decode()
    assert page.count('href="/forum" title="Forum" aria-current="page"') == 1
