"""What moderators keep in the forum, items of lists and addresses for feed readers, as JSON."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.forum.models import Category, Choice, PostTag, Tag
from dealmecca.history.models import Change
from tests.api.conftest import Api
from tests.factories import make_company
from tests.factories.forum import make_post, settle


@pytest.fixture(autouse=True)
def settled(ana: User, dan: User, moderator: User) -> None:
    for user in (ana, dan, moderator):
        settle(user)


@pytest.fixture
def staff(moderator: User, as_api: Callable[[User], Api]) -> Api:
    return as_api(moderator)


def send(api: Api, method: str, path: str, body: Any = None) -> Any:
    sent = "" if body is None else json.dumps(body)
    return api._answer(api.client.generic(method.upper(), f"/api/v1/forum{path}", sent, "application/json"))


def test_a_category_is_opened_changed_and_closed(api: Api, staff: Api) -> None:
    first = send(staff, "post", "/categories", {"name": "Radio desks", "color": "petrol", "order": 5})
    assert (staff.status, first["slug"], first["order"], first["isActive"]) == (201, "radio-desks", 5, True)
    second = send(staff, "post", "/categories", {"name": "Print desks"})
    assert second["order"] > max(row.order for row in Category.objects.exclude(pk=second["id"]))
    changed = send(staff, "patch", "/categories/radio-desks", {"name": "Audio desks", "color": None, "order": None})
    assert (changed["name"], changed["slug"], changed["color"], changed["order"]) == (
        "Audio desks", "radio-desks", None, 5,
    )  # fmt: skip
    assert send(staff, "patch", f"/categories/{first['id']}", {"isActive": False})["isActive"] is False
    doors = Change.objects.filter(record_id=first["id"]).values_list("door", flat=True)
    assert set(doors) == {"API"}
    refused = [{}, {"name": " "}, {"name": "audio DESKS"}, {"name": "x", "color": "beige"}, {"name": "x", "order": 1e9}]
    for body in refused:
        send(staff, "post", "/categories", body)
        assert staff.status == 400, body
    send(staff, "patch", "/categories/none", {"name": "x"})
    assert staff.status == 404
    for method, path in (("post", "/categories"), ("patch", "/categories/radio-desks")):
        send(api, method, path, {"name": "Mine"})
        assert api.status == 403


def test_a_tag_is_renamed_taught_and_made_part_of_another(api: Api, ana: User, staff: Api) -> None:
    post = make_post(ana, tags=["Skywritin"])
    other = make_post(ana, "Another", tags=["Banners"])
    tag = Tag.objects.get(slug="skywritin")
    renamed = send(staff, "patch", "/tags/skywritin", {"name": "Skywriting"})
    assert (renamed["name"], renamed["words"]) == ("Skywriting", ["Skywritin", "Skywriting"])
    for _ in range(2):
        taught = send(staff, "post", f"/tags/{tag.pk}/words", {"text": "Smoke letters"})
    assert staff.status == 200 and "Smoke letters" in taught["words"]
    for _ in range(2):
        send(staff, "delete", "/tags/Smoke letters/words/skywritin")
        assert staff.status == 204
    send(staff, "post", f"/tags/{tag.pk}/words", {"text": "Smoke / sky"})
    send(staff, "delete", f"/tags/{tag.pk}/words/Smoke / sky")
    assert staff.status == 204 and not tag.aliases.filter(text="Smoke / sky").exists(), "a word with a slash"
    send(staff, "delete", "/tags/skywriting/words/Skywriting")
    assert staff.status == 409, "the name itself"
    for path, body in (("/words", {"text": "banners"}), ("", {"name": "Banners"})):
        send(staff, "post" if path else "patch", f"/tags/{tag.pk}{path}", body)
        assert staff.status == 409
    for into in ("nobody's word", tag.pk, ""):
        send(staff, "post", f"/tags/{tag.pk}/merge", {"into": into})
        assert staff.status == 400, into
    kept = send(staff, "post", f"/tags/{tag.pk}/merge", {"into": "#banners"})
    assert (kept["name"], kept["words"]) == ("Banners", ["Banners", "Skywriting", "Smoke letters"])
    assert set(PostTag.objects.filter(tag=kept["id"]).values_list("post", flat=True)) == {post.pk, other.pk}
    send(staff, "post", f"/tags/{tag.pk}/merge", {"into": "banners"})
    assert staff.status == 404
    for method, path, mine in (
        ("patch", "/tags/banners", {"name": "Mine"}),
        ("post", "/tags/banners/words", {"text": "mine"}),
        ("delete", "/tags/banners/words/skywriting", {}),
        ("post", "/tags/banners/merge", {"into": "banners"}),
    ):
        send(api, method, path, mine or None)
        assert api.status == 403, path


def test_an_item_of_a_list_becomes_a_company(api: Api, dan: User, ana: User, as_api: Callable[[User], Api]) -> None:
    post = make_post(ana, "The best desks", post_type="LIST", choices=["Larkspur & Vane", "Opal"], is_anonymous=True)
    item, opal = Choice.objects.filter(post=post).order_by("position")
    dans = as_api(dan)
    path = f"/choices/{item.pk}/company"
    added = send(dans, "post", path)
    assert (dans.status, added["name"], added["isNew"]) == (201, "Larkspur & Vane", True)
    again = send(dans, "post", path)
    assert (dans.status, again) == (200, {**added, "isNew": False})
    assert Company.objects.count() == 1
    other = make_company("Opal")
    send(dans, "put", f"/choices/{opal.pk}/company", {"companyId": other.pk})
    assert dans.status == 403, "the author and moderators say it"
    assert send(api, "put", f"/choices/{opal.pk}/company", {"companyId": other.pk}) == {"companyId": other.pk}
    shown = send(dans, "get", f"/posts/{post.pk}")["choices"]
    assert {one["text"]: one["companyId"] for one in shown} == {
        "Larkspur & Vane": added["companyId"], "Opal": other.pk,
    }  # fmt: skip
    assert send(api, "put", path, {"companyId": None}) == {"companyId": None}
    send(api, "put", path, {"companyId": "none"})
    assert api.status == 400
    send(api, "put", "/choices/none/company", {"companyId": None})
    assert api.status == 404


def test_an_address_for_feed_readers_is_made_once_and_stopped(api: Api, ana: User) -> None:
    category = make_post(ana).category
    assert send(api, "get", "/feeds") == {"isWorking": False, "createdAt": None, "addresses": []}
    before = send(api, "post", "/feeds")
    made = send(api, "post", "/feeds")
    assert (api.status, made["isWorking"]) == (201, True)
    everything, *some = made["addresses"]
    assert everything["categoryId"] is None and category.pk in [one["categoryId"] for one in some]
    assert send(api, "get", "/feeds") == {**made, "addresses": []}
    reader = Client()
    path = everything["address"].partition("/forum")[2]
    assert reader.get(f"/forum{path}").status_code == 200
    assert reader.get("/forum" + before["addresses"][0]["address"].partition("/forum")[2]).status_code == 404
    for _ in range(2):
        send(api, "delete", "/feeds")
        assert api.status == 204
    assert reader.get(f"/forum{path}").status_code == 404
