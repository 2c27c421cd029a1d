"""Who handles what, as JSON."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dealmecca.history.models import Change, Door
from dealmecca.roster.actions.reports import report
from dealmecca.roster.models import Evidence, Handling, Said
from tests.factories import make_company, make_contact, make_handling

TODAY = timezone.localdate()
FIELDS = (
    "id contact account duty since isSinceKnown until confidence confirmedOn confirmedBy deniedBy isDisputed isStale"
).split()


@pytest.fixture
def kestrel(db):
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.fixture
def agency(db):
    return make_company("Halden & Pike", company_type="AGENCY")


@pytest.fixture
def maren(agency):
    return make_contact("Maren Oduya", agency, title="Group Director")


def names(listing):
    return [item["contact"]["name"] for item in listing["items"]]


def test_the_answer_names_person_job_account_and_duty(api, maren, agency, kestrel):
    handling = make_handling(maren, kestrel, since=date(2025, 3, 1), how="SPOKE")
    listing = api.get(f"/handlings?account={kestrel.slug}&duty=Connected TV")
    assert list(listing) == ["items", "nextCursor"]
    [found] = listing["items"]
    assert list(found) == FIELDS
    assert found["id"] == handling.pk
    assert found["contact"] == {
        "id": maren.pk,
        "name": "Maren Oduya",
        "title": "Group Director",
        "company": {"id": agency.pk, "name": "Halden & Pike", "slug": agency.slug},
    }
    assert found["duty"] == {"id": handling.duty_id, "slug": "ctv", "name": "CTV", "category": "MEDIA_TYPE"}
    assert (found["since"], found["isSinceKnown"], found["until"]) == ("2025-03-01", True, None)
    assert (found["confirmedOn"], found["confirmedBy"], found["deniedBy"]) == (TODAY.isoformat(), 1, 0)
    assert found["confidence"] == 0.85


def test_every_filter_and_its_alternatives(api, maren, agency, kestrel):
    bank = make_company("Tallgrass Bank")
    office = make_company("Halden & Pike Chicago", parent=agency)
    gideon = make_contact("Gideon Purcell", office)
    make_handling(maren, kestrel)
    make_handling(gideon, bank, "audio")
    make_handling(make_contact("Ines Calloway", make_company("Larkspur & Vane")), bank, "audio")
    assert names(api.get(f"/handlings?contact={maren.pk}&contact={gideon.pk}")) == ["Maren Oduya", "Gideon Purcell"]
    assert names(api.get(f"/handlings?account={kestrel.pk}")) == ["Maren Oduya"]
    assert names(api.get("/handlings?duty=ctv")) == ["Maren Oduya"]
    assert len(names(api.get("/handlings?duty=ctv&duty=radio"))) == 3
    assert names(api.get(f"/handlings?agency={agency.slug}")) == ["Gideon Purcell", "Maren Oduya"], "newest first"
    assert names(api.get("/handlings?minConfidence=0.9")) == []
    assert names(api.get(f"/handlings?contact={maren.pk}&duty=audio")) == []


def test_on_any_day(api, maren, kestrel):
    make_handling(maren, kestrel, since=date(2024, 1, 1), until=date(2025, 1, 1))
    assert names(api.get("/handlings?asOf=2024-12-31")) == ["Maren Oduya"]
    assert names(api.get("/handlings?asOf=2025-01-01")) == names(api.get("/handlings")) == []
    for far in ("0001-01-01", "9999-12-31"):
        assert names(api.get(f"/handlings?asOf={far}&account={kestrel.pk}")) == []


@pytest.mark.parametrize("by_account", [True, False])
def test_pages_hold_everybody_once(api, agency, kestrel, by_account, ana, cleo):
    for number in range(7):
        person = make_contact(f"Person{number} Example", agency)
        handling = make_handling(person, kestrel, how=["SPOKE", "PROFILE"][number % 2])
        if number == 3:
            for user, mail in ((ana, "a@one.example"), (cleo, "c@two.example")):
                user.email = mail
                report(actor=user, door=Door.WEB, handling=handling, said=Said.WRONG)
    query = f"/handlings?limit=2{f'&account={kestrel.pk}' if by_account else ''}"
    seen, listing = [], api.get(query)
    seen += listing["items"]
    while listing["nextCursor"]:
        listing = api.get(f"{query}&cursor={listing['nextCursor']}")
        seen += listing["items"]
    assert len({item["id"] for item in seen}) == len(seen) == 7
    if by_account:
        ranks = [(item["isDisputed"], -item["confidence"], item["id"]) for item in seen]
        assert ranks == sorted(ranks) and seen[-1]["isDisputed"]
    else:
        assert [item["id"] for item in seen] == sorted((item["id"] for item in seen), reverse=True)


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("account=nobody", "account", "There is no company “nobody”."),
        ("agency=nobody", "agency", "There is no company “nobody”."),
        ("contact=nobody", "contact", "There is no person “nobody”."),
        ("duty=conected tv", "duty", "“conected tv” is no known duty. Did you mean CTV?"),
        ("duty=qqqq", "duty", "“qqqq” is no known duty. GET /api/v1/duties lists them."),
        ("asOf=yesterday", "asOf", "“yesterday” is no day. Write it as 2026-01-31."),
        ("asOf=2026-02-30", "asOf", "“2026-02-30” is no day. Write it as 2026-01-31."),
        ("minConfidence=2", "minConfidence", "“2” is no number from 0 to 1, such as 0.75."),
        ("minConfidence=nan", "minConfidence", "“nan” is no number from 0 to 1, such as 0.75."),
        ("cursor=x", "cursor", "This cursor is not one that we handed out. Leave it out to start from the first page."),
        ("limit=0", "limit", "“0” is no whole number from 1 to 100."),
        ("acount=x", "acount", "There is no such parameter here. Did you mean account?"),
    ],
)
def test_what_is_unknown_is_refused_by_name(api, query, field, sentence):
    refusal = api.get(f"/handlings?{query}")
    assert api.status == 400
    assert refusal["errors"] == [{"field": field, "message": sentence}]


def test_recording_tells_history_and_the_same_again_confirms(api, ana, maren, kestrel):
    body = {"contactId": maren.pk, "accountId": kestrel.slug, "duty": "ctv", "since": "2025-03-01", "how": "phone"}
    made = api.post("/handlings", body)
    assert api.status == 201
    assert api.response.headers["Location"] == f"/api/v1/handlings/{made['id']}"
    assert made["since"] == "2025-03-01"
    line = {"said": "CONFIRMED", "how": "SPOKE", "saidOn": TODAY.isoformat(), "by": "you", "name": "Ana"}
    assert made["evidence"] == [{**line, "note": None, "outcome": None}]
    assert Change.objects.get(record_kind="contact", record_id=maren.pk, door=Door.API).actor == ana
    again = api.post("/handlings", {**body, "since": None})
    assert (api.status, again["id"]) == (201, made["id"])
    assert api.get(f"/handlings/{made['id']}") == again


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"contactId": "nobody"}, "contactId", "There is no such person."),
        ({"accountId": "nobody"}, "accountId", "There is no such company."),
        ({"accountId": "a\0b"}, "accountId", "There is no such company."),
        ({"duty": "conected tv"}, "duty", "“conected tv” is no known duty. Did you mean CTV?"),
        ({"since": "soon"}, "since", "Write the day as 2026-01-31."),
        ({"since": 5}, "since", "Write the day as 2026-01-31."),
        ({"since": "2025-02-01", "until": "2025-01-01"}, "until", "This is before the first day."),
        ({"how": "telepathy"}, "how", "“telepathy” is no known source. Known are "),
        ({"saidOn": "2199-01-01"}, "saidOn", "This day is still to come."),
        ({"sinse": None}, "sinse", "There is no such field."),
    ],
)
def test_what_cannot_be_recorded_says_why(api, maren, kestrel, changes, field, sentence):
    body = {"contactId": maren.pk, "accountId": kestrel.pk, "duty": "ctv", **changes}
    [error] = api.post("/handlings", body)["errors"]
    assert api.status == 400
    assert (error["field"], error["message"][: len(sentence)]) == (field, sentence)
    assert not Handling.objects.exists()


def test_ending(api, maren, kestrel):
    handling = make_handling(maren, kestrel, since=date(2025, 1, 1))
    ended = api.patch(f"/handlings/{handling.pk}", {"until": "2026-01-01"})
    assert (api.status, ended["until"]) == (200, "2026-01-01")
    assert api.patch(f"/handlings/{handling.pk}", {"until": "2024-01-01"})["errors"][0]["field"] == "until"
    api.patch(f"/handlings/{handling.pk}", {"until": None})
    assert api.status == 400
    api.post(f"/handlings/{handling.pk}/reports", {"said": "CONFIRMED"})
    assert api.status == 409


def test_reports_and_taking_them_back(api, ana, maren, kestrel):
    handling, other = make_handling(maren, kestrel), make_handling(maren, kestrel, "audio")
    made = api.post(f"/handlings/{handling.pk}/reports", {"said": "LEFT", "how": "press", "note": "says \0 Adweek"})
    assert (api.status, made["evidence"][0]["note"]) == (201, "says Adweek")
    assert Evidence.objects.filter(said=Said.LEFT, withdrawn_at=None).count() == 2
    api.post(f"/handlings/{handling.pk}/reports", {"said": "CONFIRMED", "saidOn": "2026-01-15"})
    api.delete(f"/handlings/{handling.pk}/reports")
    assert api.status == 204
    assert Evidence.objects.filter(user=ana, withdrawn_at=None).count() == 0
    assert Evidence.objects.filter(withdrawn_at=None).count() == 2, "what others said stays"
    assert api.get(f"/handlings/{other.pk}")["deniedBy"] == 0
    api.post(f"/handlings/{handling.pk}/reports", {"said": "MAYBE"})
    assert api.status == 400


def test_who_said_it_is_shown_to_nobody_else(api, as_api, ana, ben, cleo, maren, kestrel):
    cleo.email = "cleo@elsewhere.example"
    cleo.save()
    handling = make_handling(maren, kestrel)
    for user in (ana, cleo):
        report(actor=user, door=Door.WEB, handling=handling, said=Said.WRONG, note="a secret")
    seen = {line["by"]: line for line in api.get(f"/handlings/{handling.pk}")["evidence"]}
    assert list(seen) == ["member", "you", "operator"]
    assert (seen["you"]["name"], seen["you"]["note"]) == ("Ana", "a secret")
    assert (seen["member"]["name"], seen["member"]["note"]) == (None, None)
    text = as_api(ben).client.get(f"/api/v1/handlings/{handling.pk}").content.decode()
    assert '"colleague"' in text
    assert not any(secret in text for secret in ("Ana", "Cleo", "elsewhere", "secret", ana.pk, cleo.pk))


def test_one_that_does_not_exist(api):
    for path, call in (
        ("/handlings/nobody", api.get),
        ("/handlings/nobody/reports", api.delete),
        ("/handlings/nobody", lambda path: api.patch(path, {"until": "2026-01-01"})),
        ("/handlings/nobody/reports", lambda path: api.post(path, {"said": "LEFT"})),
    ):
        call(path)
        assert api.status == 404


def test_queries_do_not_grow(api, agency, kestrel, questions):
    counts = set()
    for number in range(6):
        handling = make_handling(make_contact(f"Person{number} Example", agency), kestrel, since=TODAY - timedelta(10))
        if number in (0, 5):
            for query in ("", f"?account={kestrel.pk}", "?duty=ctv&asOf=2026-01-01", f"?agency={agency.pk}"):
                api.get(f"/handlings{query}")  # a search is listed once in ten minutes
                counts.add((query[:6], questions(lambda query=query: api.get(f"/handlings{query}"))))
            counts.add(("one", questions(lambda key=handling.pk: api.get(f"/handlings/{key}"))))
    assert counts == {("", 7), ("?accou", 9), ("?duty=", 8), ("?agenc", 9), ("one", 6)}
