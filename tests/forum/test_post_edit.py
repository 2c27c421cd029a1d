"""Changing a post: by its author alone, never over what came meanwhile; deleting it and taking that back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import edit_post, save_draft
from dealmecca.forum.models import Category, Draft, Edit, Post
from tests.factories import make_company
from tests.factories.forum import make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def sent(post: Post, **values: Any) -> dict[str, Any]:
    return {
        "category": post.category_id, "title": post.title, "body": post.body, "urgency": "MEDIUM",
        "seen": post.updated_at.isoformat(), **values,
    }  # fmt: skip


def test_a_post_is_changed_and_its_address_stays(ana: User, as_user: SignIn) -> None:
    post = make_post(ana, tags=["CTV"])
    client, where = as_user(ana), f"/forum/posts/{post.slug}/edit"
    page = client.get(where).content.decode()
    assert 'value="CTV"' in page and post.body in page
    answer = client.post(where, sent(post, title="Another title", tags="CTV, radio", location="Chicago"))
    assert answer["Location"] == f"/forum/posts/{post.slug}"
    post.refresh_from_db()
    assert (post.title, post.location) == ("Another title", "Chicago")
    assert sorted(post.tags.values_list("tag__name", flat=True)) == ["CTV", "radio"]


@pytest.mark.parametrize("is_anonymous", [False, True])
def test_nobody_else_changes_or_deletes_it(
    ana: User, dan: User, moderator: User, admin: User, as_user: SignIn, is_anonymous: bool
) -> None:
    post = make_post(ana, is_anonymous=is_anonymous)
    for other in (dan, moderator, admin):
        assert as_user(other).get(f"/forum/posts/{post.slug}/edit").status_code == 403
        assert as_user(other).post(f"/forum/posts/{post.slug}/edit", sent(post, body="x")).status_code == 403
        assert as_user(other).post(f"/forum/posts/{post.slug}/delete").status_code == 403
    assert not Edit.objects.exists()


def test_an_old_page_is_refused_and_shows_both(ana: User, as_user: SignIn) -> None:
    post = make_post(ana, body="first words")
    old = sent(post, body="typed on an old page")
    edit_post(actor=ana, post=post, body="written meanwhile")
    client, where = as_user(ana), f"/forum/posts/{post.slug}/edit"
    page = client.post(where, old)
    said = page.content.decode()
    assert page.status_code == 422 and "changed in the meantime" in said
    assert "typed on an old page" in said and "written meanwhile" in said and "What it says now" in said
    post.refresh_from_db()
    assert client.post(where, sent(post, body="typed on an old page")).status_code == 302


def test_what_is_wrong_stands_beside_its_field(ana: User, as_user: SignIn) -> None:
    post = make_post(ana)
    page = as_user(ana).post(f"/forum/posts/{post.slug}/edit", sent(post, title="", urgency="SOMETIME"))
    assert page.status_code == 422 and "2 fields need a change" in page.content.decode()
    Category.objects.exclude(pk=post.category_id).update(is_active=False)
    Category.objects.update(is_active=False)
    assert as_user(ana).post(f"/forum/posts/{post.slug}/edit", sent(post, body="y")).status_code == 302, "it may stay"


def test_an_unknown_author_is_warned_again_of_a_small_crowd(ana: User, as_user: SignIn) -> None:
    post, company = make_post(ana, is_anonymous=True), make_company("Kestrel Cola")
    body = f"About @[Kestrel Cola](company:{company.pk})"
    page = as_user(ana).post(f"/forum/posts/{post.slug}/edit", sent(post, body=body))
    assert page.status_code == 422 and "Nobody follows Kestrel Cola" in page.content.decode()
    confirmed = sent(post, body=body, confirmed=company.pk)
    assert as_user(ana).post(f"/forum/posts/{post.slug}/edit", confirmed).status_code == 302
    assert Edit.objects.get().editor is None


def test_a_draft_of_a_change_is_offered_and_ends(ana: User, as_user: SignIn) -> None:
    post, client = make_post(ana), as_user(ana)
    where = f"/forum/posts/{post.slug}/edit"
    answer = client.post(where, sent(post, body="Half", step="draft"))
    assert answer["Location"] == f"/forum/posts/{post.pk}/edit?draft=1"
    assert "You began to change this" in client.get(where).content.decode()
    assert "Half" in client.get(f"{where}?draft=1").content.decode()
    assert "Half" in client.post(where, sent(post, body="Half", step="preview")).content.decode()
    client.post(where, sent(post, body="Whole"))
    assert not Draft.objects.exists()
    save_draft(actor=ana, about=f"post {post.pk}", values={"body": "x", "is_anonymous": "on", "choices": "y"})
    assert client.get(f"{where}?draft=1").status_code == 200


def test_a_deleted_post_comes_back_by_the_toasts_button(ana: User, dan: User, as_user: SignIn) -> None:
    post, client = make_post(ana), as_user(ana)
    answer = client.post(f"/forum/posts/{post.slug}/delete", follow=True)
    assert f'action="/forum/posts/{post.pk}/restore"' in answer.content.decode()
    assert as_user(dan).post(f"/forum/posts/{post.pk}/restore").status_code == 404
    for _ in range(2):  # a doubled click
        assert client.post(f"/forum/posts/{post.pk}/restore")["Location"] == f"/forum/posts/{post.slug}"
    assert Post.objects.get().state == "VISIBLE"
    assert client.post("/forum/posts/nobody/restore").status_code == 404


def test_what_a_moderator_removed_stays_as_it_is(ana: User, moderator: User, as_user: SignIn) -> None:
    post = make_post(moderator)
    Post.objects.filter(pk=post.pk).update(state="REMOVED")
    assert as_user(moderator).get(f"/forum/posts/{post.slug}/edit").status_code == 403


def test_the_page_takes_few_queries(ana: User, as_user: SignIn, django_assert_max_num_queries: Any) -> None:
    post = make_post(ana, is_anonymous=True, tags=["a", "b"], body=f"@[K](company:{make_company('Kestrel').pk})")
    client = as_user(ana)
    client.get(f"/forum/posts/{post.slug}/edit")
    with django_assert_max_num_queries(18):  # five of them look for names around the author
        client.get(f"/forum/posts/{post.slug}/edit")
