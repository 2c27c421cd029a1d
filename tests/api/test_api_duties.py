"""The vocabulary of duties as JSON: everybody reads it, moderators keep it."""

from dealmecca.roster.models import Duty, DutyMerge
from tests.factories import make_company, make_contact, make_handling


def duty(api, word):
    [found] = [item for item in api.get("/duties")["items"] if item["name"] == word]
    return found


def test_everybody_reads_it(api):
    make_handling(make_contact("Maren Oduya", make_company()), make_company("Kestrel Cola"))
    listing = api.get("/duties")
    assert list(listing) == ["items", "nextCursor"]
    assert len({item["category"] for item in listing["items"]}) == 7
    ctv = duty(api, "CTV")
    assert (ctv["slug"], ctv["handlings"], ctv["mergedInto"]) == ("ctv", 1, None)
    assert "connected tv" in [alias["text"] for alias in ctv["aliases"]]
    assert api.get("/duties/ctv")["id"] == ctv["id"]
    assert api.get("/duties/merges")["items"] == []
    api.get("/duties/nothing")
    assert api.status == 404


def test_moderators_add_duties_and_words(as_api, moderator):
    keeper = as_api(moderator)
    made = keeper.post("/duties", {"category": "GOAL", "name": "Store openings", "aliases": ["grand openings"]})
    assert (keeper.status, made["slug"]) == (201, "store-openings")
    assert keeper.response.headers["Location"] == f"/api/v1/duties/{made['id']}"
    more = keeper.post("/duties/store-openings/aliases", {"text": "new\0 stores"})
    assert [alias["text"] for alias in more["aliases"]] == ["grand openings", "new stores"]
    keeper.delete(f"/duties/store-openings/aliases/{more['aliases'][0]['id']}")
    assert keeper.status == 204
    assert [alias["text"] for alias in keeper.get("/duties/store-openings")["aliases"]] == ["new stores"]
    own_name = Duty.objects.get(slug="store-openings").words.get(is_name=True)
    keeper.delete(f"/duties/store-openings/aliases/{own_name.pk}")
    assert keeper.status == 409
    for nothing in ("0", "x", "9" * 30, "-1", "²", more["aliases"][0]["id"]):
        keeper.delete(f"/duties/store-openings/aliases/{nothing}")
        assert keeper.status == 404


def test_one_word_means_one_duty(as_api, moderator):
    keeper = as_api(moderator)
    refusal = keeper.post("/duties", {"category": "GOAL", "name": "Connected TV"})
    assert (keeper.status, refusal["detail"]) == (400, "name: “Connected TV” means CTV already.")
    assert keeper.post("/duties", {"category": "X", "name": "New"})["errors"][0]["field"] == "category"
    assert keeper.post("/duties", {"category": "GOAL", "name": "\0"})["errors"][0]["field"] == "name"
    assert keeper.post("/duties/ctv/aliases", {"text": "radio"})["errors"][0]["field"] == "alias"
    assert keeper.status == 400


def test_members_may_not(api):
    word = duty(api, "CTV")["aliases"][0]
    for call in (
        lambda: api.post("/duties", {"category": "GOAL", "name": "New"}),
        lambda: api.post("/duties/ctv/aliases", {"text": "new"}),
        lambda: api.delete(f"/duties/ctv/aliases/{word['id']}"),
        lambda: api.post("/duties/online-video/merge", {"into": "ctv"}),
    ):
        call()
        assert api.status == 403


def test_a_merge_and_its_undo(api, as_api, moderator):
    keeper = as_api(moderator)
    maren, kestrel = make_contact("Maren Oduya", make_company()), make_company("Kestrel Cola")
    both = [make_handling(maren, kestrel, word) for word in ("ctv", "olv")]
    merge = keeper.post("/duties/online-video/merge", {"into": "connected tv"})
    assert (keeper.status, merge["kept"]["slug"], merge["dropped"]["slug"]) == (201, "ctv", "online-video")
    assert merge["changes"] > 5 and merge["undoneAt"] is None
    assert api.get("/duties/online-video")["mergedInto"]["slug"] == "ctv"
    assert [item["id"] for item in api.get("/handlings?duty=online-video")["items"]] == [both[0].pk]
    keeper.post("/duties/online-video/merge", {"into": "ctv"})
    assert keeper.status == 409
    assert [item["id"] for item in api.get("/duties/merges")["items"]] == [merge["id"]]
    api.post(f"/duties/merges/{merge['id']}/undo", {})
    assert api.status == 403
    keeper.post("/duties/online-video/merge", {"into": "nothing at all"})
    assert keeper.status == 400
    alias = next(one for one in keeper.get("/duties/ctv")["aliases"] if one["text"] == "olv")
    keeper.delete(f"/duties/ctv/aliases/{alias['id']}")
    undone = keeper.post(f"/duties/merges/{merge['id']}/undo", {})
    assert (keeper.status, len(undone["stays"])) == (200, 1)
    assert undone["stays"][0].startswith("duty word")
    assert DutyMerge.objects.get().undone_at is not None
    assert {item["id"] for item in api.get(f"/handlings?account={kestrel.pk}")["items"]} == {row.pk for row in both}
    keeper.post(f"/duties/merges/{merge['id']}/undo", {})
    assert keeper.status == 409
    keeper.post("/duties/merges/nothing/undo", {})
    assert keeper.status == 404


def test_the_list_takes_three_queries_beside_the_session_and_the_count_of_requests(api, questions):
    assert questions(lambda: api.get("/duties")) == 6
