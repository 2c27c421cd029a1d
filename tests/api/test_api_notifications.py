"""Notifications by the API: one's own, paged; reading is said, never guessed."""

from tests.api.conftest import Api
from tests.notifications.test_centre import tell, unread_rows


def test_list_and_read(api: Api, ana, ben) -> None:
    for number in range(3):
        row = tell(ana, number, link="/feed")
    others = tell(ben, 9)
    page = api.get("/notifications", {"limit": 2})
    assert [item["sentence"] for item in page["items"]] == ["Sentence 000", "Sentence 001"]
    assert page["unreadCount"] == 3 and page["items"][0]["details"] is None
    rest = api.get("/notifications", {"cursor": page["nextCursor"], "unread": "true"})
    assert [item["id"] for item in rest["items"]] == [row.pk] and rest["nextCursor"] is None
    assert api.post("/notifications/read", {"ids": [row.pk, others.pk]}) == {"unreadCount": 2}
    assert api.post("/notifications/read", {}) == {"unreadCount": 0}
    assert unread_rows(ben) == 1


def test_what_cannot_be_read_is_refused(api: Api) -> None:
    for query in ({"cursor": "nonsense"}, {"limit": 0}, {"limit": 1000}, {"unread": "perhaps"}, {"sort": "new"}):
        api.get("/notifications", query)
        assert api.status == 400, query
    api.post("/notifications/read", {"ids": ["x"] * 101})
    assert api.status == 400
