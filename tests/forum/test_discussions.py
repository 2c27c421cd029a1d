"""Which threads stand on the page of a company or a person: those whose texts somebody can read, and only those."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_comment, restore_comment
from dealmecca.forum.actions.moderating import approve, remove
from dealmecca.forum.models import Comment
from tests.factories import make_company, make_contact
from tests.factories.forum import LINKS, make_comment, make_post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
POST = "Where to eat near the office?"


@pytest.fixture
def places(db: object) -> list[str]:
    """The pages that list what a comment names a company and a person in, and the words for its text."""
    company, contact = make_company("Kestrel Cola"), make_contact("Maren Holt")
    return [
        f"Ask @[Kestrel Cola](company:{company.pk}) and @[Maren Holt](contact:{contact.pk})",
        f"/companies/{company.pk}", f"/people/{contact.pk}", f"/forum?company={company.pk}",
        f"/forum?contact={contact.pk}",
    ]  # fmt: skip


def stands_on(client: Client, pages: list[str]) -> list[bool]:
    return [POST in client.get(page, follow=True).content.decode() for page in pages]


def test_what_its_author_deleted_lists_no_thread(ana: User, dan: User, as_user: SignIn, places: list[str]) -> None:
    named, *pages = places
    comment = make_comment(ana, make_post(ana, POST), named)
    client = as_user(dan)
    assert stands_on(client, pages) == [True] * 4
    delete_comment(actor=ana, comment=comment)
    assert stands_on(client, pages) == [False] * 4
    restore_comment(actor=ana, comment=comment)
    assert stands_on(client, pages) == [True] * 4


def test_what_a_moderator_removed_lists_no_thread(
    ana: User, dan: User, moderator: User, as_user: SignIn, places: list[str]
) -> None:
    named, *pages = places
    comment = make_comment(ana, make_post(ana, POST), named)
    remove(actor=moderator, item=comment, reason="An advertisement.")
    assert stands_on(as_user(dan), pages) == [False] * 4


def test_what_waits_for_a_moderator_lists_its_thread_only_once_approved(
    ana: User, ben: User, dan: User, moderator: User, as_user: SignIn, places: list[str]
) -> None:
    named, *pages = places
    post = make_post(ana, POST)
    ben.created_at = timezone.now()
    comment = make_comment(ben, post, named + LINKS)
    assert Comment.objects.get().state == "HELD"
    client = as_user(dan)
    assert stands_on(client, pages) == [False] * 4
    approve(actor=moderator, item=comment)
    assert stands_on(client, pages) == [True] * 4
