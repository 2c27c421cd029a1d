"""What waits for a moderator appears by no edit and no restoring; what comes back is found again."""

import pytest
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import (
    delete_comment,
    delete_post,
    edit_comment,
    edit_post,
    restore_comment,
    restore_post,
)
from dealmecca.forum.actions.counting import drifts
from dealmecca.forum.models import Comment, Post
from dealmecca.forum.queries import search_forum
from tests.factories.forum import LINKS, make_comment, make_post

pytestmark = pytest.mark.django_db


def state(row: Post | Comment) -> str:
    return type(row)._default_manager.values_list("state", flat=True).get(pk=row.pk)


@pytest.fixture
def new_ana(ana: User, settled: None) -> User:
    ana.created_at = timezone.now()
    return ana


def test_what_waits_does_not_appear_by_deleting_and_restoring_or_by_an_edit(new_ana: User, dan: User) -> None:
    held, clean = make_post(new_ana, body=LINKS), make_post(new_ana, "Clean")
    delete_post(actor=new_ana, post=held)
    restore_post(actor=new_ana, post=held)
    edit_post(actor=new_ana, post=clean, body=LINKS)
    comment, other = (
        make_comment(new_ana, make_post(dan, "Open"), LINKS),
        make_comment(new_ana, Post.objects.get(title="Open"), "x"),
    )
    delete_comment(actor=new_ana, comment=comment)
    restore_comment(actor=new_ana, comment=comment)
    edit_comment(actor=new_ana, comment=other, body=LINKS)
    assert [state(row) for row in (held, clean, comment, other)] == ["HELD"] * 4
    assert not drifts()


def test_a_restored_post_is_found_by_its_comments_again(ana: User, dan: User) -> None:
    post = make_post(ana)
    make_comment(dan, post, "kites")
    delete_post(actor=ana, post=post)
    assert not search_forum(viewer=dan, text="kites")[0]
    restore_post(actor=ana, post=post)
    assert search_forum(viewer=dan, text="kites")[0]
