"""Files as hypothesis draws them: few names, places and addresses, so that rows meet and contradict each other."""

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from hypothesis import strategies as st

_FIRST = st.sampled_from(["Ann", "ann", "A.", "Bob", "Robert", "Émile", "", "Ann Marie"])
_LAST = st.sampled_from(["Lee", "LEE", "Lee Jr", "Ray", "O'Neil", "", "Lee-Ray"])
_EMAIL = st.sampled_from(
    ["", "", "ann@acme.example", "ann2@acme.example", "ann@ray.example", "info@acme.example", "b@x.example", "nowhere"]
)
_COMPANY = st.sampled_from(
    ["", "Acme", "ACME, Inc.", "Acme Inc. (Class A)", "Acme Media", "3M", "Pike & Co", "Pike and Company", "Zed"]
)
_CITY = st.sampled_from(["", "", "Austin", "St. Paul", "Saint Paul", "Reno"])
_STATE = st.sampled_from(["", "", "TX", "Texas", "MN", "NV"])

CELLS = {
    "First Name": _FIRST,
    "Last Name": _LAST,
    "Email": _EMAIL,
    "Phone": st.sampled_from(["", "212-555-0100", "(212) 555-0100", "212-555-0199", "12"]),
    "Job Title": st.sampled_from(["", "VP Media", "Media Planner", "Director", "Zookeeper"]),
    "Seniority": st.sampled_from(["", "", "VP", "Grand Vizier"]),
    "Record ID": st.just("given"),
    "Company": _COMPANY,
    "Company ID": st.just("given"),
    "City": _CITY,
    "State": _STATE,
    "Address": st.sampled_from(["", "1 High St", "2 Low St"]),
    "Website": st.sampled_from(["", "acme.example", "https://www.acme.example/x", "pike.example"]),
    "Industry": st.sampled_from(["", "Retail", "retail ", "Sorcery"]),
    "Parent Company": st.sampled_from(["", "", "Acme", "Holding", "Zed"]),
}
PEOPLE = ("First Name", "Last Name")
COMPANIES = ("Company",)


@st.composite
def tables(draw: st.DrawFn, *, longest: int = 14) -> str:
    """A CSV with a name for people, for companies or for both, some of the other columns, and some rows."""
    wanted = draw(st.sampled_from([PEOPLE, COMPANIES, PEOPLE + COMPANIES]))
    others = [name for name in CELLS if name not in PEOPLE + COMPANIES]
    if "Company" not in wanted:
        others = [name for name in others if name in ("Email", "Phone", "Job Title", "Seniority", "Record ID")]
    header = [*wanted, *draw(st.lists(st.sampled_from(others), unique=True, max_size=7))]
    rows = draw(st.lists(st.tuples(*(CELLS[name] for name in header)), min_size=1, max_size=longest))
    return as_csv([header, *(_with_ids_that_name_one_record(header, row) for row in rows)])


def _with_ids_that_name_one_record(header: Sequence[str], row: Sequence[str]) -> list[str]:
    """A record id stands on every row of its record, and on no other's: that is what makes it one.

    Files that number some rows of a person and not others can come out differently a second time; see the decision
    on matching.
    """
    cells = dict(zip(header, row, strict=True))
    company = "|".join(cells.get(name, "").casefold() for name in ("Company", "City", "State"))
    person = "|".join(cells.get(name, "").casefold() for name in ("First Name", "Last Name", "Email"))
    if cells.get("Record ID"):
        whole = f"{person}|{company}" if "First Name" in cells else company
        named = cells.get("First Name") or cells.get("Last Name") or "First Name" not in cells
        cells["Record ID"] = f"r{zlib.crc32(whole.encode())}" if named and whole.strip("|") else ""
    if cells.get("Company ID"):
        cells["Company ID"] = f"c{zlib.crc32(company.encode())}" if cells.get("Company") else ""
    return [cells[name] for name in header]


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


class Undone(Exception):
    """Ends a transaction that shall leave nothing behind."""


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass
