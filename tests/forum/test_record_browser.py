"""The record browser of admins: nothing in it tells who wrote anonymously."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.actions import edit_post
from dealmecca.forum.actions.flags import flag
from dealmecca.forum.actions.moderating import remove
from dealmecca.forum.actions.unmasking import ask_to_unmask
from dealmecca.forum.models import Comment, Post
from dealmecca.history.models import Door
from dealmecca.operations.records.cells import record_url
from tests.factories import make_company
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
TABLES = (
    "post comment edit postslug posttag companymention contactmention usermention choice textline flag "
    "moderationentry unmasking vote bookmark postfollow visit draft"
).split()


def test_no_list_record_or_search_of_it_names_an_anonymous_author(
    ana: User, dan: User, moderator: User, admin: User, as_user: Callable[[User], Client]
) -> None:
    company = make_company("Kestrel Cola")
    post = make_post(ana, "Quietly", body=f"Of @[Kestrel Cola](company:{company.pk})", is_anonymous=True, tags=["CTV"])
    edit_post(actor=ana, post=post, body="Changed.")
    comment = make_comment(dan, post, "me", is_anonymous=True)
    flag(actor=moderator, post=post, reason="PRIVATE")
    remove(actor=admin, item=comment, reason="Names a client")
    ask_to_unmask(actor=admin, door=Door.WEB, item=post, reason="The post names a patient of a trial.")
    browser = as_user(admin)
    addresses = [f"/operate/records/forum/{table}/" for table in TABLES]
    addresses += [f"/operate/records/forum/{table}/?q={post.handle}" for table in ("post", "comment", "unmasking")]
    addresses += [record_url(Post, post.pk), record_url(Comment, comment.pk)]
    addresses += ["/operate/records/history/change/", "/operate/records/notifications/mail/"]
    addresses += ["/operate/records/notifications/notification/"]
    shown = 0
    for address in addresses:
        answer = browser.get(address, follow=True)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        shown += post.handle in page
        for secret in (ana.pk, ana.email, ana.display_name, dan.pk, dan.email):
            assert secret not in page.replace("/operate/records/accounts/user/", ""), f"{address} tells {secret}"
    assert shown >= 4, "the rows themselves are there"


def test_asking_for_rows_by_their_author_finds_no_anonymous_one(
    ana: User, admin: User, as_user: Callable[[User], Client]
) -> None:
    make_post(ana, "Quietly", is_anonymous=True)
    make_post(ana, "Openly")
    browser = as_user(admin)
    for query in (f"q={ana.pk}", f"author={ana.pk}", f"author__id__exact={ana.pk}", f"sealed_authors__user={ana.pk}"):
        page = browser.get(f"/operate/records/forum/post/?{query}", follow=True).content.decode()
        # A filter that the browser does not know is left out: then both stand there, for every member alike.
        if "Openly" in page and "Quietly" in page:
            other = browser.get(f"/operate/records/forum/post/?{query.replace(ana.pk, admin.pk)}", follow=True)
            assert "Quietly" in other.content.decode(), query
        else:
            assert "Quietly" not in page, query
    assert browser.get("/operate/records/forum/sealedauthor/").status_code == 404
