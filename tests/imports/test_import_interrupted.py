"""An import that is killed, stopped or cancelled leaves whole batches, and goes on to the same end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change, Door
from dealmecca.imports.actions import (
    apply_import,
    cancel_import,
    preview_import,
    request_apply,
    resume_stalled_imports,
    running,
    start_import,
)
from dealmecca.imports.engine import runs
from dealmecca.imports.models import Import, ImportMark, State
from tests.imports.conftest import Importer
from tests.imports.generated_files import tables, undone
from tests.imports.test_import_twice import state

PEOPLE = "Full Name,Email,Company\n" + "".join(
    f"Ann{n} Lee{n},ann{n}@acme{n % 7}.example,Acme {n % 7}\n" for n in range(12)
)


class Killed(BaseException):
    """Nothing catches it, as nothing catches SIGKILL."""


def started(content: str, actor: User | None = None) -> Import:
    file = SimpleUploadedFile("people.csv", content.encode())
    return start_import(actor=actor, file=file, filename="people.csv", door=Door.API)


@contextmanager
def killed_after(batches: int, error: type[BaseException] = Killed) -> Iterator[None]:
    """The next run ends in the middle of the batch after these, as if the machine had lost power."""
    real, done = runs.write_shelf, 0

    def write_shelf(*args: Any, **options: Any) -> None:
        nonlocal done
        real(*args, **options)
        done += 1
        if done > batches:
            raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "write_shelf", write_shelf)
        if error is Killed:
            patch.setattr(running, "_hand_back", lambda *args: None)
        yield


def grow_silent(item: Import) -> None:
    Import.objects.filter(pk=item.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=5))


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(before=st.none() | tables(longest=6), table=tables(), batches=st.integers(0, 6), size=st.integers(1, 3))
def test_an_import_whose_worker_was_killed_goes_on_to_the_same_end(
    importer: Importer, before: str | None, table: str, batches: int, size: int
) -> None:
    results = []
    for is_killed in (False, True):
        with undone(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(runs, "BATCH_ROWS", size)
            if before:
                importer(before, source="an earlier file")
            item = started(table)
            if is_killed:
                try:
                    with killed_after(batches):
                        apply_import(import_id=item.pk)
                except Killed:
                    item.refresh_from_db()
                    assert (item.state, item.next_row) == (State.APPLYING, min(batches * size, item.next_row))
                grow_silent(item)
                resume_stalled_imports()
            apply_import(import_id=item.pk)
            item.refresh_from_db()
            assert item.state == State.DONE
            assert not ImportMark.objects.exists()
            results.append((item.tally, item.problems, item.refused_bytes, state()))
    assert results[0] == results[1]


def address() -> str:
    """The address of the test's own database, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    user, password = quote(values["USER"], safe=""), quote(values["PASSWORD"], safe="")
    return f"postgresql://{user}:{password}@{quote(values['HOST'], safe='')}:{values['PORT']}/{values['NAME']}"


