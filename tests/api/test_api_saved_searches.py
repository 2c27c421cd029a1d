"""Saved searches over JSON."""

import pytest

from dealmecca.saved.models import SavedSearch
from tests.cast import team_up

NEW = {"name": "VPs", "kind": "contact", "filters": {"seniority": ["VP"]}}


def test_save_read_change_delete_and_take_back(api):
    saved = api.post("/saved-searches", {**NEW, "alerts": "DAILY"})
    assert api.status == 201 and api.response.headers["Location"] == f"/api/v1/saved-searches/{saved['id']}"
    assert (saved["filters"], saved["about"], saved["lost"]) == ({"seniority": ["VP"]}, ["VP"], [])
    assert saved["isOwn"] and not saved["isShared"] and not saved["isPaused"] and saved["checkedAt"]
    assert api.post("/saved-searches", {**NEW, "alerts": "DAILY"})["id"] == saved["id"] and api.status == 200
    [listed] = api.get("/saved-searches")["items"]
    assert listed == {**saved, "lost": None}
    path = f"/saved-searches/{saved['id']}"
    assert api.patch(path, {"name": "All VPs", "alerts": "NEVER"})["name"] == "All VPs"
    assert api.get(path)["checkedAt"] is None
    assert api.get(f"{path}/news") == {"items": [], "nextCursor": None}
    api.delete(path)
    assert api.status == 204 and api.get(path) and api.status == 404
    assert api.post(f"{path}/restore", {})["name"] == "All VPs" and api.post(f"{path}/restore", {})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**NEW, "kind": "dogs"}, "kind"),
        ({**NEW, "name": " "}, "name"),
        ({**NEW, "filters": {"shoeSize": ["9"]}}, "filters"),
        ({**NEW, "filters": {"seniority": ["GRAND_VIZIER"]}}, "filters"),
        ({**NEW, "filters": {"seniority": "VP"}}, "filters.seniority"),
        ({**NEW, "alerts": "OFTEN"}, "alerts"),
        ({**NEW, "isShared": True}, "isShared"),
        ({**NEW, "shoeSize": 9}, "shoeSize"),
    ],
)
def test_wrong_input_is_named(api, body, field):
    problem = api.post("/saved-searches", body)
    assert api.status == 400 and problem["errors"][0]["field"] == field


def test_strangers_get_404_and_the_team_what_is_shared(ana, ben, cleo, admin, as_api):
    team_up(ana, ben)
    mine = as_api(ana)
    shared = mine.post("/saved-searches", {**NEW, "isShared": True})
    own = mine.post("/saved-searches", {**NEW, "name": "Own"})
    assert [row["id"] for row in as_api(ben).get("/saved-searches")["items"]] == [shared["id"]]
    for stranger, row in ((ben, own), (cleo, shared), (admin, shared)):
        theirs = as_api(stranger)
        for call in (theirs.get, theirs.delete):
            assert call(f"/saved-searches/{row['id']}") and theirs.status == 404
        theirs.patch(f"/saved-searches/{row['id']}", {"name": "x"})
        assert theirs.status == 404
        theirs.get(f"/saved-searches/{row['id']}/news")
        assert theirs.status == 404
    assert SavedSearch.objects.filter(deleted_at=None).count() == 2


def test_pages_take_as_many_queries_for_two_as_for_fifty(ana, as_api, questions):
    ana.role = "ADMIN"
    ana.save()
    api = as_api(ana)
    for n in range(2):
        api.post("/saved-searches", {"name": f"a{n}", "kind": "who", "filters": {"duty": ["ctv"]}})
    few = questions(lambda: api.get("/saved-searches?limit=100"))
    for n in range(48):
        api.post("/saved-searches", {"name": f"b{n}", "kind": "who", "filters": {"duty": ["ctv"]}})
    assert questions(lambda: api.get("/saved-searches?limit=100")) == few
    first = api.get("/saved-searches?limit=30")
    second = api.get("/saved-searches", {"limit": 30, "cursor": first["nextCursor"]})
    assert len({row["id"] for row in (*first["items"], *second["items"])}) == 50 and second["nextCursor"] is None
