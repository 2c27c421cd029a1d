"""Files that nobody here wrote, where they lie beside the checkout; the guessed mapping alone must do."""

import csv
from pathlib import Path

import pytest

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import search_companies, search_contacts
from dealmecca.search.criteria import Criteria
from tests.imports.conftest import FILES, Importer

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
NOBODY = {"companies": 0, "contacts": 0}


def sample(name: str) -> Path:
    """The real file where there is one, else a short one of the same shape."""
    real = SAMPLES / f"{name}.csv"
    return real if real.exists() else FILES / f"{name}.csv"


@pytest.mark.parametrize("name", ["sp500-companies", "us-contacts-500"])
def test_a_real_file_comes_in_whole_and_a_second_time_changes_nothing(importer: Importer, name: str) -> None:
    first = importer(sample(name))
    assert first["refused"] == 0
    assert not [problem for problem in first["problems"] if problem["severity"] == "error"]
    second = importer(sample(name))
    assert (second["created"], second["updated"], second["refused"]) == (NOBODY, NOBODY, 0)
    assert second["unchanged"] == first["created"]


def test_companies_are_found_under_their_names_tickers_and_share_classes(importer: Importer, ana: User) -> None:
    importer(sample("sp500-companies"))
    for text in ("alphabet", "GOOGL", "alphabet class c"):
        [company] = search_companies(viewer=ana, criteria=Criteria(text=text)).items
        assert company.name == "Alphabet Inc. (Class A)"
        assert (company.city, company.state, company.industry) == ("Mountain View", "California", "MEDIA")
    assert search_companies(viewer=ana, criteria=Criteria(text="3m")).items[0].name == "3M"
    assert not Company.objects.filter(industry="").exists()
    assert Company.objects.filter(city="").count() <= 1  # one row of the real file has no headquarters


def test_people_are_found_with_their_companies(importer: Importer, ana: User) -> None:
    importer(sample("us-contacts-500"))
    with sample("us-contacts-500").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in (rows[0], rows[1], rows[-1]):
        name = f"{row['employee_first_name']} {row['employee_last_name']}"
        [person] = search_contacts(viewer=ana, criteria=Criteria(text=name)).items
        company = person.company
        assert company and company.name == row["company_name"]
        assert (person.phone, company.phone) == (row["personal_phone2"], row["company_phone1"])
        assert (company.city, company.state) == (row["company_city"], row["company_state"])
    assert not Contact.objects.filter(company=None).exists()
    assert not Contact.objects.filter(email="").exists()
