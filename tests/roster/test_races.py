"""Fifty at once, each a process with its own connection: one agency of record, one job, one voice a day, no circle."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from dealmecca.directory.actions import edit_company, move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.directory.queries import ids_above
from dealmecca.history.models import Door
from dealmecca.roster.actions.duty_merges import merge_duties
from dealmecca.roster.actions.partnerships import record_partnership
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.actions.reports import report
from dealmecca.roster.models import Duty, Evidence, Handling, Partnership, ReportingLine, Said
from dealmecca.roster.queries import ClaimFilter, find_claims
from tests.cast import make_ana
from tests.factories import make_company, make_contact, make_handling
from tests.races import AT_ONCE, can_fork, race, sentences

TODAY = timezone.localdate()
HERE: dict[str, Any] = {"actor": None, "door": Door.API}

pytestmark = [
    pytest.mark.django_db(transaction=True),
    can_fork,
]


@pytest.fixture(autouse=True)
def duties(transactional_db: None) -> None:
    """Such tests empty every table behind them, and the duties to start with are there once."""
    if not Duty.objects.exists():
        import_module("dealmecca.roster.migrations.0002_starting_duties").add_duties(apps, None)


@pytest.fixture
def kestrel(duties: None) -> Company:
    return make_company("Kestrel Cola")


def test_fifty_agencies_of_record_at_once(kestrel: Company) -> None:
    agencies = [make_company(f"Agency {n}") for n in range(AT_ONCE)]
    found = race(
        lambda n: record_partnership(
            agency=agencies[n], advertiser=kestrel, discipline="MEDIA", market="US", is_aor=True, **HERE
        )
    )
    sentences(found, 1, "End that first, or say that the new agency replaces it.")
    assert Partnership.objects.filter(until=None, is_aor=True).count() == Partnership.objects.count() == 1


def test_fifty_replacements_at_once(kestrel: Company) -> None:
    """Whoever comes too late for its day is told so; the days of those recorded follow one another without a gap."""
    agencies = [make_company(f"Agency {n}") for n in range(AT_ONCE)]
    found = race(
        lambda n: record_partnership(
            agency=agencies[n], advertiser=kestrel, discipline="MEDIA", market="US", is_aor=True, replaces=True,
            since=TODAY - timedelta(n), **HERE,
        )
    )  # fmt: skip
    rows = list(Partnership.objects.order_by("since"))
    sentences(found, len(rows), "is agency of record for Kestrel Cola")
    assert [row.until for row in rows] == [*(row.since for row in rows[1:]), None]


def test_fifty_clicks_on_one_partnership_record_it_once(kestrel: Company) -> None:
    agency = make_company("Halden & Pike")
    found = race(
        lambda _: record_partnership(agency=agency, advertiser=kestrel, discipline="MEDIA", market="US", **HERE)
    )
    assert found == {"done": AT_ONCE} and Partnership.objects.count() == 1


def test_fifty_edits_that_would_close_a_circle_of_companies(kestrel: Company) -> None:
    ring = [make_company(f"Ring {n}") for n in range(AT_ONCE // 5)]
    race(
        lambda n: edit_company(
            company=ring[n % len(ring)], values={"parent_id": ring[(n + 1 + n // len(ring)) % len(ring)].pk}, **HERE
        )
    )
    parents = dict(Company.objects.values_list("pk", "parent_id"))
    for company in ring:
        above: list[str | None] = [company.pk]
        while above[-1]:
            above.append(parents[above[-1]])
            assert len(set(above)) == len(above), "a circle"
    assert all(len(ids_above(company.pk)) <= len(ring) for company in ring)
    assert sum(bool(parents[company.pk]) for company in ring) >= len(ring) // 2


def test_fifty_edits_that_would_close_a_circle_of_reports(kestrel: Company) -> None:
    ring = [make_contact(f"Person{n} Example", kestrel) for n in range(AT_ONCE // 5)]
    race(lambda n: set_manager(contact=ring[n % len(ring)], manager=ring[(n + 1 + n // len(ring)) % len(ring)], **HERE))
    above = dict(ReportingLine.objects.filter(until=None).values_list("contact_id", "manager__contact_id"))
    assert len(above) >= len(ring) // 2
    for person in ring:
        way = [person.pk]
        while way[-1] in above:
            way.append(above[way[-1]])
            assert len(set(way)) == len(way), "a circle"


def test_fifty_moves_of_one_person_at_once(kestrel: Company) -> None:
    maren = make_contact("Maren Oduya", kestrel)
    there = [make_company(f"Agency {n}") for n in range(AT_ONCE)]
    found = race(lambda n: move_contact(contact=maren, company_id=there[n].pk, moved_on=TODAY, **HERE))
    sentences(found, 1, "moved to another company in the meantime")
    job = Position.objects.get(contact=maren, until=None)
    assert job.company_id == Contact.objects.get(pk=maren.pk).company_id and Position.objects.count() == 2


def test_fifty_confirmations_of_one_member_count_once(kestrel: Company) -> None:
    ana = make_ana()
    handling = make_handling(make_contact("Maren Oduya", make_company()), kestrel)
    words = [Said.CONFIRMED, Said.WRONG]
    found = race(lambda n: report(actor=ana, door=Door.API, handling=handling, said=words[n % 2]))
    assert found == {"done": AT_ONCE}
    assert Evidence.objects.filter(user=ana, withdrawn_at=None).count() <= len(words), "each once a day"
    (claim,) = find_claims(viewer=ana, wanted=ClaimFilter())
    assert claim.standing.confirmed_by + claim.standing.denied_by == 2, "the operator's word, and her last"


def test_what_is_recorded_during_a_merge_of_duties_is_under_the_name_that_stays(kestrel: Company) -> None:
    people = [make_contact(f"Person{n} Example", make_company()) for n in range(12)]
    kept, dropped = Duty.objects.get(name="CTV"), Duty.objects.get(name="Audio")

    def act(number: int) -> None:
        if number == 6:
            merge_duties(actor=None, kept=kept, dropped=dropped)
        else:
            make_handling(people[number], kestrel, "Audio")

    assert race(act, len(people)) == {"done": len(people)}
    assert set(Handling.objects.values_list("duty__name", flat=True)) == {"CTV"}


def test_the_database_itself_refuses_a_second_agency_of_record(kestrel: Company) -> None:
    for number in range(2):
        row = Partnership(agency=make_company(f"Agency {number}"), advertiser=kestrel, discipline="MEDIA", market="US",
                          is_aor=True, since=TODAY)  # fmt: skip
        columns = [field.column for field in Partnership._meta.concrete_fields]
        values = [field.get_db_prep_save(getattr(row, field.attname), connection)
                  for field in Partnership._meta.concrete_fields]  # fmt: skip
        sql = f"INSERT INTO partnerships ({', '.join(map(str, columns))}) VALUES ({', '.join(['%s'] * len(columns))})"
        with connection.cursor() as cursor:
            if number:
                with pytest.raises(IntegrityError) as refused, transaction.atomic():
                    cursor.execute(sql, values)
            else:
                cursor.execute(sql, values)
    named = "partnership_one_agency_of_record"
    if connection.vendor == "sqlite":  # it names the columns; the rule that has them is looked up
        cursor = connection.cursor()
        assert "partnerships.advertiser_id, partnerships.discipline, partnerships.market" in str(refused.value)
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [named])
        assert "UNIQUE" in cursor.fetchone()[0]
    else:
        assert named in str(refused.value)
