"""Files of agencies and their clients: who works for whom, from when to when."""

from datetime import date

import pytest

from dealmecca.directory.models import Company, CompanyAlias
from dealmecca.history.models import Change, Door
from dealmecca.imports.actions import apply_import, resume_stalled_imports
from dealmecca.imports.engine import runs
from dealmecca.imports.models import Import, WaitingName, WaitingRow
from dealmecca.roster.models import Partnership
from tests.factories import make_company, make_partnership
from tests.imports.conftest import Importer, Report, refusals
from tests.imports.test_import_interrupted import Killed, grow_silent, killed_after, started

pytestmark = pytest.mark.django_db

HEADER = "Agency,Advertiser,Discipline,Market,AOR,Since,Until,Source\n"
FILE = HEADER + (
    "Halden & Pike,Kestrel Cola,Media,US,yes,2024-03-01,,Adweek\n"
    "Halden & Pike,Tallgrass Bank,Creative,United States,no,3/15/2023,Mar 2025,\n"
    "Larkspur & Vane,Kestrel Cola,Social,USA,,2025,,\n"
)


def spells() -> list[tuple[str, str, str, bool, date, date | None]]:
    rows = Partnership.objects.select_related("agency", "advertiser").order_by("advertiser__name", "discipline")
    return [(r.agency.name, r.advertiser.name, r.discipline, r.is_aor, r.since, r.until) for r in rows]


def same_as_dry(importer: Importer, content: str) -> Report:
    """The report of a real run, which is what the preview told."""
    dry = importer(content, dry_run=True)
    real = importer(content)
    for name in ("rows", "created", "updated", "unchanged", "refused", "rowOutcomes", "partnerships", "handlings"):
        assert real[name] == dry[name], name
    assert (real["waiting"], real["problems"]) == (dry["waiting"], dry["problems"])
    return real


def test_agencies_clients_and_partnerships_come_in(importer: Importer) -> None:
    report = same_as_dry(importer, FILE)
    assert report["kind"] == "pairs"
    assert spells() == [
        ("Halden & Pike", "Kestrel Cola", "MEDIA", True, date(2024, 3, 1), None),
        ("Larkspur & Vane", "Kestrel Cola", "SOCIAL", False, date(2025, 1, 1), None),
        ("Halden & Pike", "Tallgrass Bank", "CREATIVE", False, date(2023, 3, 15), date(2025, 3, 1)),
    ]
    assert dict(Company.objects.values_list("name", "company_type")) == {
        "Halden & Pike": "AGENCY",
        "Larkspur & Vane": "AGENCY",
        "Kestrel Cola": "ADVERTISER",
        "Tallgrass Bank": "ADVERTISER",
    }
    assert report["created"] == {"companies": 4, "contacts": 0}
    assert report["partnerships"] == {"created": 3, "updated": 0, "unchanged": 0, "refused": 0, "waiting": 0}
    told = Change.objects.filter(record_id=Company.objects.get(name="Kestrel Cola").pk, verb="EDIT")
    assert {(change.door, change.batch) for change in told} == {(Door.IMPORT, Import.objects.get().pk)}


def test_the_same_file_again_changes_nothing(importer: Importer) -> None:
    importer(FILE)
    before, changes = spells(), Change.objects.count()
    report = same_as_dry(importer, FILE)
    assert (spells(), Change.objects.count()) == (before, changes)
    assert report["partnerships"]["unchanged"] == 3
    assert report["rowOutcomes"]["unchanged"] == 3
    assert report["unchanged"] == {"companies": 4, "contacts": 0}


def test_ends_without_beginnings_are_recorded_once(importer: Importer) -> None:
    file = "Agency,Client,Until\nHalden & Pike,Kestrel Cola,2024-05-01\n"
    importer(file)
    assert same_as_dry(importer, file)["partnerships"]["unchanged"] == 1
    assert Partnership.objects.count() == 1


def test_names_are_found_by_alias_legal_form_and_city(importer: Importer) -> None:
    known = make_company("Halden & Pike", company_type="AGENCY", city="Chicago", aliases=["Halden Pike Media"])
    make_company("Halden & Pike", company_type="AGENCY", city="Boston")
    kestrel = make_company("Kestrel Cola")
    importer(
        'Agency,Agency City,Client\nHalden and Pike LLC,Chicago,"Kestrel Cola, Inc."\nHalden Pike Media,,KESTREL COLA\n'
    )
    assert [(p.agency_id, p.advertiser_id) for p in Partnership.objects.all()] == [(known.pk, kestrel.pk)]
    assert Company.objects.count() == 3
    assert not CompanyAlias.objects.exclude(company=known).exists(), "a pair teaches no other names"


def test_namesakes_typos_and_beginnings_wait_with_ranked_guesses(importer: Importer) -> None:
    chicago = make_company("Halden & Pike", company_type="AGENCY", city="Chicago")
    boston = make_company("Halden & Pike", company_type="ADVERTISER", city="Boston")
    kestrel = make_company("Kestrel Cola", company_type="ADVERTISER")
    report = same_as_dry(
        importer, "Agency,Client\nHalden & Pike,Kestrel Cola\nHalden & Pike,Kestrl Cola\nLarkspur & Vane,Kestrel\n"
    )
    assert report["waiting"] == {"rows": 3, "names": 3}
    assert report["rowOutcomes"]["waiting"] == 3
    assert not Partnership.objects.exists() and Company.objects.count() == 3, "nothing is guessed, nothing half done"
    names = {name.text: name for name in WaitingName.objects.all()}
    assert [guess["id"] for guess in names["Halden & Pike"].guesses] == [chicago.pk, boston.pk]
    (typo,) = names["Kestrl Cola"].guesses
    assert (typo["id"], typo["reason"]) == (kestrel.pk, "one letter differs")
    assert names["Kestrel"].guesses[0]["reason"] == "begins with this name"
    assert names["Halden & Pike"].rows.count() == 2


