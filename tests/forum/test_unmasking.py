"""The pages on which two admins look behind a handle."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.models import Post
from tests.factories.forum import make_comment
from tests.forum.test_unmasking_rules import REASON, ask, eve, make_admin_of, post
from tests.matrix.test_matrix import confirm_again

pytestmark = pytest.mark.django_db
__all__ = ["eve", "post"]  # fixtures


@pytest.fixture
def browser_of(as_user: Callable[[User], Client]) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        browser = as_user(user)
        confirm_again(browser, user)
        return browser

    return sign_in


def test_the_pages_ask_agree_and_show_it_to_the_two(
    post: Post, ana: User, admin: User, eve: User, browser_of: Callable[[User], Client]
) -> None:
    first, second, other = browser_of(admin), browser_of(eve), browser_of(make_admin_of("third"))
    assert first.post(f"/forum/posts/{post.slug}/unmask", {"reason": "short"}).status_code == 422
    answer = first.post(f"/forum/posts/{post.slug}/unmask", {"reason": REASON})
    address = answer["Location"]
    again = browser_of(admin)
    for browser in (first, again):
        assert browser.post(address, {"do": "agree"}).status_code == 409
        assert ana.email not in browser.get(address).content.decode()
    assert second.post(address, {"do": "agree"}).status_code == 302
    assert second.post(address, {"do": "agree"}).status_code == 409
    for browser in (first, second):
        page = browser.get(address)
        assert ana.email in page.content.decode() and page["Cache-Control"] == "no-store, private"
    for browser in (other, first):
        assert ana.email not in browser.get("/forum/unmasking").content.decode()
    assert ana.email not in other.get(address).content.decode()


def test_without_a_fresh_password_no_page_opens(
    post: Post, admin: User, dan: User, as_user: Callable[[User], Client]
) -> None:
    row, stale = ask(admin, post), as_user(admin)
    for address in (f"/forum/posts/{post.slug}/unmask", f"/forum/unmasking/{row.pk}"):
        assert "/accounts/reauthenticate" in stale.get(address)["Location"]
        assert as_user(dan).get(address).status_code == 403
    assert stale.post(f"/forum/unmasking/{row.pk}", {"do": "agree"}).status_code == 302


def test_a_comment_is_asked_about_from_its_page_and_refused_by_another(
    post: Post, dan: User, admin: User, eve: User, browser_of: Callable[[User], Client]
) -> None:
    comment = make_comment(dan, post, is_anonymous=True)
    first = browser_of(admin)
    assert comment.handle in first.get(f"/forum/comments/{comment.pk}/unmask").content.decode()
    address = first.post(f"/forum/comments/{comment.pk}/unmask", {"reason": REASON})["Location"]
    assert browser_of(eve).post(address, {"do": "refuse"}).status_code == 302
    assert "Refused" in first.get("/forum/unmasking").content.decode()
    assert first.post(address, {"do": "nothing"}).status_code == 400
