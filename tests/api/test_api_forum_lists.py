"""The forum's lists as JSON: filters, orders, pages, categories, tags, search, drafts, and what they cost."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.actions import vote
from dealmecca.forum.models import Category
from tests.api.conftest import Api
from tests.factories import make_company, make_contact
from tests.factories.events import make_event
from tests.factories.forum import make_comment, make_post, settle


@pytest.fixture(autouse=True)
def settled(ana: User, dan: User) -> None:
    for user in (ana, dan):
        settle(user)


@pytest.fixture
def others(dan: User, as_api: Callable[[User], Api]) -> Api:
    """Dan's."""
    return as_api(dan)


def put(api: Api, path: str, body: Any) -> Any:
    return api._answer(api.client.put(f"/api/v1/forum{path}", json.dumps(body), "application/json"))


def pages(api: Api, path: str, **query: Any) -> Iterator[list[Any]]:
    while True:
        listing = api.get(f"/forum{path}", query)
        assert api.status == 200, listing
        yield listing["items"]
        if not listing["nextCursor"]:
            return
        query["cursor"] = listing["nextCursor"]


def test_lists_are_filtered_ordered_and_paged(api: Api, ana: User, dan: User) -> None:
    kestrel, maren, event = make_company("Kestrel Cola"), make_contact("Maren Oduya"), make_event(ana)
    mention = f"@[K](company:{kestrel.pk}) @[M](contact:{maren.pk})"
    about = make_post(ana, "About", body=mention, tags=["Upfronts"], event=event)
    jobs = make_post(dan, "Jobs", category=Category.objects.get(slug="jobs"))
    best = make_post(dan, "Best")
    vote(actor=ana, post=best, value=1)
    make_comment(dan, about)

    def ids(**query: Any) -> list[str]:
        return [one["id"] for page in pages(api, "/posts", limit=1, **query) for one in page]

    assert ids() == [about.pk, best.pk, jobs.pk]
    assert ids(order="new") == [best.pk, jobs.pk, about.pk] and ids(order="best")[0] == best.pk
    assert ids(order="unanswered") == [best.pk, jobs.pk] and ids(category="jobs") == [jobs.pk]
    for query in (
        {"tag": "upfronts"}, {"tag": "#Upfronts"}, {"company": kestrel.slug}, {"contact": maren.pk},
        {"event": event.pk}, {"mine": "true"},
    ):  # fmt: skip
        assert ids(**query) == [about.pk], query
    for name in ("category", "tag", "company", "contact", "event", "order", "kept", "cursor", "limit", "author"):
        refusal = api.get("/forum/posts", {name: "nobody"})
        assert (api.status, refusal["errors"][0]["field"]) == (400, name)
    for order in ("active", "best"):
        for cursor in ("WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTIzOjU5IiwgImEiXQ", "Ww", "WzEsMl0", "é"):
            api.get("/forum/posts", {"order": order, "cursor": cursor})
            assert api.status == 400, cursor
    api.get("/forum/posts?limit=101")
    assert api.status == 400


