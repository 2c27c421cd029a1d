"""Changing a comment: by its author alone; deleting it and taking that back."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.models import Comment
from tests.factories import make_company
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_its_author_changes_it_and_nobody_else(
    ana: User, dan: User, moderator: User, as_user: SignIn, is_anonymous: bool
) -> None:
    comment = make_comment(dan, make_post(ana), is_anonymous=is_anonymous)
    where = f"/forum/comments/{comment.pk}/edit"
    for other in (ana, moderator):
        assert as_user(other).get(where).status_code == 403
        assert as_user(other).post(where, {"body": "x"}).status_code == 403
        assert as_user(other).post(f"/forum/comments/{comment.pk}/delete").status_code == 403
    client = as_user(dan)
    assert comment.body in client.get(where).content.decode()
    assert "Asked" in client.post(where, {"body": "Asked.", "step": "preview"}).content.decode()
    answer = client.post(where, {"body": "Ask Tobias.", "seen": comment.updated_at.isoformat()})
    assert answer["Location"].endswith(f"#comment-{comment.number}")
    assert Comment.objects.get().body == "Ask Tobias."


def test_an_old_page_is_refused_and_shows_both(ana: User, as_user: SignIn) -> None:
    comment = make_comment(ana, make_post(ana), "first")
    client, where = as_user(ana), f"/forum/comments/{comment.pk}/edit"
    old = {"seen": comment.updated_at.isoformat()}
    client.post(where, old | {"body": "second"})
    page = client.post(where, old | {"body": "typed on an old page"})
    said = page.content.decode()
    assert page.status_code == 422 and "What it says now" in said and "second" in said and "typed on an" in said
    assert client.post(where, old | {"body": " "}).status_code == 422


def test_an_unknown_author_is_warned_of_a_small_crowd(ana: User, as_user: SignIn) -> None:
    comment = make_comment(ana, make_post(ana), is_anonymous=True)
    company = make_company("Kestrel Cola")
    body, where = f"@[Kestrel Cola](company:{company.pk})", f"/forum/comments/{comment.pk}/edit"
    page = as_user(ana).post(where, {"body": body})
    assert page.status_code == 422 and "Nobody follows Kestrel Cola" in page.content.decode()
    assert as_user(ana).post(where, {"body": body, "confirmed": company.pk}).status_code == 302


def test_a_deleted_comment_comes_back_by_the_toasts_button(ana: User, dan: User, as_user: SignIn) -> None:
    post = make_post(ana)
    comment, client = make_comment(dan, post), as_user(dan)
    answer = client.post(f"/forum/comments/{comment.pk}/delete", follow=True)
    assert f'action="/forum/comments/{comment.pk}/restore"' in answer.content.decode()
    assert as_user(ana).post(f"/forum/comments/{comment.pk}/restore").status_code == 403
    assert client.get(f"/forum/comments/{comment.pk}/edit").status_code == 404
    for _ in range(2):
        assert client.post(f"/forum/comments/{comment.pk}/restore").status_code == 302
    assert Comment.objects.get().state == "VISIBLE"
    for path in ("edit", "delete", "restore"):
        assert client.post(f"/forum/comments/nobody/{path}").status_code == 404
