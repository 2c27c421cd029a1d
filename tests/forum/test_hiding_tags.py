"""A tag that a member hides is gone from everything that lists posts to them, and from no thread they open."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.actions import follow_category, hide_tag
from dealmecca.forum.actions.moderating import switch
from dealmecca.forum.actions.telling import tell_of_post
from dealmecca.forum.models import Post, Tag
from dealmecca.notifications.models import Notification
from tests.factories import make_company
from tests.factories.forum import make_comment, make_post, questions
from tests.forum.pages import browser, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(ana: User, ben: User, dan: User) -> Post:
    """Ana's post with a tag that Dan hides, after the post with which it is related."""
    body = f"About @[K](company:{make_company('Kestrel Cola').pk})"
    make_post(ben, "An open one", body=body)
    post = make_post(ana, "A zeppelin rises", body=body, tags=["CTV"], urgency="URGENT")
    hide_tag(actor=dan, tag=Tag.objects.get(slug="ctv"), is_hidden=True)
    return post


@pytest.mark.parametrize(
    "address",
    ["/forum", "/forum?sort=new", "/forum/c/questions", "/forum/categories", "/forum/search?q=zeppelin",
     "/search?q=zeppelin", "/forum/moderation/log", "/forum/feed.atom", "/", "/api/v1/forum/posts",
     "/api/v1/forum/categories", "/api/v1/forum/search?q=zeppelin"],
)  # fmt: skip
def test_no_list_shows_it(hidden: Post, ben: User, dan: User, moderator: User, address: str) -> None:
    make_comment(ben, hidden, "Zeppelins do.")
    switch(actor=moderator, post=hidden, column="is_featured", is_on=True, reason="Read this")
    assert "A zeppelin rises" in text_of(browser(ben), address), "the others read it there"
    assert "A zeppelin rises" not in text_of(browser(dan), address)


def test_related_posts_leave_it_out_and_its_own_page_shows_it(hidden: Post, ben: User, dan: User) -> None:
    other = f"/forum/posts/{Post.objects.get(title='An open one').slug}"
    assert "A zeppelin rises" in text_of(browser(ben), other)
    assert "A zeppelin rises" not in text_of(browser(dan), other)
    assert "A zeppelin rises" in text_of(browser(dan), f"/forum/posts/{hidden.slug}")
    assert "A zeppelin rises" in text_of(browser(dan), "/forum/tags/ctv"), "who looks for it finds it"


def test_who_follows_its_category_is_not_told(ana: User, ben: User, dan: User, hidden: Post) -> None:
    for user in (ben, dan):
        follow_category(actor=user, category=questions(), is_followed=True)
    tell_of_post(post_id=hidden.pk)
    assert [row.user for row in Notification.objects.all()] == [ben]