def test_what_waits_waits_once(importer: Importer) -> None:
    make_company("Kestrel Cola")
    for _ in range(2):
        report = importer("Agency,Client\nLarkspur & Vane,Kestrl Cola\nLarkspur & Vane,Kestrl Cola\n")
    assert report["waiting"] == {"rows": 2, "names": 1}
    assert (WaitingName.objects.count(), WaitingRow.objects.count()) == (1, 1)


def test_another_agency_of_record_hands_the_row_back(importer: Importer) -> None:
    make_partnership(make_company("Larkspur & Vane"), make_company("Kestrel Cola"), since=date(2023, 1, 1))
    report = same_as_dry(importer, FILE)
    assert list(refusals(report)) == [2]
    assert refusals(report)[2].startswith("Larkspur & Vane is agency of record for Kestrel Cola (Media, United States)")
    assert report["refused"] == report["partnerships"]["refused"] == 1


def test_two_agencies_of_record_in_one_file(importer: Importer) -> None:
    report = same_as_dry(importer, "Agency,Client,AOR\nHalden & Pike,Kestrel Cola,x\nLarkspur & Vane,Kestrel Cola,x\n")
    assert list(refusals(report)) == [3]
    assert not Company.objects.filter(name="Larkspur & Vane").exists(), "a refused row leaves nothing behind"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("Halden & Pike,,,,,,,", "There is no account in this row."),
        ("Halden & Pike,halden and pike,,,,,,", "An agency and its client are two companies."),
        ("Halden & Pike,Kestrel Cola,Sorcery,,,,,", "“Sorcery” is no known discipline."),
        ("Halden & Pike,Kestrel Cola,Programatic,,,,,", "Did you mean Programmatic"),
        ("Halden & Pike,Kestrel Cola,,Narnia,,,,", "“Narnia” is no known market."),
        ("Halden & Pike,Kestrel Cola,,,maybe,,,", "“maybe” is neither yes nor no."),
        ("Halden & Pike,Kestrel Cola,,,,31/02/2025,,", "seems to have the day first"),
        ("Halden & Pike,Kestrel Cola,,,,2/31/2025,,", "There is no such day as “2/31/2025”."),
        ("Halden & Pike,Kestrel Cola,,,,3/4/25,,", "no day that can be read for sure"),
        ("Halden & Pike,Kestrel Cola,,,,2025-03-01,2024-01-01,", "before the first day"),
        ("Halden & Pike,Kestrel Cola,,,,1066,,", "Give a day after 1950."),
        (f"{'A' * 10_000},Kestrel Cola,,,,,,", "10000 characters long; 255 is the most"),
        (f"Halden & Pike,Kestrel Cola,{'x' * 10_000},,,,,", "is no known discipline"),
        (f"Halden & Pike,Kestrel Cola,,,,,,{'x' * 10_000}", "10000 characters long; 255 is the most"),
    ],
)
def test_bad_cells_are_refused_with_a_sentence(importer: Importer, cells: str, reason: str) -> None:
    report = same_as_dry(importer, f"{HEADER}{cells}\nLarkspur & Vane,Tallgrass Bank,,,,,,\n")
    assert list(refusals(report)) == [2]
    assert reason in refusals(report)[2]
    assert spells()[0][:2] == ("Larkspur & Vane", "Tallgrass Bank")
    assert len(spells()) == 1


def test_zero_bytes_and_formulas_are_only_text(importer: Importer) -> None:
    report = importer(
        HEADER + 'Hal\0den,"=HYPERLINK(""https://x.example"",""Kestrel Cola"")",,,,,,\n\'=1+1,+Brand+,,,,,,\n'
    )
    assert report["refused"] == 0, report["problems"]
    assert {name for row in spells() for name in row[:2]} == {"Halden", "Kestrel Cola", "=1+1", "+Brand+"}


@pytest.mark.parametrize("batches", [0, 1, 2])
def test_an_import_of_pairs_that_was_killed_goes_on_to_the_same_end(
    batches: int, monkeypatch: pytest.MonkeyPatch, importer: Importer
) -> None:
    monkeypatch.setattr(runs, "BATCH_ROWS", 2)
    content = FILE + "Halden & Pike,Kestrl Cola,Media,,,,,\nLarkspur & Vane,Kestrel Cola,Media,,yes,,,\n"
    item = started(content)
    with pytest.raises(Killed), killed_after(batches):
        apply_import(import_id=item.pk)
    grow_silent(item)
    resume_stalled_imports()
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.tally["statements"]["partnerships"] == {
        "created": 3,
        "updated": 0,
        "unchanged": 0,
        "refused": 1,
        "waiting": 1,
    }
    assert (len(spells()), WaitingRow.objects.count(), Company.objects.count()) == (3, 1, 4)
