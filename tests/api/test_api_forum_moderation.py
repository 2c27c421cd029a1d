"""Reports, moderation and corrections as JSON."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from dealmecca.accounts.models import User
from dealmecca.forum.models import CompanyMention, Flag, Post, PostTag
from tests.api.conftest import Api
from tests.factories import make_company
from tests.factories.forum import make_comment, make_held_post, make_post, settle


@pytest.fixture(autouse=True)
def settled(ana: User, dan: User, moderator: User) -> None:
    for user in (ana, dan, moderator):
        settle(user)


@pytest.fixture
def staff(moderator: User, as_api: Callable[[User], Api]) -> Api:
    return as_api(moderator)


@pytest.fixture
def dans(dan: User, as_api: Callable[[User], Api]) -> Api:
    return as_api(dan)


def put(api: Api, path: str, body: Any) -> Any:
    return api._answer(api.client.put(f"/api/v1/forum{path}", json.dumps(body), "application/json"))


def test_a_report_is_said_taken_back_and_decided(api: Api, ana: User, dans: Api, staff: Api) -> None:
    post = make_post(ana, is_anonymous=True)
    comment, held = make_comment(ana, post), make_held_post(ana)
    for reason in ("RUDE", "spam"):
        said = put(dans, f"/posts/{post.pk}/flag", {"reason": reason, "text": "Look"})
    assert said["reason"] == "SPAM" and Flag.objects.count() == 1
    put(dans, f"/comments/{comment.pk}/flag", {"reason": "WRONG"})
    dans.delete(f"/forum/comments/{comment.pk}/flag")
    assert dans.status == 204 and Flag.objects.count() == 1
    for body in ({"reason": "x"}, {"reason": "OTHER"}, {}, {"reason": "RUDE", "who": "x"}):
        put(dans, f"/posts/{post.pk}/flag", body)
        assert dans.status == 400, body
    put(api, f"/posts/{post.pk}/flag", {"reason": "RUDE"})
    assert api.status == 409
    dans.get("/forum/moderation/queue")
    assert dans.status == 403
    queue = staff.get("/forum/moderation/queue")["items"]
    assert {one["key"]: one["reasons"] for one in queue} == {f"post:{held.pk}": [], f"post:{post.pk}": ["SPAM"]}
    assert ana.pk not in json.dumps([one for one in queue if one["postId"] == post.pk])
    assert [one["postId"] for one in staff.get("/forum/moderation/queue?reason=HELD")["items"]] == [held.pk]
    entry = staff.post(f"/forum/moderation/posts/{post.pk}", {"verb": "REMOVE", "reason": "Advertises"})
    assert (entry["verb"], Post.objects.get(pk=post.pk).state) == ("REMOVE", "REMOVED")
    assert [one["id"] for one in dans.get("/forum/moderation/log")["items"]] == [entry["id"]]
    assert staff.post(f"/forum/moderation/log/{entry['id']}/undo", {})["undoneAt"]
    for verb, values in (("LOCK", {}), ("RETITLE", {"title": "Anew"}), ("MOVE", {"categoryId": "jobs"}), ("PIN", {})):
        assert staff.post(f"/forum/moderation/posts/{post.pk}", {"verb": verb, **values})["verb"] == verb
    for verb in ("LOCK", "x", ""):
        staff.post(f"/forum/moderation/comments/{comment.pk}", {"verb": verb})
        assert staff.status == 400
    staff.post(f"/forum/moderation/posts/{post.pk}", {"verb": "REMOVE"})
    assert staff.status == 400
    dans.post(f"/forum/moderation/posts/{post.pk}", {"verb": "PIN"})
    assert dans.status == 403
    staff.get("/forum/moderation/log?cursor=WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTIzOjU5IiwgImEiXQ")
    assert staff.status == 400


def test_its_author_and_moderators_say_what_a_post_is_about(api: Api, ana: User, dans: Api, staff: Api) -> None:
    post, kestrel = make_post(ana, tags=["Upfronts"]), make_company("Kestrel Cola")
    tag = PostTag.objects.get(post=post).tag
    put(staff, f"/posts/{post.pk}/found/company/{kestrel.pk}", {"isAbout": True})
    assert [one["id"] for one in api.get(f"/forum/posts/{post.pk}")["extractedCompanies"]] == [kestrel.pk]
    put(api, f"/posts/{post.pk}/found/company/{kestrel.pk}", {"isAbout": False})
    assert CompanyMention.objects.get(post=post).is_rejected
    for is_about, names in ((False, []), (True, ["Upfronts"])):
        put(api, f"/posts/{post.pk}/found/tag/{tag.pk}", {"isAbout": is_about})
        assert api.get(f"/forum/posts/{post.pk}")["tags"] == names
    api.post(f"/forum/posts/{post.pk}/tags", {"name": "CTV", "kind": "MEDIA"})
    put(api, f"/posts/{post.pk}/summary", {"text": "She asks."})
    told = api.get(f"/forum/posts/{post.pk}")
    assert (told["aiSummary"], told["mediaType"]) == ("She asks.", ["CTV"])
    put(dans, f"/posts/{post.pk}/summary", {"text": None})
    assert dans.status == 403
    put(api, f"/posts/{post.pk}/found/company/nobody", {"isAbout": True})
    assert api.status == 400


def test_what_fits_behind_an_at(api: Api) -> None:
    make_company("Kestrel Cola")
    (found,) = api.get("/forum/complete?q=kestr")["items"]
    assert (found["kind"], found["label"]) == ("company", "Kestrel Cola") and found["token"].startswith("@[Kestrel")
    assert api.get("/forum/complete?q=k")["items"] == []


def test_the_queue_costs_the_same_with_thirty_posts(
    ana: User, dan: User, staff: Api, questions: Callable[[Callable[[], object]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dealmecca.forum.actions.rows.POSTS_A_DAY", 100)
    paths = ("queue", "log")

    def flagged(count: int) -> list[int]:
        for number in range(count):
            Flag.objects.create(post=make_post(ana, f"{number} of {count}"), user=dan, reason="RUDE")
        return [questions(lambda path=path: staff.get(f"/forum/moderation/{path}")) for path in paths]  # type: ignore[misc]

    assert flagged(2) == flagged(28)
