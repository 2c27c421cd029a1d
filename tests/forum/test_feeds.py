"""Atom for feed readers: who may read it, what it says of anonymous posts, and that it is well formed."""

from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category, Post, ReaderKey
from tests.factories.forum import make_held_post, make_post
from tests.forum.pages import browser, queries

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ALL = "/forum/feed.atom"


def entries(content: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(content).findall(f"{ATOM}entry")


def token_of(user: User) -> str:
    page = browser(user).post("/forum/feeds")
    return str(page.context["addresses"][0][1].rpartition("token=")[2])


def test_an_address_of_ones_own_reads_without_signing_in(ana: User, dan: User) -> None:
    post = make_post(ana, "Who & what <b>", body="Some \u2028 words")
    make_post(ana, "In deals", category=Category.objects.get(slug="deals"))
    token = token_of(dan)
    assert token not in str(list(ReaderKey.objects.values()))
    answer = Client().get(ALL, {"token": token})
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    titles = [entry.findtext(f"{ATOM}title") for entry in entries(answer.content)]
    assert titles == ["In deals", "Who & what <b>"]
    one = entries(Client().get("/forum/c/questions/feed.atom", {"token": token}).content)
    assert [entry.findtext(f"{ATOM}id") for entry in one] == [f"tag:localhost,2026:forum/posts/{post.pk}"]
    assert Client().get(ALL, {"token": token}, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_secret_that_was_revoked_replaced_or_never_was(ana: User, dan: User) -> None:
    first = token_of(dan)
    second = token_of(dan)
    browser(dan).post("/forum/feeds", {"revoke": "yes"})
    for token in (first, second, "nonsense", "\0"):
        assert Client().get(ALL, {"token": token}).status_code == 404
    third = token_of(dan)
    User.objects.filter(pk=dan.pk).update(is_active=False)
    assert Client().get(ALL, {"token": third}).status_code == 404
    assert Client().get(ALL).status_code == 302
    assert browser(ana).get(ALL).status_code == 200
    assert browser(ana).get("/forum/c/nothing/feed.atom").status_code == 404


def test_it_tells_no_more_than_the_page(ana: User, dan: User, admin: User) -> None:
    with time_machine.travel("2026-11-23T12:34:56Z", tick=False):
        post = make_post(ana, "Quietly", is_anonymous=True)
        make_held_post(ana, "It waits")
        Post.objects.filter(pk=make_post(ana, "Away").pk).update(state="REMOVED")
    for who in (dan, admin):
        content = browser(who).get(ALL).content
        (entry,) = entries(content)
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == post.handle
        assert entry.findtext(f"{ATOM}updated") == "2026-11-23T12:00:00+00:00"
        assert ana.pk.encode() not in content and b"12:34" not in content and b"Ana" not in content


def test_signs_that_xml_cannot_hold(ana: User, dan: User) -> None:
    post = make_post(ana)
    Post.objects.filter(pk=post.pk).update(title="A \x0b B", body="C \x1b ]]> D")
    assert entries(browser(dan).get(ALL).content)[0].findtext(f"{ATOM}title") == "A  B"


def test_the_page_with_ones_address(ana: User) -> None:
    client = browser(ana)
    assert b"You have no address yet" in client.get("/forum/feeds").content
    assert b"token=" in client.post("/forum/feeds").content
    page = client.get("/forum/feeds").content
    assert b"token=" not in page and b"Revoke it" in page
    assert Client().get("/forum/feeds").status_code == 302


def test_as_many_queries_for_many_posts(ana: User, dan: User) -> None:
    client = browser(dan)
    make_post(ana, "One")
    few = queries(client, ALL)
    for number in range(18):
        make_post(ana, f"Post {number}", body=f"{number}", tags=[f"Tag {number}"])
    assert queries(client, ALL) == few <= 11
