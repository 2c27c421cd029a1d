"""Correcting what the machine found: who may, that it sticks, and that nobody reads who it was."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.forum.actions import edit_post
from dealmecca.forum.actions.corrections import (
    add_found,
    add_tag,
    correct_summary,
    reject_found,
    restore_found,
    restore_summary,
)
from dealmecca.forum.actions.reading import _names, read_post
from dealmecca.forum.models import CompanyMention, Post, PostTag
from dealmecca.lib.conflicts import Conflict
from tests.factories import make_company, make_contact
from tests.factories.forum import make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def kestrel(db: None) -> Company:
    _names.cache_clear()
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.fixture
def post(ana: User, kestrel: Company) -> Post:
    """An anonymous one in which the machine found Kestrel Cola."""
    post = make_post(ana, "Kestrel Cola moves", body="Kestrel Cola looks for an agency.", is_anonymous=True)
    read_post(post_id=post.pk)
    return post


def companies(post: Post) -> list[tuple[str, str, bool]]:
    rows = CompanyMention.objects.filter(post=post).order_by("company__name")
    return list(rows.values_list("company__name", "source", "is_rejected"))


def again(post: Post) -> None:
    """The machine reads it anew."""
    Post.objects.filter(pk=post.pk).update(ai_processed_at=None)
    read_post(post_id=post.pk)


def test_what_was_rejected_is_not_found_again(ana: User, moderator: User, post: Post, kestrel: Company) -> None:
    assert companies(post) == [("Kestrel Cola", "MACHINE", False)]
    for actor in (ana, moderator):
        reject_found(actor=actor, post=post, kind="company", key=kestrel.pk)
        again(post)
        assert companies(post) == [("Kestrel Cola", "MACHINE", True)]
        restore_found(actor=actor, post=post, kind="company", key=kestrel.pk)
        assert companies(post) == [("Kestrel Cola", "MACHINE", False)]


def test_what_was_added_by_hand_stays(ana: User, post: Post, kestrel: Company) -> None:
    other, maren = make_company("Larkspur & Vane"), make_contact("Maren Oduya", kestrel)
    add_found(actor=ana, post=post, kind="company", key=other.pk)
    add_found(actor=ana, post=post, kind="contact", key=maren.pk)
    add_tag(actor=ana, post=post, text="Account moves")
    again(post)
    assert ("Larkspur & Vane", "PERSON", False) in companies(post)
    edit_post(actor=ana, post=post, body="Nothing of it now.", tags=["CTV"])
    again(post)
    assert companies(post)[-1] == ("Larkspur & Vane", "PERSON", False)
    tags = PostTag.objects.order_by("tag__name").values_list("tag__name", "source")
    assert list(tags) == [("Account moves", "PERSON"), ("CTV", "AUTHOR")]
    reject_found(actor=ana, post=post, kind="tag", key=PostTag.objects.get(source="AUTHOR").tag_id)
    edit_post(actor=ana, post=post, tags=[])
    assert PostTag.objects.get(source="AUTHOR").is_rejected, "rejected words stay rejected"


def test_what_the_text_names_is_changed_in_the_text(ana: User, kestrel: Company) -> None:
    post = make_post(ana, body=f"Of @[Kestrel Cola](company:{kestrel.pk})")
    with pytest.raises(Conflict, match="change the text instead"):
        reject_found(actor=ana, post=post, kind="company", key=kestrel.pk)


def test_a_summary_by_hand_stays_until_its_author_gives_it_back(ana: User, post: Post) -> None:
    correct_summary(actor=ana, post=post, text="Kestrel is looking.")
    again(post)
    post.refresh_from_db()
    assert (post.ai_summary, post.is_summary_corrected) == ("Kestrel is looking.", True)
    restore_summary(actor=ana, post=post)
    post.refresh_from_db()
    assert (post.ai_summary, post.is_summary_corrected, post.ai_processed_at) == ("", False, None)


def test_others_correct_nothing(dan: User, post: Post, kestrel: Company) -> None:
    for act in (
        lambda: reject_found(actor=dan, post=post, kind="company", key=kestrel.pk),
        lambda: restore_found(actor=dan, post=post, kind="company", key=kestrel.pk),
        lambda: add_found(actor=dan, post=post, kind="company", key=kestrel.pk),
        lambda: add_tag(actor=dan, post=post, text="x"),
        lambda: correct_summary(actor=dan, post=post, text="x"),
        lambda: restore_summary(actor=dan, post=post),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_is_not_there_is_refused(ana: User, post: Post) -> None:
    with pytest.raises(Conflict, match="no longer there"):
        reject_found(actor=ana, post=post, kind="company", key="nobody\0")
    for kind, key in (("company", "nobody"), ("user", ana.pk), ("tag", "x")):
        with pytest.raises(ValidationError):
            add_found(actor=ana, post=post, kind=kind, key=key)
    with pytest.raises(ValidationError):
        reject_found(actor=ana, post=post, kind="user", key=ana.pk)
    with pytest.raises(ValidationError):
        add_tag(actor=ana, post=post, text=" # ")
    Post.objects.filter(pk=post.pk).update(is_locked=True)
    with pytest.raises(Conflict, match="locked"):
        correct_summary(actor=ana, post=post, text="x")


def test_no_row_tells_who_corrected_or_when(ana: User, moderator: User, post: Post, kestrel: Company) -> None:
    other = make_company("Larkspur & Vane")
    was = Post.objects.values().get()
    rows = []
    for actor in (ana, moderator):
        add_found(actor=actor, post=post, kind="company", key=other.pk)
        reject_found(actor=actor, post=post, kind="company", key=kestrel.pk)
        rows.append([{**row, "id": ""} for row in CompanyMention.objects.order_by("company__name").values()])
        CompanyMention.objects.filter(company=other).delete()
        restore_found(actor=actor, post=post, kind="company", key=kestrel.pk)
    assert rows[0] == rows[1] and Post.objects.values().get() == was


def test_the_page_is_for_its_author_and_moderators(
    ana: User, dan: User, moderator: User, post: Post, kestrel: Company, as_user: SignIn
) -> None:
    where = f"/forum/posts/{post.slug}/found"
    assert as_user(dan).get(where).status_code == as_user(dan).post(where, {"do": "tag"}).status_code == 403
    for user in (ana, moderator):
        assert "Kestrel Cola" in as_user(user).get(where).content.decode()
    client = as_user(ana)
    client.post(where, {"do": "reject", "kind": "company", "id": kestrel.pk})
    assert "<del>Kestrel Cola</del>" in client.get(where).content.decode()
    client.post(where, {"do": "restore", "kind": "company", "id": kestrel.pk})
    client.post(where, {"do": "tag", "tag": "Moves"})
    client.post(where, {"do": "summary", "summary": "In short."})
    page = client.get(where).content.decode()
    assert "Moves" in page and "In short." in page and "<del>" not in page
    client.post(where, {"do": "machine"})
    assert "In short." not in client.get(where).content.decode()


def test_a_name_is_resolved_or_offered(ana: User, post: Post, as_user: SignIn) -> None:
    where, client = f"/forum/posts/{post.slug}/found", as_user(ana)
    one = make_company("Larkspur & Vane")
    assert client.post(where, {"do": "add", "name": "LARKSPUR vane"}).status_code == 302
    two = make_company("Halden Pike", city="Chicago")
    make_company("Halden Pike", city="Boston")
    page = client.post(where, {"do": "add", "name": "halden pike"})
    assert page.status_code == 422 and page.content.decode().count("This one") == 2
    client.post(where, {"do": "add", "name": f"@[Halden](company:{two.pk})"})
    assert {name for name, source, _ in companies(post) if source == "PERSON"} == {one.name, two.name}
    page = client.post(where, {"do": "add", "name": "nobody at all"})
    assert "no company or person of this name" in page.content.decode()
    for sent in ({"do": "what"}, {"do": "tag", "tag": ""}, {"do": "summary", "summary": "x" * 1_001}):
        assert client.post(where, sent).status_code == 422


def test_the_page_takes_few_queries(ana: User, post: Post, as_user: SignIn, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        add_found(actor=ana, post=post, kind="company", key=make_company(f"Company {number}").pk)
    client = as_user(ana)
    client.get(f"/forum/posts/{post.slug}/found")
    with django_assert_max_num_queries(10):
        client.get(f"/forum/posts/{post.slug}/found")