def test_categories_tags_search_and_drafts(api: Api, ana: User, others: Api) -> None:
    post = make_post(ana, tags=["Upfronts"], media_types=["CTV"])
    comment = make_comment(ana, post, "Zeppelins are booked.")
    questions = next(one for one in api.get("/forum/categories")["items"] if one["slug"] == "questions")
    assert (questions["postCount"], [one["id"] for one in questions["latest"]]) == (1, [post.pk])
    assert put(api, "/categories/questions/follow", {"isFollowed": True}) == {"isFollowed": True}
    assert api.get(f"/forum/categories/{questions['id']}")["isFollowed"]
    assert not others.get("/forum/categories/questions")["isFollowed"]
    Category.objects.filter(slug="jobs").update(is_active=False)
    assert api.get("/forum/categories/jobs")["latest"] == []

    tags = [one for page in pages(api, "/tags", limit=1) for one in page]
    assert [(one["slug"], one["kind"], one["isHidden"]) for one in tags] == [
        ("ctv", "MEDIA", False), ("upfronts", "TOPIC", False),
    ]  # fmt: skip
    assert [one["slug"] for one in api.get("/forum/tags?kind=MEDIA")["items"]] == ["ctv"]
    put(others, "/tags/upfronts/hidden", {"isHidden": True})
    assert others.get("/forum/posts")["items"] == [] and len(api.get("/forum/posts")["items"]) == 1
    assert [one["slug"] for one in others.get("/forum/mine")["hiddenTags"]] == ["upfronts"]
    put(others, "/tags/nothing/hidden", {"isHidden": True})
    assert others.status == 404

    (hit,) = api.get("/forum/search?q=zepp")["items"]
    assert (hit["post"]["id"], hit["commentId"], hit["by"]["author"]["name"]) == (post.pk, comment.pk, "Ana")
    assert len([one for page in pages(api, "/search", q="a", limit=1) for one in page]) == 2
    assert api.get("/forum/search?q=")["items"] == []

    about = f"reply {post.pk} {comment.pk}"
    draft = put(api, f"/drafts/{about}", {"values": {"body": "Half", "isAnonymous": True, "tags": ["a"]}})
    assert draft["about"] == about and api.get("/forum/drafts")["items"] == [draft]
    assert others.get("/forum/drafts")["items"] == []
    put(api, "/drafts/new", {"values": {"body": "x" * 60_001}})
    assert api.status == 400
    api.delete(f"/forum/drafts/{about}")
    assert api.status == 204 and api.get("/forum/drafts")["items"] == []


def test_lists_cost_the_same_with_thirty_rows(
    api: Api, ana: User, dan: User, questions: Callable[[Callable[[], object]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dealmecca.forum.actions.rows.POSTS_A_DAY", 100)
    dan.company = make_company("North TV")
    dan.save()
    thread = make_post(ana, "The thread")
    api.get("/forum/posts")

    def write(count: int) -> None:
        for number in range(count):
            words = f"{number} of {count}"
            company = make_company(f"Account {words}")
            post = make_post(
                dan,
                f"Post {words}",
                body=f"@[A](company:{company.pk})",
                tags=[f"t{words}"],
                is_anonymous=number % 2 > 0,
            )
            make_comment(ana, post, words)
            make_comment(dan, thread, f"Comment {words}", is_anonymous=number % 2 > 0)

    paths = [
        "posts?limit=100", "posts?order=best&limit=100", "posts?order=new&limit=100&category=questions",
        f"posts/{thread.pk}/comments?limit=100", "categories", "tags?limit=100", "search?q=of&limit=100", "mine",
        f"posts/{thread.pk}", "drafts",
    ]  # fmt: skip
    write(2)
    few = {path: questions(lambda path=path: api.get(f"/forum/{path}")) for path in paths}  # type: ignore[misc]
    write(30)
    many = {path: questions(lambda path=path: api.get(f"/forum/{path}")) for path in paths}  # type: ignore[misc]
    assert many == few and max(few.values()) <= 22, few


def test_a_client_learns_of_small_crowds_before_it_sends_anonymous_words(ana: User, api: Api) -> None:
    kestrel = make_company("Kestrel Cola")
    post = make_post(ana, body=f"About @[Kestrel](company:{kestrel.pk})")
    asked = {"title": "Who buys for Kestrel Cola?", "content": "Nobody knows."}
    found = [{"id": kestrel.pk, "name": "Kestrel Cola", "followers": 0}]
    assert api.post("/forum/small-crowds", asked)["items"] == found
    assert api.post("/forum/small-crowds", {"content": "Nobody knows."})["items"] == []
    assert api.post("/forum/small-crowds", {"content": "Nobody knows.", "postId": post.pk})["items"] == found
    refused = api.post("/forum/small-crowds", {"content": "Nobody", "postId": "ghost"})
    assert api.status == 400 and "There is no such post." in str(refused)