def command(*arguments: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "dealmecca", "import", *map(str, arguments)],
        env={**os.environ, "DATABASE_URL": address(), "DIRECT_URL": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_kill_9_in_the_middle_leaves_whole_batches_and_a_second_run_completes_it(importer: Importer) -> None:
    rows = [f"Ann{n} Lee,ann{n}@acme{n % 300}.example,Acme {n % 300},Austin" for n in range(4_000)]
    path = importer.write("Full Name,Email,Company,City\n" + "\n".join(rows) + "\n")
    process = command(path)
    wait_until(lambda: Contact.objects.exists() or process.poll() is not None)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, process.stderr.read() if process.stderr else ""
    process.communicate()
    count = Contact.objects.count()
    assert 0 < count < 4_000 and count % runs.BATCH_ROWS == 0
    assert Import.objects.get().next_row == count
    assert Change.objects.filter(record_kind="contact").count() == count
    report = importer(path)
    assert report["created"]["contacts"] == 4_000 - count
    assert (Contact.objects.count(), Company.objects.count()) == (4_000, 300)
    assert importer(path)["unchanged"] == {"companies": 300, "contacts": 4_000}
    grow_silent(Import.objects.earliest("created_at"))
    Import.objects.filter(state=State.APPLYING).update(heartbeat_at=timezone.now() - timedelta(hours=1))
    assert resume_stalled_imports() == 0  # nobody but the one who gave the command can go on with it
    assert Import.objects.filter(state=State.FAILED, error__contains="Run it again").count() == 1


@pytest.mark.django_db
def test_a_worker_that_is_told_to_stop_hands_its_import_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BATCH_ROWS", 5)
    item = started(PEOPLE)
    queued = DBTaskResult.objects.count()
    with killed_after(1, SystemExit), pytest.raises(SystemExit):
        apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert (item.state, item.next_row, item.claimed_by) == (State.APPLYING, 5, "")
    assert DBTaskResult.objects.count() == queued + 1
    apply_import(import_id=item.pk)
    assert Contact.objects.count() == 12


@pytest.mark.django_db
def test_two_workers_never_write_one_import_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BATCH_ROWS", 5)
    item = started(PEOPLE)
    first = running.claim_import(item.pk, State.APPLYING)
    apply_import(import_id=item.pk)  # the second worker
    assert not Contact.objects.exists()
    grow_silent(item)
    apply_import(import_id=item.pk)
    assert Contact.objects.count() == 12
    item.refresh_from_db()
    with pytest.raises(runs.Stopped):  # the first one wakes up again
        running.keep_progress(item, first)(runs.Progress())


@pytest.mark.django_db
def test_a_stalled_import_is_queued_once(monkeypatch: pytest.MonkeyPatch) -> None:
    item = started(PEOPLE)
    assert resume_stalled_imports() == 0
    grow_silent(item)
    assert [resume_stalled_imports(), resume_stalled_imports()] == [1, 0]


@pytest.mark.django_db
@pytest.mark.parametrize("is_preview", [True, False])
def test_cancelling_stops_after_the_batch_at_hand(ana: User, monkeypatch: pytest.MonkeyPatch, is_preview: bool) -> None:
    monkeypatch.setattr(runs, "BATCH_ROWS", 5)
    monkeypatch.setattr(running, "PREVIEW_SIGNS", timedelta(0))
    item = started(PEOPLE, ana)
    if is_preview:
        Import.objects.filter(pk=item.pk).update(state=State.UPLOADED)
    real, count = runs._attempt, 0

    def attempt(*args: Any) -> runs.Progress:
        nonlocal count
        count += 1
        if count == 2:
            cancel_import(actor=ana, item=item)
        return real(*args)

    monkeypatch.setattr(runs, "_attempt", attempt)
    (preview_import if is_preview else apply_import)(import_id=item.pk)
    item.refresh_from_db()
    assert item.state == State.CANCELLED
    assert count == 2
    assert Contact.objects.count() == (0 if is_preview else 5)
    assert item.next_row == (0 if is_preview else 5)
    assert not ImportMark.objects.exists()


@pytest.mark.django_db
def test_somebody_who_lost_the_right_to_edit_stops_the_import(ana: User) -> None:
    item = started(PEOPLE, ana)
    User.objects.filter(pk=ana.pk).update(is_active=False)
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert (item.state, item.error) == (State.FAILED, "You may not change the directory.")
    assert not Contact.objects.exists()


@pytest.mark.django_db
def test_a_fault_of_ours_is_logged_and_told_without_its_text(ana: User) -> None:
    item = started(PEOPLE, ana)
    with killed_after(0, ZeroDivisionError), pytest.raises(ZeroDivisionError):
        apply_import(import_id=item.pk)
    item.refresh_from_db()
    assert item.state == State.FAILED and "a fault of ours" in item.error


@pytest.mark.django_db
def test_a_preview_that_was_overtaken_by_other_columns_is_dropped(ana: User) -> None:
    item = start_import(
        actor=ana, file=SimpleUploadedFile("a.csv", PEOPLE.encode()), filename="a.csv", door=Door.WEB, preview_only=True
    )
    claim = running.claim_import(item.pk, State.UPLOADED, becomes=State.PREVIEWING)
    item.refresh_from_db()
    Import.objects.filter(pk=item.pk).update(state=State.UPLOADED, claimed_by="")
    with pytest.raises(runs.Stopped):
        running.keep_progress(item, claim)(runs.Progress())
    preview_import(import_id=item.pk)
    item.refresh_from_db()
    request_apply(actor=ana, item=item)
    apply_import(import_id=item.pk)
    assert Contact.objects.count() == 12
