"""Files of people, their accounts and duties: the person comes in as ever, and what they handle is recorded."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dealmecca.directory.models import Company, Contact, Position
from dealmecca.imports.models import NameKind, WaitingName
from dealmecca.roster.models import Evidence, Handling
from tests.factories import make_company, make_contact, make_handling
from tests.imports.conftest import Importer, refusals
from tests.imports.test_pairs import same_as_dry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()

FILE = (
    "Name,Email,Title,Agency,Client,Duties,Since,Confirmed on,How\n"
    'Maren Oduya,maren@halden.example,VP,Halden & Pike,Kestrel Cola,"CTV; OTT, Audio",2024-03-01,2025-05-02,phone\n'
    "Gideon Purcell,gideon@larkspur.example,Buyer,Larkspur & Vane,Kestrel Cola,out of home | DOOH,,,\n"
)


def held() -> list[tuple[str, str, str]]:
    rows = Handling.objects.select_related("contact", "account", "duty").order_by("contact__last_name", "duty__name")
    return [(row.contact.full_name, row.account.name, row.duty.name) for row in rows]


def test_people_companies_accounts_and_duties_come_in(importer: Importer) -> None:
    report = same_as_dry(importer, FILE)
    assert report["kind"] == "duties"
    assert held() == [
        ("Maren Oduya", "Kestrel Cola", "Audio"),
        ("Maren Oduya", "Kestrel Cola", "CTV"),
        ("Gideon Purcell", "Kestrel Cola", "Out of home"),
    ]
    assert report["created"] == {"companies": 3, "contacts": 2}
    assert report["handlings"] == {"created": 3, "updated": 0, "unchanged": 2, "refused": 0, "waiting": 0}
    assert Company.objects.get(name="Kestrel Cola").company_type == "ADVERTISER"
    assert Contact.objects.get(last_name="Oduya").company == Company.objects.get(name="Halden & Pike")
    words = Evidence.objects.filter(handling__contact__last_name="Oduya").values_list("said_on", "how")
    assert set(words) == {(date(2025, 5, 2), "SPOKE")}
    row = Handling.objects.get(duty__name="Out of home")
    assert (row.since, row.is_since_known) == (TODAY, False)


def test_the_same_file_again_changes_nothing(importer: Importer) -> None:
    importer(FILE)
    before = held(), Evidence.objects.count(), Position.objects.count()
    report = same_as_dry(importer, FILE)
    assert (held(), Evidence.objects.count(), Position.objects.count()) == before
    assert report["handlings"]["unchanged"] == 5
    assert report["rowOutcomes"] == {"created": 0, "updated": 0, "unchanged": 2, "refused": 0}


def test_a_later_day_of_confirmation_confirms(importer: Importer) -> None:
    importer(FILE)
    report = same_as_dry(importer, FILE.replace("2025-05-02", "2025-06-02"))
    assert report["handlings"]["updated"] == 2
    assert Evidence.objects.filter(said_on=date(2025, 6, 2)).count() == 2


def test_an_end_in_the_file_ends_the_duty(importer: Importer) -> None:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike"))
    make_handling(maren, make_company("Kestrel Cola"), since=TODAY - timedelta(400))
    Position.objects.update(since=TODAY - timedelta(500))
    ends = TODAY - timedelta(100)
    file = f"Name,Company,Account,Duty,Since,Until\nMaren Oduya,Halden & Pike,Kestrel Cola,CTV,2024-01-01,{ends}\n"
    assert same_as_dry(importer, file)["handlings"]["updated"] == 1
    assert Handling.objects.get().until == ends
    assert same_as_dry(importer, file)["handlings"]["unchanged"] == 1


def test_an_email_alone_is_enough_for_somebody_known(importer: Importer) -> None:
    make_contact("Maren Oduya", make_company("Halden & Pike"), email="maren@halden.example")
    report = same_as_dry(
        importer, "Email,Client,Duty\nMAREN@halden.example,Kestrel Cola,CTV\ngideon@halden.example,Kestrel Cola,CTV\n"
    )
    assert held() == [("Maren Oduya", "Kestrel Cola", "CTV")]
    assert Contact.objects.count() == 1, "there are no dummy people"
    assert report["waiting"] == {"rows": 1, "names": 1}
    assert WaitingName.objects.get().kind == NameKind.PERSON


def test_a_name_without_a_company_must_be_the_only_one(importer: Importer) -> None:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike"))
    gideons = {make_contact("Gideon Purcell", make_company(name)).pk for name in ("Larkspur & Vane", "Kestrel Cola")}
    same_as_dry(
        importer,
        "Full Name,Client,Duty\nMaren Oduya,Kestrel Cola,CTV\n"
        "Gideon Purcell,Kestrel Cola,CTV\nZoe Fox,Kestrel Cola,CTV\n",
    )
    assert Handling.objects.get().contact == maren
    asked = {name.text: {guess["id"] for guess in name.guesses} for name in WaitingName.objects.all()}
    assert asked == {"Gideon Purcell": gideons, "Zoe Fox": set()}
    assert Contact.objects.count() == 3


def test_a_role_mailbox_is_nobody(importer: Importer) -> None:
    make_contact("Maren Oduya", make_company("Halden & Pike"), email="info@halden.example")
    report = same_as_dry(importer, "Email,Client,Duty\ninfo@halden.example,Kestrel Cola,CTV\n")
    assert report["waiting"]["names"] == 1 and not Handling.objects.exists()


def test_unknown_duties_wait_and_the_known_ones_come_in(importer: Importer) -> None:
    report = same_as_dry(
        importer,
        "Name,Company,Account,Handles\nMaren Oduya,Halden & Pike,Kestrel Cola,CTV; Podcats; Zeppelins\n",
    )
    assert held() == [("Maren Oduya", "Kestrel Cola", "CTV")]
    assert report["handlings"]["waiting"] == 2 and report["waiting"] == {"rows": 1, "names": 2}
    podcasts, zeppelins = WaitingName.objects.order_by("text")
    assert podcasts.guesses[0]["name"] == "Podcasts" and podcasts.guesses[0]["score"] > 0.8
    assert zeppelins.guesses == []


def test_a_duty_before_the_job_is_left_out_and_the_person_stays(importer: Importer) -> None:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike"))
    Position.objects.filter(contact=maren).update(since=date(2025, 1, 1), is_since_known=True)
    report = same_as_dry(
        importer,
        "Name,Title,Company,Account,Duty,Since\nMaren Oduya,VP Media,Halden & Pike,Kestrel Cola,CTV,2020\n",
    )
    assert report["handlings"]["refused"] == 1
    assert "No job of Maren Oduya is known on 1 Jan 2020." in report["problems"][0]["reason"]
    maren.refresh_from_db()
    assert maren.title == "VP Media"


def test_who_moves_with_the_same_file_holds_the_duty_in_the_new_job(importer: Importer) -> None:
    make_contact("Maren Oduya", make_company("Halden & Pike"), email="maren@oduya.example")
    file = "Name,Email,Company,Account,Duty\nMaren Oduya,maren@oduya.example,Larkspur & Vane,Kestrel Cola,CTV\n"
    same_as_dry(importer, file)
    assert Handling.objects.get().position.company.name == "Larkspur & Vane"
    assert same_as_dry(importer, file)["handlings"]["unchanged"] == 1


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("Maren Oduya,Halden & Pike,Kestrel Cola,", "There is no duty beside the account."),
        ("Maren Oduya,Halden & Pike,,CTV", "There is no account in this row."),
        (",Halden & Pike,Kestrel Cola,CTV", "There is no person in this row"),
        (f"Maren Oduya,Halden & Pike,Kestrel Cola,{'x' * 10_000}", "at most 80 characters"),
        (f"Maren Oduya,Halden & Pike,Kestrel Cola,{';'.join(f'd{n}' for n in range(60))}", "at most 50 duties"),
        (f"Maren Oduya,Halden & Pike,{'x' * 10_000},CTV", "10000 characters long"),
    ],
)
def test_bad_rows_are_refused_with_a_sentence(importer: Importer, cells: str, reason: str) -> None:
    report = same_as_dry(importer, f"Name,Company,Account,Duty\n{cells}\n")
    assert reason in refusals(report)[2]
    assert not Contact.objects.exists() and not Company.objects.exists()
