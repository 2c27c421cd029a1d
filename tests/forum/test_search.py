"""Search over posts and replies, with the words around what was searched for."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_comment
from tests.factories.forum import make_comment, make_held_post, make_post
from tests.forum.pages import assert_closed, browser, queries, text_of

pytestmark = pytest.mark.django_db


def test_posts_and_replies_with_the_words_marked(ana: User, dan: User) -> None:
    post = make_post(ana, "Who buys kites?", body="Long words before it. " * 30 + "They fly Kites <b>in</b> March.")
    comment = make_comment(dan, post, "A kitesurfer bought some.")
    page = text_of(browser(dan), "/forum/search?q=kites")
    assert "They fly <mark>Kites</mark> &lt;b&gt;in&lt;/b&gt; March" in page and "<mark>kitesurfer</mark>" in page
    assert f"/forum/posts/{post.slug}?at={comment.number}#comment-{comment.number}" in page


def test_what_does_not_stand_is_not_found(ana: User, dan: User) -> None:
    make_held_post(ana, "Kites that wait")
    comment = make_comment(dan, make_post(ana, "Others"), "kites")
    delete_comment(actor=dan, comment=comment)
    for who in (ana, dan):
        assert "Nothing fits these words" in text_of(browser(who), "/forum/search?q=kites")


def test_anonymous_words_are_found_under_their_handle(ana: User, dan: User) -> None:
    post = make_post(ana, "Quiet kites", is_anonymous=True)
    page = text_of(browser(dan), "/forum/search?q=kites")
    assert post.handle in page and ana.pk not in page
    assert "Nothing fits" in text_of(browser(dan), "/forum/search?q=ana")


def test_nothing_asked_and_nonsense(dan: User) -> None:
    client = browser(dan)
    assert "What are you looking for?" in text_of(client, "/forum/search")
    for words in ("%22", "%00", "a" * 500, "*&cursor=nonsense"):
        assert client.get(f"/forum/search?q={words}").status_code == 200


def test_members_only(ana: User) -> None:
    assert_closed("/forum/search?q=x", ana)


def test_as_many_queries_for_many_hits(ana: User, dan: User) -> None:
    client = browser(dan)
    post = make_post(ana, "Kites")
    make_comment(dan, post, "kites")
    few = queries(client, "/forum/search?q=kites")
    for number in range(28):
        make_comment(ana, post, f"kites {number}")
    assert queries(client, "/forum/search?q=kites") == few <= 9
    older = client.get("/forum/search?q=kites").context["older_url"]
    assert len(client.get("/forum/search" + older).context["hits"]) == 5
