"""What a batch costs: a fixed number of questions however many rows, and memory that does not grow with the file."""

import gc
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dealmecca.directory.models import Contact
from dealmecca.imports.engine import runs
from dealmecca.imports.engine.columns import choose_columns, look_at
from dealmecca.imports.engine.runs import Order, Progress, run
from tests.imports.conftest import Importer

pytestmark = pytest.mark.django_db

HEADER = "Record ID,Full Name,Email,Company,City,Website,Parent Company\n"


def rows(count: int, start: int = 0) -> str:
    return HEADER + "".join(
        f"{n},Ann{n} Lee,ann{n}@acme{n % 50}.example,Acme {n % 50},Austin,acme{n % 50}.example,Holding {n % 5}\n"
        for n in range(start, start + count)
    )


def questions(importer: Importer, content: str, *, dry_run: bool = False) -> int:
    with CaptureQueriesContext(connection) as captured:
        importer(content, dry_run=dry_run)
    return len(captured)


@pytest.mark.parametrize("is_known", [False, True])
def test_looking_rows_up_asks_the_same_for_two_and_for_four_hundred(importer: Importer, is_known: bool) -> None:
    if is_known:
        importer(rows(400))
    few = questions(importer, rows(2), dry_run=True)
    many = questions(importer, rows(400), dry_run=True)
    assert few == many <= 16


def test_writing_rows_asks_hardly_more_for_four_hundred_than_for_two(importer: Importer) -> None:
    few = questions(importer, rows(2))
    many = questions(importer, rows(400, 1_000))
    assert few < 75
    assert many < few + 110  # SQLite takes so many values in one statement and no more


def test_a_row_that_changes_nothing_writes_nothing(importer: Importer) -> None:
    importer(rows(20))
    with CaptureQueriesContext(connection) as captured:
        importer(rows(20))
    written = [q["sql"] for q in captured if q["sql"].startswith(("INSERT", "UPDATE", "COPY"))]
    tables = {"imports", "import_marks"}
    assert all(any(f'"{table}"' in sql for table in tables) for sql in written)


@pytest.mark.once
@pytest.mark.once
def test_memory_does_not_grow_with_the_file(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The peak while the second half of a file comes in is that of the first half."""
    monkeypatch.setattr(runs, "BATCH_ROWS", 100)
    path = importer.write(rows(1_200))
    shape = look_at(path)
    order = Order(path, shape, choose_columns(shape, kind="auto"), "memory", import_id="x")
    peaks: list[int] = []

    def keep(progress: Progress) -> None:
        peaks.append(tracemalloc.get_traced_memory()[1])
        gc.collect()
        tracemalloc.reset_peak()

    tracemalloc.start()
    try:
        run(order, keep)
    finally:
        tracemalloc.stop()
    assert Contact.objects.count() == 1_200
    assert len(peaks) == 1_200 // runs.BATCH_ROWS
    half = len(peaks) // 2
    assert max(peaks[half:]) < max(peaks[1:half]) * 1.3
