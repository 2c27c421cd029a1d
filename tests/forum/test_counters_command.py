"""`dealmecca forum recount` and `dealmecca forum rebuild-search`."""

from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions.following import visit
from dealmecca.forum.models import Category, Post, TextLine, Visit
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
    Post.objects.filter(pk=post.pk).update(comment_count=7, view_count=5)
    Category.objects.filter(pk=post.category_id).update(post_count=9)
    with pytest.raises(CommandError, match="3 counters differ"):
        run("recount", "--check")
    assert "3 counters were wrong" in run("recount") and "0 counters" in run("recount")
    assert Post.objects.get().comment_count == 1


def test_a_look_on_another_day_is_another_view_and_is_counted_again(ana: User, dan: User) -> None:
    post = make_post(ana)
    for days_ago in (2, 1, 0):
        visit(actor=dan, post=post)
        visit(actor=dan, post=post)
        Visit.objects.update(viewed_on=timezone.now().date() - timedelta(days=1) if days_ago else timezone.now().date())
    visit(actor=ana, post=post)
    assert Post.objects.get().view_count == 4
    assert "Every counter equals its rows" in run("recount", "--check")


def test_views_from_before_they_were_counted_by_member_stay(ana: User, dan: User) -> None:
    many, none = make_post(ana), make_post(ana, "Another")
    for user in (ana, dan):
        visit(actor=user, post=many)
    Visit.objects.update(times=0)
    Post.objects.filter(pk=many.pk).update(view_count=7)
    import_module("dealmecca.forum.migrations.0007_views_counted").count_looks(apps, None)
    assert "Every counter equals its rows" in run("recount", "--check")
    assert {post.pk: post.view_count for post in Post.objects.all()} == {many.pk: 7, none.pk: 0}


def test_what_search_lost_is_found_again(ana: User, dan: User) -> None:
    post = make_post(ana)
    make_comment(dan, post, "kites")
    TextLine.WORDS.clear()
    assert not search_forum(viewer=dan, text="kites")[0]
    assert "1 posts" in run("rebuild-search")
    assert search_forum(viewer=dan, text="kites")[0]
