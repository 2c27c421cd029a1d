"""The forum as JSON: posts, comments and what members think of them; who is hidden stays hidden."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.actions import delete_post
from dealmecca.forum.actions.counting import drifts
from dealmecca.forum.models import Comment, Post, SealedAuthor
from tests.api.conftest import Api
from tests.factories import make_company, make_contact
from tests.factories.events import make_event
from tests.factories.forum import make_comment, make_held_post, make_post, settle

POST = {"title": "Who buys CTV?", "content": "Asking for a friend.", "categoryId": "questions"}


@pytest.fixture(autouse=True)
def settled(request: pytest.FixtureRequest, db: None) -> None:
    for name in ("ana", "ben", "dan", "moderator", "admin"):
        if name in request.fixturenames:
            settle(request.getfixturevalue(name))


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


def test_a_post_is_written_read_changed_deleted_and_restored(api: Api, ana: User) -> None:
    ana.company = make_company("North TV")
    ana.save()
    kestrel, maren = make_company("Kestrel Cola"), make_contact("Maren Oduya")
    event = make_event(ana)
    body = POST | {
        "content": f"Does @[Maren](contact:{maren.pk}) plan for @[Kestrel Cola](company:{kestrel.pk})?",
        "postType": "question", "urgency": "This week", "dealSize": "25K_100K", "location": "Chicago",
        "tags": ["Upfronts"], "mediaType": ["CTV", "Radio"], "eventId": event.slug,
    }  # fmt: skip
    made = api.post("/forum/posts", body)
    assert api.status == 201 and api.response["Location"] == f"/api/v1/forum/posts/{made['id']}"
    expected = {
        "slug": "who-buys-ctv", "author": {"name": "Ana", "company": "North TV"}, "isAnonymous": False,
        "anonymousHandle": None, "postType": "QUESTION", "urgency": "HIGH", "dealSize": "25K_100K",
        "location": "Chicago", "tags": ["Upfronts"], "mediaType": ["CTV", "Radio"], "eventId": event.pk,
        "aiProcessed": False, "aiSummary": None, "isMine": True, "isFollowed": True, "state": "VISIBLE",
    }  # fmt: skip
    assert {name: made[name] for name in expected} == expected
    assert made["extractedCompanies"][0]["id"] == kestrel.pk and made["contacts"][0]["name"] == "Maren Oduya"
    assert api.post("/forum/posts", body)["id"] == made["id"] and api.status == 200
    changed = api.patch(
        "/forum/posts/who-buys-ctv", {"content": "Never mind.", "tags": [], "seenAt": made["updatedAt"]}
    )
    assert (changed["content"], changed["tags"], changed["mediaType"]) == ("Never mind.", [], ["CTV", "Radio"])
    assert [edit["content"] for edit in api.get(f"/forum/posts/{made['id']}/edits")["items"]] == [body["content"]]
    api.patch(f"/forum/posts/{made['id']}", {"location": None, "seenAt": made["updatedAt"]})
    assert api.status == 409
    api.delete(f"/forum/posts/{made['id']}")
    assert api.status == 204
    api.get(f"/forum/posts/{made['id']}")
    assert api.status == 404
    for _ in range(2):
        assert api.post(f"/forum/posts/{made['id']}/restore", {})["content"] == "Never mind."


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"), ({"content": "\u200b"}, "content"), ({"categoryId": "nowhere"}, "categoryId"),
        ({"postType": "POLL", "choices": ["one"]}, "choices"), ({"urgency": "never"}, "urgency"),
        ({"dealSize": "huge"}, "dealSize"), ({"eventId": "nobody"}, "eventId"), ({"authorId": "x"}, "authorId"),
        ({"tags": ["x" * 41]}, "tags"), ({"mediaType": ["x" * 41]}, "mediaType"), ({"isAnonymous": 1}, "isAnonymous"),
        ({"anonymousHandle": "Me"}, "anonymousHandle"), ({"closesAt": "9999-12-31T23:59:59-12:00"}, "closesAt"),
        ({"title": 7}, "title"), ({"title": "x" * 201}, "title"),
    ],
)  # fmt: skip
def test_what_cannot_be_accepted_is_named_as_the_caller_wrote_it(api: Api, values: Any, field: str) -> None:
    refusal = api.post("/forum/posts", POST | values)
    assert (api.status, refusal["errors"][0]["field"]) == (400, field)
    assert not Post.objects.exists()


def test_who_is_anonymous_is_told_by_nothing(
    api: Api, ana: User, others: Api, dan: User, as_api: Any, admin: User
) -> None:
    made = api.post("/forum/posts", POST | {"isAnonymous": True})
    comment = api.post(f"/forum/posts/{made['id']}/comments", {"content": "Nobody?", "isAnonymous": True})
    assert (made["author"], made["isMine"], made["myHandle"]) == (None, True, made["anonymousHandle"])
    assert comment["anonymousHandle"] == made["anonymousHandle"] and comment["isMine"] and comment["isByAsker"]
    for told in (made["createdAt"], made["updatedAt"], made["lastActivityAt"], comment["createdAt"]):
        assert told.endswith(":00:00Z")
    for other in (others, as_api(admin)):
        for path in (
            "posts", f"posts/{made['id']}", f"posts/{made['id']}/comments", f"comments/{comment['id']}", "categories",
            "search?q=nobody", "search?q=asking", "posts?mine=true", "mine", f"posts/{made['id']}/edits",
        ):  # fmt: skip
            said = json.dumps(other.get(f"/forum/{path}"))
            assert other.status == 200 and ana.pk not in said and "Ana" not in said and ana.email not in said
            assert '"isMine": true' not in said and '"myHandle": "' not in said, path
        assert other.get("/forum/posts?mine=true")["items"] == other.get("/forum/mine")["posts"] == []
    assert [one["id"] for one in api.get("/forum/posts?mine=true")["items"]] == [made["id"]]
    assert [one["id"] for one in api.get("/forum/mine")["posts"]] == [made["id"]]
    others.patch(f"/forum/posts/{made['id']}", {"title": "Mine"})
    assert others.status == 403
    assert api.patch(f"/forum/comments/{comment['id']}", {"content": "Nobody at all?"})["isMine"]
    assert SealedAuthor.objects.count() == 1


def test_comments_come_in_the_order_of_the_conversation_page_by_page(api: Api, ana: User, others: Api) -> None:
    post = make_post(ana, post_type="QUESTION")
    path = f"/forum/posts/{post.slug}/comments"
    first = others.post(path, {"content": "one"})
    assert others.status == 201 and others.response["Location"] == f"/api/v1/forum/comments/{first['id']}"
    assert others.post(path, {"content": "one"})["id"] == first["id"] and others.status == 200
    others.post(path, {"content": "three"})
    second = api.post(path, {"content": "two", "parentId": first["id"]})
    assert (second["depth"], second["parentId"], second["isByAsker"]) == (1, first["id"], True)
    assert put(api, f"/posts/{post.pk}/answer", {"commentId": first["id"]}) == {"answerId": first["id"]}
    found = [item for page in pages(api, f"/posts/{post.pk}/comments", limit=2) for item in page]
    assert [(one["content"], one["isAnswer"]) for one in found] == [("one", True), ("two", False), ("three", False)]
    others.delete(f"/forum/comments/{first['id']}")
    gone = api.get(path)["items"][0]
    assert (gone["content"], gone["author"], gone["state"]) == (None, None, "DELETED")
    api.get(f"/forum/comments/{first['id']}")
    assert api.status == 404
    assert others.post(f"/forum/comments/{first['id']}/restore", {})["content"] == "one"
    others.patch(f"/forum/comments/{first['id']}", {"content": "uno"})
    assert [one["content"] for one in api.get(f"/forum/comments/{first['id']}/edits")["items"]] == ["one"]
    refusal = api.post(path, {"content": "x", "parentId": "nobody"})
    assert refusal["errors"][0]["field"] == "parentId"
    assert put(api, f"/posts/{post.pk}/answer", {"commentId": None}) == {"answerId": None}


def test_a_caller_says_how_it_shall_be_and_twice_is_once(api: Api, ana: User, others: Api) -> None:
    post = make_post(ana, "Which?", post_type="POLL", choices=["CTV", "Radio"])
    comment = make_comment(ana, post)
    for _ in range(2):
        assert put(others, f"/posts/{post.pk}/vote", {"value": 1}) == {"value": 1, "upvotes": 1, "downvotes": 0}
        assert put(others, f"/comments/{comment.pk}/vote", {"value": -1})["downvotes"] == 1
        assert put(others, f"/posts/{post.pk}/bookmark", {"isBookmarked": True})["bookmarks"] == 1
        assert put(others, f"/posts/{post.pk}/follow", {"isFollowed": True}) == {"isFollowed": True}
        assert put(others, f"/posts/{post.pk}/visit", {"readNumber": 10**30}) == {"readNumber": 1, "views": 1}
        choices_of = post.choices.order_by("position")
        for number in (0, 1):
            choices = put(others, f"/posts/{post.pk}/choices/{choices_of[number].pk}/vote", {"isChosen": True})
        assert [(one["votes"], one["isChosen"]) for one in choices["choices"]] == [(0, False), (1, True)]
    mine = others.get(f"/forum/posts/{post.pk}")
    assert (mine["myVote"], mine["isBookmarked"], mine["isFollowed"], mine["readNumber"]) == (1, True, True, 1)
    assert [one["id"] for one in others.get("/forum/posts?kept=true")["items"]] == [post.pk]
    assert api.get("/forum/posts?kept=true")["items"] == []
    put(api, f"/posts/{post.pk}/vote", {"value": 1})
    assert api.status == 409
    for body in ({"value": 2}, {"value": True}, {"value": "1"}, {}, {"value": 10**30}, {"value": 1, "toggle": True}):
        put(others, f"/posts/{post.pk}/vote", body)
        assert others.status == 400, body
    assert not drifts()


def test_what_waits_is_for_its_author_and_moderators_and_what_is_deleted_for_nobody(
    api: Api, ana: User, others: Api, as_api: Callable[[User], Api], moderator: User
) -> None:
    held, gone = make_held_post(ana), make_post(ana, "Gone")
    delete_post(actor=ana, post=gone)
    staff = as_api(moderator)
    assert {who.get(f"/forum/posts/{held.pk}") and who.status for who in (api, staff)} == {200}
    others.get(f"/forum/posts/{held.pk}")
    assert others.status == 404
    for who in (api, staff, others):
        who.get(f"/forum/posts/{gone.pk}")
        assert who.status == 404
    others.post(f"/forum/posts/{gone.pk}/restore", {})
    assert others.status == 404
    post = make_post(ana, "Stands")
    comment = make_comment(ana, post)
    Comment.objects.filter(pk=comment.pk).update(state="REMOVED", state_reason="Rude")
    path = f"/forum/posts/{post.pk}/comments"
    told = {name: who.get(path)["items"][0] for name, who in (("ana", api), ("dan", others), ("staff", staff))}
    assert {name: one["content"] for name, one in told.items()} == {
        "ana": "Ask Maren.",
        "dan": None,
        "staff": "Ask Maren.",
    }
    assert {name: one["stateReason"] for name, one in told.items()} == {"ana": "Rude", "dan": None, "staff": "Rude"}
    assert told["dan"]["author"] is None


def test_a_new_account_writes_under_its_name(api: Api, ana: User) -> None:
    ana.created_at = timezone.now() - timedelta(hours=1)
    ana.save()
    refusal = api.post("/forum/posts", POST | {"isAnonymous": True})
    assert (api.status, refusal["errors"][0]["field"]) == (400, "isAnonymous")
