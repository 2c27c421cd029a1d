"""Words that nobody knows, as JSON."""

from tests.factories import make_company

WORD = "/imports/values/industry:bevalc"


def test_words_are_listed_decided_and_taken_back(as_api, moderator, ana):
    made = [make_company(f"Brewer {number}", industry=text) for number, text in enumerate(["Bev & Alc", "bev alc"])]
    make_company("Weathermen", industry="Weather", country="Amerika")
    api = as_api(moderator)
    items = api.get("/imports/values")["items"]
    assert [(item["id"], item["recordCount"]) for item in items] == [
        ("industry:bevalc", 2), ("country:amerika", 1), ("industry:weather", 1),
    ]  # fmt: skip
    assert items[0]["spellings"] == ["Bev & Alc", "bev alc"]
    guess = items[0]["guesses"][0]
    assert (guess["value"], guess["how"], guess["like"]) == ("ALCOHOL", "likely", "alcoholic beverages")
    assert [item["text"] for item in api.get("/imports/values", {"field": "country"})["items"]] == ["Amerika"]
    read = api.get(WORD)
    assert read["examples"] == [made[0].pk, made[1].pk] and read["imports"] == [] and read["decision"] is None
    assert read["values"]["ALCOHOL"] == "Beer, wine and spirits"
    decision = api.put(WORD, {"value": "ALCOHOL"})["decision"]
    assert (decision["label"], decision["changed"], decision["isSettled"]) == ("Beer, wine and spirits", 2, True)
    api.put(WORD, {"value": None})
    assert api.status == 409
    sent = as_api(ana).post("/companies", {"name": "Later", "industry": "BEV. & ALC."})
    assert (sent["industry"], sent["industryText"]) == ("ALCOHOL", None)
    decision = api.delete(WORD)["decision"]
    assert (decision["returned"], decision["leftAlone"], decision["withdrawnAt"] is None) == (2, 0, False)
    assert api.get("/imports/values", {"field": "industry"})["items"][0]["recordCount"] == 2
    api.delete(WORD)
    assert api.status == 409


def test_pages_follow_one_another_without_repeating_a_word(as_api, moderator):
    for number in range(52):
        make_company(f"Firm {number}", industry=f"Word{number:02}")
    api = as_api(moderator)
    first = api.get("/imports/values")
    second = api.get("/imports/values", {"cursor": first["nextCursor"]})
    found = [item["text"] for item in first["items"] + second["items"]]
    assert (len(first["items"]), len(found), len(set(found)), second["nextCursor"]) == (50, 52, 52, None)


def test_what_is_wrong_is_told(as_api, moderator, ana):
    make_company(industry="Bev & Alc")
    api = as_api(moderator)
    for ask, status in (
        (lambda: api.get("/imports/values/industry:none"), 404),
        (lambda: api.put("/imports/values/industry:none", {"value": "PETS"}), 404),
        (lambda: api.get("/imports/values", {"import": "none"}), 400),
        (lambda: api.get("/imports/values", {"cursor": "x"}), 400),
        (lambda: api.put(WORD, {"value": "NONSENSE"}), 400),
        (lambda: api.put(WORD, {}), 400),
        (lambda: api.delete(WORD), 409),
    ):
        ask()
        assert api.status == status
    members = as_api(ana)
    members.get("/imports/values")
    assert members.status == 403
    members.put(WORD, {"value": "ALCOHOL"})
    assert members.status == 403
