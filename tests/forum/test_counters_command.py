"""`dealmecca forum recount` and `dealmecca forum rebuild-search`."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category, Post, TextLine
from dealmecca.forum.queries import search_forum
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("forum", *arguments, stdout=said)
    return said.getvalue()


def test_a_check_tells_each_counter_that_differs_and_recount_sets_it_right(ana: User) -> None:
    post = make_post(ana)
    make_comment(ana, post)
    assert "Every counter equals its rows" in run("recount", "--check")
    Post.objects.filter(pk=post.pk).update(comment_count=7)
    Category.objects.filter(pk=post.category_id).update(post_count=9)
    with pytest.raises(CommandError, match="2 counters differ"):
        run("recount", "--check")
    assert "2 counters were wrong" in run("recount") and "0 counters" in run("recount")
    assert Post.objects.get().comment_count == 1


def test_what_search_lost_is_found_again(ana: User, dan: User) -> None:
    post = make_post(ana)
    make_comment(dan, post, "kites")
    TextLine.WORDS.clear()
    assert not search_forum(viewer=dan, text="kites")[0]
    assert "1 posts" in run("rebuild-search")
    assert search_forum(viewer=dan, text="kites")[0]
