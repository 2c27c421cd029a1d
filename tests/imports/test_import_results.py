"""What files come to, recorded: a faster way of importing must leave exactly what the slower one left.

The digests were taken with the importer of November 2026 before it was made fast. Who changes on purpose what an import
stores or says takes them anew, and says so.
"""

import json
from collections.abc import Sequence

import pytest

from bench.imports.files import write_file
from tests.imports.conftest import FILES, Importer
from tests.imports.generated_files import as_csv
from tests.imports.results import digest, stored, told

pytestmark = pytest.mark.django_db

# As files hold them: formulas, filler, several in one cell, other scripts, characters that nobody sees.
CELLS: dict[str, Sequence[str]] = {
    "Record ID": ("17", "", "a-3", "'=1", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28"),
    "Full Name": (
        "Ann Lee", "LEE, Ann", "Dr. John A. O'Neil, Jr.", "José Álvarez", "Cher", "n/a", "Null Null",
        "王小明", "J. Smith",
        "Jane  Smith", "Ann\u200b Lee", "Unknown", "Jane Smith (née Jones)", "de la Cruz, María", "Ann Lee",
    ),
    "Email": (
        "", "ann@acme.example", "ANN@Acme.Example", "mailto:ann@acme.example", "ann2@acme.example", "info@acme.example",
        "noemail@example.com", "not an address", "a@b", "josé@acme.example", "ann@acme.example; lee@pike.example",
        "Ann Lee <ann@pike.example>", "x..y@acme.example", "a+tag@bücher.example", "a@xn--bcher-kva.example",
        "ann@localhost", "'+ann@acme.example", "a@-bad.example", "a@acme.123", "#N/A", "ann_lee@acme.example.",
        "o'neil@acme.example", "ann@acme.invalid", "x" * 65 + "@acme.example", "ann@" + "l" * 64 + ".example",
    ),
    "Phone": (
        "", "212-555-0123", "(212) 555 0123", "+44 20 7946 0958", "2125550123.0", "555-0123", "12", "000-000-0000",
        "1234567", "212-555-0123 ext. 4", "tel:212.555.0199", "call me", "212-555-0123 / 312-555-0144",
        "+1 (212) 555-01-23", "0044 20 7946 0958", "12345678901234567", "１２３４５６７", "Office: 212-555-0123",
        "123-456-7890", "٢١٢٥٥٥٠١٢٣",
    ),
    "Job Title": (
        "", "VP, Media", "Media Planner", "Sr. Director / Programmatic", "Zookeeper", "Head of TV",
        "assistant media planner",
        "SVP\u00a0Group Director", "Directeur général", "Line one\nline two", "x" * 256,
    ),
    "Seniority": ("", "", "VP", "v.p.", "Grand Vizier", "director"),
    "Company": (
        "Acme", "ACME, Inc.", "The Acme Company", "Pike & Co", "Pike and Company", "Zed", "", "3M", "AT & T",
        "L'Oréal Paris", "!!!", "J. B. Hunt", '=HYPERLINK("http://acme.example","Acme")', "Acme",
    ),
    "City": ("", "Austin", "St. Paul", "Saint Paul", "New York City", "Austin, TX", "=\"Reno\"", "Zürich"),
    "State": ("", "TX", "Texas", "MN", "NV", "Tex."),
    "Website": (
        "", "acme.example", "https://www.acme.example/x?utm_source=a", "", "pike.example:8080/",
        "www.pike.co.uk", "javascript:alert(1)", "not a site", "http://user@acme.example", "ACME.example",
    ),
    "Employees": ("", "1,250", "11-50", "350", "many", "10.0"),
    "Industry": ("", "Retail", "retail ", "Sorcery", "Financial Services", ""),
    "Parent Company": ("", "", "Acme", "Holding", "", "Zed"),
    "LinkedIn": ("", "linkedin.com/in/ann", "", "", "https://www.linkedin.com/in/ann?trk=x", *[""] * 7, "in/ann", "http://"),
    "Twitter": ("", "@annlee", "", "https://x.com/annlee", *[""] * 9, "ann lee"),
}  # fmt: skip
STRIDES = (1, 3, 7, 5, 11, 2, 9, 4, 13, 6, 1, 8, 3, 5, 2)


def messy(rows: int) -> str:
    """Each column walks through its cells at a pace of its own, on most rows through the first ones, which are good."""
    return as_csv(
        [
            list(CELLS),
            *(
                [
                    cells[(row * stride + row // len(cells) + row // 17) % (len(cells) if row % 3 == 0 else 6)]
                    for cells, stride in zip(CELLS.values(), STRIDES, strict=True)
                ]
                for row in range(rows)
            ),
        ]
    )


RECORDED = json.loads((FILES / "results.json").read_text())


@pytest.mark.parametrize("name", RECORDED)
def test_a_file_comes_to_what_it_always_came_to(importer: Importer, name: str) -> None:
    assert come_to(importer, name) == RECORDED[name]


def come_to(importer: Importer, name: str) -> dict[str, str]:
    reports = []
    if name == "generated":
        for changed in (False, True):
            write_file(importer.folder / "people.csv", 120, changed=changed)
            reports.append(importer(importer.folder / "people.csv"))
    elif name.startswith("messy"):
        by_id = name.endswith("by id")
        mapping = {"Website": "company.website", **({"Record ID": "contact.external_id"} if by_id else {})}
        match = "external-id" if by_id else "auto"
        reports += [importer(messy(rows), mapping=mapping, match=match, source="one") for rows in (40, 300)]
    else:
        reports.append(importer(FILES / f"{name}.csv"))
    return {"reports": digest([told(report) for report in reports])} | {
        part: digest(value) for part, value in stored().items()
    }
