"""The forum's front page: orders, filters, pages, marks, and what it says when there is nothing."""

from typing import Any

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_post, hide_tag, keep_post, visit, vote
from dealmecca.forum.models import Post, Tag
from tests.factories import make_company, make_contact
from tests.factories.forum import make_comment, make_held_post, make_post
from tests.forum.pages import assert_closed, browser, queries, text_of

pytestmark = pytest.mark.django_db


def order_of(page: str, *titles: str) -> list[str]:
    return sorted(titles, key=page.index)


def test_four_orders(ana: User, dan: User) -> None:
    old, new = make_post(ana, "The older"), make_post(ana, "The newer")
    make_comment(dan, old)
    vote(actor=dan, post=new, value=-1)
    client = browser(dan)
    titles = ("The older", "The newer")
    assert order_of(text_of(client, "/forum"), *titles) == ["The older", "The newer"]
    assert order_of(text_of(client, "/forum?sort=new"), *titles) == ["The newer", "The older"]
    assert order_of(text_of(client, "/forum?sort=top"), *titles) == ["The older", "The newer"]
    unanswered = text_of(client, "/forum?sort=unanswered")
    assert "The newer" in unanswered and "The older" not in unanswered
    assert "The older" in text_of(client, "/forum?sort=sideways"), "an unknown order begins with the usual one"


def test_pinned_stand_first_on_page_one_and_pages_go_on_by_key(ana: User, dan: User) -> None:
    first = make_post(ana, "Read this first")
    Post.objects.filter(pk=first.pk).update(is_pinned=True)
    for number in range(26):
        Post.objects.filter(pk=make_post(ana, f"Post {number:02}", body=f"{number}").pk).update(author=None)
    client = browser(dan)
    page = client.get("/forum")
    assert page.content.decode().index("Read this first") < page.content.decode().index("Post 25")
    older = client.get(page.context["older_url"])
    assert [card.post.title for card in older.context["cards"]] == ["Post 00"]
    assert older.context["older_url"] == "" and "First page" in older.content.decode()
    assert client.get("/forum?cursor=nonsense").context["is_first_page"]


def test_filters_by_what_a_post_is_about(ana: User, dan: User) -> None:
    company = make_company("Kestrel Cola")
    maren = make_contact("Maren Oduya", company)
    make_post(ana, "About both", body=f"@[K](company:{company.pk}) and @[M](contact:{maren.pk})", tags=["CTV"])
    make_post(ana, "About neither")
    client = browser(dan)
    for wish, said in (
        (f"company={company.slug}", "Kestrel Cola"), (f"company={company.pk}", "Kestrel Cola"),
        (f"contact={maren.pk}", "Maren Oduya"), ("tag=ctv", "CTV"),
    ):  # fmt: skip
        page = text_of(client, f"/forum?{wish}")
        assert said in page and "About both" in page and "About neither" not in page, wish
    page = text_of(client, "/forum?category=rfps&company=nobody")
    assert "Nobody wrote about this yet" in page and "Nothing of that name" in page
    assert "About both" in text_of(client, "/forum?category=questions")


def test_what_i_kept_and_what_i_hid(ana: User, dan: User) -> None:
    kept = make_post(ana, "Keep me", tags=["CTV"])
    make_post(ana, "Leave me")
    client = browser(dan)
    assert "You keep nothing yet" in text_of(client, "/forum?kept=yes")
    keep_post(actor=dan, post=kept, is_kept=True)
    page = text_of(client, "/forum?kept=yes")
    assert "Keep me" in page and "Leave me" not in page
    hide_tag(actor=dan, tag=Tag.objects.get(slug="ctv"), is_hidden=True)
    assert "Keep me" not in text_of(client, "/forum") and "Keep me" in text_of(browser(ana), "/forum")


def test_unread_marks(ana: User, dan: User) -> None:
    post = make_post(ana)
    client = browser(dan)
    assert "not read yet" in text_of(client, "/forum")
    visit(actor=dan, post=post, read_number=0)
    assert "dot-new" not in text_of(client, "/forum")
    make_comment(ana, post)
    assert "1 new" in text_of(client, "/forum")


def test_what_waits_or_was_removed_is_not_listed(ana: User, dan: User, admin: User) -> None:
    held, gone, removed = make_held_post(ana, "It waits"), make_post(ana, "It went"), make_post(ana, "Taken away")
    delete_post(actor=ana, post=gone)
    Post.objects.filter(pk=removed.pk).update(state="REMOVED")
    for who in (ana, dan, admin):
        page = text_of(browser(who), "/forum?sort=new")
        assert not [post.title for post in (held, gone, removed) if post.title in page]
    assert "Nobody wrote anything yet" in page


def test_an_anonymous_post_names_nobody(ana: User, dan: User, admin: User) -> None:
    company = make_company("Harborline Media")
    User.objects.filter(pk=ana.pk).update(company=company, name="Ana Reyes")
    post = make_post(ana, "Quietly", is_anonymous=True)
    for who in (dan, admin):
        page = text_of(browser(who), "/forum")
        assert post.handle in page and "this hour" in page
        assert not [word for word in (ana.pk, "Ana Reyes", "Harborline") if word in page]


def test_members_only(ana: User) -> None:
    assert_closed("/forum", ana)


def test_as_many_queries_for_many_posts(ana: User, dan: User, settings: Any) -> None:
    client = browser(dan)
    make_post(ana, "One", tags=["CTV"])
    make_post(ana, "Two", tags=["Radio"])
    few = queries(client, "/forum")
    for number in range(18):
        make_post(ana, f"Post {number}", body=f"{number}", tags=[f"Tag {number}"])
    assert queries(client, "/forum") == few <= 16
