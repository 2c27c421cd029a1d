"""The same file twice changes nothing; a dry run tells exactly what the real one does; batches do not matter."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealmecca.directory.models import Company, CompanyAlias, CompanyDomain, Contact, ExternalId
from dealmecca.history.models import Change
from dealmecca.imports.engine import runs
from dealmecca.imports.models import ImportMark
from dealmecca.search.models import CompanyLine, ContactLine
from tests.imports.conftest import Importer, Report
from tests.imports.generated_files import tables, undone

pytestmark = pytest.mark.django_db
often = settings(max_examples=40, suppress_health_check=list(HealthCheck))
COUNTS = ("rows", "created", "updated", "unchanged", "refused", "rowOutcomes", "problems", "unknownValues")


def counts(report: Report) -> dict[str, Any]:
    return {name: report[name] for name in COUNTS}


def state() -> dict[str, Any]:
    """Everything that is stored, without what differs from run to run: ids, slugs and times."""
    companies = {c.pk: i for i, c in enumerate(Company.objects.order_by("pk"))}
    contacts = {c.pk: i for i, c in enumerate(Contact.objects.order_by("pk"))}
    left_out = {"id", "slug", "created_at", "updated_at", "parent_id", "company_id"}

    def fields(record: Company | Contact) -> dict[str, Any]:
        return {name: value for name, value in vars(record).items() if name not in left_out and name[0] != "_"}

    return {
        "companies": [fields(c) | {"parent": companies.get(c.parent_id or "")} for c in Company.objects.order_by("pk")],
        "contacts": [
            fields(c) | {"company": companies.get(c.company_id or "")} for c in Contact.objects.order_by("pk")
        ],
        "aliases": sorted((companies[a.company_id], a.name, a.name_key) for a in CompanyAlias.objects.all()),
        "domains": sorted((companies[d.company_id], d.domain) for d in CompanyDomain.objects.all()),
        "ids": sorted(
            (e.value, companies.get(e.company_id or "", -1), contacts.get(e.contact_id or "", -1))
            for e in ExternalId.objects.all()
        ),
    }


@often
@given(before=st.none() | tables(longest=6), table=tables())
def test_the_same_file_twice_changes_nothing(importer: Importer, before: str | None, table: str) -> None:
    with undone():
        if before:
            importer(before, source="an earlier file")
        first = importer(table)
        stored = state()
        writes = Change.objects.count()
        second = importer(table)
        assert state() == stored
        assert Change.objects.count() == writes
        nobody = {"companies": 0, "contacts": 0}
        assert (second["created"], second["updated"]) == (nobody, nobody)
        for kind in nobody:
            assert second["unchanged"][kind] == sum(first[each][kind] for each in ("created", "updated", "unchanged"))
        assert (second["rows"], second["refused"]) == (first["rows"], first["refused"])
        assert not ImportMark.objects.exists()


@often
@given(before=st.none() | tables(longest=6), table=tables())
def test_a_dry_run_writes_nothing_and_counts_like_the_real_one(
    importer: Importer, before: str | None, table: str
) -> None:
    with undone():
        if before:
            importer(before, source="an earlier file")
        stored = state()
        dry = importer(table, dry_run=True)
        assert state() == stored
        assert counts(importer(table)) == counts(dry)


@often
@given(before=st.none() | tables(longest=6), table=tables(), size=st.integers(1, 4))
def test_rows_mean_the_same_in_small_batches_and_in_large_ones(
    importer: Importer, before: str | None, table: str, size: int
) -> None:
    results = []
    for batch_rows in (size, 500):
        with undone(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(runs, "BATCH_ROWS", batch_rows)
            if before:
                importer(before, source="an earlier file")
            dry = importer(table, dry_run=True)
            report = importer(table)
            assert counts(report) == counts(dry)
            results.append((counts(report), state()))
    assert results[0] == results[1]


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(table=tables())
def test_everything_that_came_in_can_be_found(importer: Importer, table: str) -> None:
    with undone():
        importer(table)
        assert set(CompanyLine.objects.values_list("record_id", flat=True)) == set(
            Company.objects.values_list("pk", flat=True)
        )
        assert set(ContactLine.objects.values_list("record_id", flat=True)) == set(
            Contact.objects.values_list("pk", flat=True)
        )
