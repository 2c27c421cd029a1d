"""Which companies are one office twice; the unit is the office, and a shared web domain proves nothing."""

from typing import Any

import pytest

from bench.duplicates.companies import WORKSHOP, draw_companies, workshop
from bench.duplicates.scoring import office_rows, score
from dealmecca.quality.matching.finding import DUPLICATE, OFFICE
from dealmecca.quality.matching.finding_offices import find_offices
from dealmecca.quality.matching.offices import OfficeRow

pytestmark = pytest.mark.once


def office(id: str, name: str = "Halden Pike Media", city: str = "Chicago", **more: Any) -> OfficeRow:
    row = OfficeRow(id, name, ("haldenpike.example",), "312 555 0142", "500 Main Street", city)
    return row._replace(**more)


def verdict(a: OfficeRow, b: OfficeRow) -> tuple[str, float]:
    others = [office("x", city="Boston", address="", phone=""), office("y", city="Austin", address="", phone="")]
    return next(
        ((pair.label, pair.confidence) for pair in find_offices([a, b, *others]) if {pair[0], pair[1]} == {a.id, b.id}),
        ("", 0.0),
    )


SAME = {
    "a legal form": office("b", "Halden Pike Media, Inc.", phone=""),
    "a slip": office("b", "Haldne Pike Media"),
    "a shorter name": office("b", "Halden Pike", address=""),
    "the city in the name": office("b", "Halden Pike Media Chicago"),
    "initials": office("b", "HPM"),
    "a street written otherwise": office("b", address="500 Main St., Suite 9", phone=""),
    "run together": office("b", "HaldenPike Media", phone=""),
}
OTHERS = {
    "another city": office("b", city="New York", address="", phone="312 555 0142"),
    "no city, on the switchboard": office("b", city="", address=""),
    "another street in town": office("b", address="99 Harbor Road", phone=""),
    "the foundation": office("b", "Halden Pike Foundation"),
    "a sister": office("b", "Halden Pike Outdoor"),
    "another firm in the house": office("b", "Corvin Vale", domains=()),
    "another state": office("b", "Halden Pike Media", state="ME"),
}


@pytest.mark.parametrize("case", SAME)
def test_one_office(case: str) -> None:
    label, confidence = verdict(office("a"), SAME[case])
    assert label == DUPLICATE
    assert confidence > 0.75


@pytest.mark.parametrize("case", OTHERS)
def test_two_companies(case: str) -> None:
    assert verdict(office("a", state="IL"), OTHERS[case])[0] != DUPLICATE


def test_a_company_and_its_parent_are_two() -> None:
    assert verdict(office("a"), office("b", parent="a"))[0] != DUPLICATE


def test_offices_on_thirty_websites_are_never_merged_by_domain() -> None:
    """149 offices of 30 firms, each firm on one website and one number."""
    cities = "Chicago Boston Austin Denver Miami".split()
    rows = [
        OfficeRow(
            str(n),
            f"Kestrel{chr(65 + n % 30)} Media",
            (f"kestrel{n % 30}.example",),
            f"212 555 {n % 30:04}",
            "",
            cities[n // 30],
        )
        for n in range(149)
    ]
    found = find_offices(rows)
    assert [pair for pair in found if pair.label == DUPLICATE] == []
    assert {pair.label for pair in found} == {OFFICE}


def test_a_made_up_directory() -> None:
    drawn = draw_companies(3_000, 7, WORKSHOP, workshop)
    found = find_offices(office_rows(drawn))
    scored = score(found, drawn.duplicates, set())
    assert scored.f1 >= 0.96
    assert scored.sure_precision >= 0.99
    merged = {tuple(sorted(pair[:2])) for pair in found if pair.label == DUPLICATE}
    assert [kind for key, kind in drawn.traps.items() if kind == "other office" and key in merged] == []
