"""Who handles what: recorded once, confirmed by others, disputed by two, left behind by who moves on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.actions import move_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.roster.actions.handlings import end_handling
from dealmecca.roster.actions.reports import report, withdraw
from dealmecca.roster.models import Evidence, Handling, Said
from dealmecca.roster.queries import Claim, ClaimFilter, find_claims
from tests.factories import make_company, make_contact, make_handling

TODAY = timezone.localdate()


@pytest.fixture
def kestrel(db: None) -> Company:
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.fixture
def maren(db: None) -> Contact:
    return make_contact("Maren Oduya", make_company("Halden & Pike", company_type="AGENCY"), title="Group Director")


def claims(viewer: User, **wanted: object) -> list[Claim]:
    return find_claims(viewer=viewer, wanted=ClaimFilter(**wanted))  # type: ignore[arg-type]


def said(handling: Handling, user: User, word: Said = Said.CONFIRMED, **values: object) -> object:
    return report(actor=user, door=Door.WEB, handling=handling, said=word, **values)  # type: ignore[arg-type]


def test_the_answer_says_who_where_since_when_and_by_how_many(
    ana: User, cleo: User, maren: Contact, kestrel: Company
) -> None:
    cleo.email = "cleo@elsewhere.example"
    cleo.save()
    handling = make_handling(maren, kestrel, "connected tv", since=date(2025, 3, 1), actor=ana, how="SPOKE")
    said(handling, cleo)
    (claim,) = claims(ana, accounts=(kestrel.pk,))
    assert (claim.contact, claim.company.name, claim.duty.name) == (maren, "Halden & Pike", "CTV")
    assert (claim.since, claim.is_since_known, claim.standing.confirmed_by) == (date(2025, 3, 1), True, 2)
    assert claim.standing.confirmed_on == TODAY
    assert claim.confidence > 0.9


def test_recording_it_again_confirms_it(ana: User, maren: Contact, kestrel: Company) -> None:
    first = make_handling(maren, kestrel)
    again = make_handling(maren, kestrel, actor=ana)
    assert first == again
    assert Evidence.objects.filter(handling=first).count() == 2


def test_two_of_one_employer_are_one_voice(ana: User, ben: User, maren: Contact, kestrel: Company) -> None:
    handling = make_handling(maren, kestrel, actor=ana)
    said(handling, ben)
    (claim,) = claims(ana, accounts=(kestrel.pk,))
    assert claim.standing.confirmed_by == 1, "both write from example.com"
    said(handling, ana, Said.WRONG)
    said(handling, ben, Said.WRONG)
    assert not claims(ana, accounts=(kestrel.pk,))[0].is_disputed


def test_two_of_different_employers_dispute_it_at_once(ana: User, cleo: User, maren: Contact, kestrel: Company) -> None:
    cleo.email = "cleo@elsewhere.example"
    cleo.save()
    handling = make_handling(maren, kestrel)
    before = claims(ana, accounts=(kestrel.pk,))[0].confidence
    said(handling, ana, Said.WRONG)
    assert not claims(ana, accounts=(kestrel.pk,))[0].is_disputed
    words = report(actor=cleo, door=Door.WEB, handling=handling, said=Said.WRONG)
    (claim,) = claims(ana, accounts=(kestrel.pk,))
    assert claim.is_disputed and claim.confidence < before
    withdraw(actor=cleo, evidence=words)
    assert not claims(ana, accounts=(kestrel.pk,))[0].is_disputed


def test_a_second_click_says_nothing_new(ana: User, maren: Contact, kestrel: Company) -> None:
    handling = make_handling(maren, kestrel)
    said(handling, ana)
    said(handling, ana)
    assert Evidence.objects.filter(handling=handling, user=ana).count() == 1
    assert Change.objects.filter(actor=ana, record_kind="contact").count() == 1


def test_left_is_said_about_the_whole_job(ana: User, maren: Contact, kestrel: Company) -> None:
    ctv, audio = make_handling(maren, kestrel), make_handling(maren, make_company("Tallgrass Bank"), "audio")
    said(ctv, ana, Said.LEFT)
    assert set(Evidence.objects.filter(said=Said.LEFT).values_list("handling", flat=True)) == {ctv.pk, audio.pk}


def test_who_moves_on_leaves_the_duty_behind(ana: User, maren: Contact, kestrel: Company) -> None:
    make_handling(maren, kestrel, since=date(2024, 1, 1))
    there = make_company("Larkspur & Vane")
    move_contact(actor=ana, door=Door.WEB, contact=maren, company_id=there.pk, moved_on=date(2025, 6, 1))
    assert claims(ana, accounts=(kestrel.pk,)) == []
    (then,) = claims(ana, accounts=(kestrel.pk,), day=date(2025, 5, 31))
    assert (then.company.name, then.until) == ("Halden & Pike", date(2025, 6, 1))


def test_an_ended_duty_stays_in_the_past(ana: User, maren: Contact, kestrel: Company) -> None:
    handling = make_handling(maren, kestrel, since=date(2024, 1, 1))
    end_handling(actor=ana, door=Door.WEB, handling=handling, until=date(2025, 1, 1))
    assert claims(ana, accounts=(kestrel.pk,)) == []
    assert len(claims(ana, accounts=(kestrel.pk,), day=date(2024, 12, 31))) == 1
    with pytest.raises(Conflict, match="has ended already"):
        said(handling, ana)
    make_handling(maren, kestrel, since=date(2025, 2, 1))
    assert Handling.objects.filter(contact=maren).count() == 2, "a new spell is a new row"


def test_confidence_fades_when_nobody_confirms(ana: User, maren: Contact, kestrel: Company) -> None:
    make_handling(maren, kestrel, since=TODAY - timedelta(900), said_on=TODAY - timedelta(900), actor=ana, how="SPOKE")
    (now,) = claims(ana, accounts=(kestrel.pk,))
    (then,) = claims(ana, accounts=(kestrel.pk,), day=TODAY - timedelta(899))
    assert then.confidence > 0.8 and now.confidence < 0.45
    assert now.standing.is_stale and not then.standing.is_stale


def test_the_agency_finds_the_people_of_its_offices(ana: User, kestrel: Company) -> None:
    agency = make_company("Halden & Pike")
    office = make_company("Halden & Pike Chicago", parent=agency)
    make_handling(make_contact("Maren Oduya", office), kestrel)
    make_handling(make_contact("Gideon Purcell", make_company("Larkspur & Vane")), kestrel)
    assert [claim.contact.full_name for claim in claims(ana, agencies=(agency.pk,))] == ["Maren Oduya"]


def test_somebody_without_a_job_handles_nothing(kestrel: Company) -> None:
    with pytest.raises(ValidationError, match="Record first where Maren Oduya works"):
        make_handling(make_contact("Maren Oduya"), kestrel)


def test_history_tells_the_person_and_the_account(ana: User, maren: Contact, kestrel: Company) -> None:
    make_handling(maren, kestrel, since=date(2025, 3, 1), actor=ana, how="PRESS")
    told = {change.record_kind: change.fields for change in Change.objects.filter(actor=ana)}
    assert told == {
        "contact": {"Handles CTV for Kestrel Cola": ["", "since 1 Mar 2025 (trade press)"]},
        "company": {"Maren Oduya handles CTV": ["", "since 1 Mar 2025 (trade press)"]},
    }


def test_an_inactive_member_records_nothing(ana: User, maren: Contact, kestrel: Company) -> None:
    ana.is_active = False
    with pytest.raises(PermissionDenied):
        make_handling(maren, kestrel, actor=ana)
    assert claims(ana) == []


def test_queries_do_not_grow_with_the_claims(ana: User, kestrel: Company, django_assert_num_queries: object) -> None:
    agency = make_company("Halden & Pike")
    for number in range(8):
        make_handling(make_contact(f"Person{number} Example", agency), kestrel)
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert len(claims(ana, accounts=(kestrel.pk,))) == number + 1
