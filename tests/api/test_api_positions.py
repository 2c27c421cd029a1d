"""A person's jobs and moves as JSON."""

from datetime import date

import pytest

from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Contact, FormerTitle, Position
from dealmecca.history.models import Door
from tests.factories import make_company, make_contact, make_handling


@pytest.fixture
def maren(db):
    company = make_company("Halden & Pike", domains=["haldenpike.example"])
    person = make_contact("Maren Oduya", company, title="Planner", email="maren@haldenpike.example")
    Position.objects.update(since=date(2024, 1, 1))
    return person


def test_a_career_with_its_former_titles(api, ana, maren):
    edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"title": "Director"})
    [job] = api.get(f"/contacts/{maren.pk}/positions")["items"]
    assert list(job) == "id company title department seniority since isSinceKnown until formerTitles".split()
    assert (job["title"], job["company"]["name"], job["since"]) == ("Director", "Halden & Pike", "2024-01-01")
    assert [former["title"] for former in job["formerTitles"]] == ["Planner"]
    assert FormerTitle.objects.count() == 1


def test_a_move_leaves_duties_behind_and_can_be_taken_back(api, maren):
    handling = make_handling(maren, make_company("Kestrel Cola"), since=date(2024, 1, 1))
    there = make_company("Larkspur & Vane")
    before = api.get(f"/contacts/{maren.pk}")
    move = api.post(
        f"/contacts/{maren.pk}/moves", {"companyId": there.slug, "movedOn": "2026-02-01", "title": "VP Media"}
    )
    assert api.status == 201
    assert (move["fromCompany"]["name"], move["toCompany"]["name"]) == ("Halden & Pike", "Larkspur & Vane")
    person = api.get(f"/contacts/{maren.pk}")
    assert (person["title"], person["email"], person["companyId"]) == ("VP Media", None, there.pk)
    assert api.get(f"/handlings/{handling.pk}")["until"] == "2026-02-01"
    assert [job["until"] for job in api.get(f"/contacts/{maren.pk}/positions")["items"]] == [None, "2026-02-01"]
    undone = api.post(f"/contacts/{maren.pk}/moves/{move['id']}/undo", {})
    assert api.status == 200 and undone["undoneAt"] and undone["toCompany"] is None
    assert api.get(f"/contacts/{maren.pk}") == before
    assert [one["id"] for one in api.get(f"/contacts/{maren.pk}/moves")["items"]] == [move["id"]]
    api.post(f"/contacts/{maren.pk}/moves/{move['id']}/undo", {})
    assert api.status == 409


def test_somebody_who_left_for_nobody_knows_where(api, maren):
    move = api.post(f"/contacts/{maren.pk}/moves", {"companyId": None, "movedOn": "2026-02-01"})
    assert (api.status, move["toCompany"]) == (201, None)
    assert Contact.objects.get().company is None


def test_what_cannot_be_says_why(api, maren):
    there = make_company("Larkspur & Vane").pk
    for body, field in (
        ({"companyId": "nobody", "movedOn": "2026-02-01"}, "companyId"),
        ({"companyId": maren.company_id, "movedOn": "2026-02-01"}, "companyId"),
        ({"companyId": there, "movedOn": "2199-01-01"}, "movedOn"),
        ({"companyId": there, "movedOn": "2026-02-01", "email": "no address"}, "email"),
        ({"companyId": there}, "movedOn"),
        ({"movedOn": "2026-02-01"}, "companyId"),
    ):
        assert api.post(f"/contacts/{maren.pk}/moves", body)["errors"][0]["field"] == field
        assert api.status == 400


def test_another_persons_move_is_not_there(api, maren):
    move = api.post(f"/contacts/{maren.pk}/moves", {"companyId": None, "movedOn": "2026-02-01"})
    other = make_contact("Gideon Purcell", make_company("Tallgrass"))
    for contact_id, move_id in ((other.pk, move["id"]), (maren.pk, "nothing"), ("nobody", move["id"])):
        api.post(f"/contacts/{contact_id}/moves/{move_id}/undo", {})
        assert api.status == 404
    for path in ("/contacts/nobody/positions", "/contacts/nobody/moves"):
        api.get(path)
        assert api.status == 404
    api.post("/contacts/nobody/moves", {"companyId": None, "movedOn": "2026-02-01"})
    assert api.status == 404


def test_queries_do_not_grow(api, maren, questions):
    counts = {questions(lambda: api.get(f"/contacts/{maren.pk}/positions"))}
    for number in range(3):
        company = make_company(f"Agency {number}")
        api.post(f"/contacts/{maren.pk}/moves", {"companyId": company.pk, "movedOn": f"2026-0{number + 2}-01"})
        counts.add(questions(lambda: api.get(f"/contacts/{maren.pk}/positions")))
    assert counts == {6}
