"""The background worker and the server beside it, as the operator starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dealmecca.config.schedule import TIMED_JOBS
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.imports.actions import start_import
from dealmecca.imports.models import Import, State
from dealmecca.operations.management.commands import worker
from dealmecca.operations.queue import MOST_TRIES, run_orphaned_tasks_again
from tests.imports.test_import_interrupted import address, wait_until

CSV = b"Full Name,Company\nAnn Lee,Acme\n"
SECONDS = 40


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def started() -> Import:
    file = SimpleUploadedFile("people.csv", CSV)
    return start_import(actor=None, file=file, filename="people.csv", door=Door.API)


def program(*arguments: str, folder: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "dealmecca", *arguments],
        env={**os.environ, "DATABASE_URL": address(), "DIRECT_URL": "", "DEALMECCA_DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_is_waiting_and_stops_when_told(own_uploads: Any) -> None:
    item = started()
    process = program("worker", folder=own_uploads)
    try:
        wait_until(lambda: Import.objects.get(pk=item.pk).has_ended or process.poll() is not None, SECONDS)
        assert Import.objects.get(pk=item.pk).state == State.DONE
        assert Contact.objects.count() == 1
        began = time.monotonic()
        process.terminate()
        assert process.wait(SECONDS) == 0
        assert time.monotonic() - began < 10, "within the grace that containers give"
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


@pytest.mark.django_db(transaction=True)
def test_serve_answers_and_works_in_the_background_and_stops_whole(own_uploads: Any) -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = program("serve", f"--port={port}", folder=own_uploads)
    try:
        assert process.stdout
        assert f"DealMecca listens at http://127.0.0.1:{port}" in process.stdout.readline()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        assert opener.open(f"http://127.0.0.1:{port}/livez", timeout=SECONDS).status == 200
        item = started()
        wait_until(lambda: Import.objects.get(pk=item.pk).has_ended, SECONDS)
        assert Import.objects.get(pk=item.pk).state == State.DONE
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0
        wait_until(lambda: _is_free(port), SECONDS)
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_killed_leaves_nobody_on_its_port(own_uploads: Any) -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = program("serve", f"--port={port}", folder=own_uploads)
    assert process.stdout
    try:
        assert "listens" in process.stdout.readline()
    finally:
        process.kill()
        process.wait()
    wait_until(lambda: _is_free(port), SECONDS)
    process.communicate(timeout=SECONDS)  # ends when nobody holds the other end: its background worker is gone too


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.django_db(transaction=True)
def test_a_taken_port_is_one_sentence(own_uploads: Any) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = program("serve", f"--port={taken.getsockname()[1]}", folder=own_uploads)
        output = process.communicate(timeout=SECONDS)[0]
    assert process.returncode == 1
    assert "cannot be used" in output and "--port" in output and "Traceback" not in output


@pytest.mark.django_db(transaction=True)
def test_once_drains_the_queue() -> None:
    item = started()
    call_command("worker", once=True)
    item.refresh_from_db()
    assert item.state == State.DONE


@pytest.mark.django_db
def test_a_task_of_a_killed_worker_goes_back_and_one_that_kills_workers_stays_down() -> None:
    started()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = socket.gethostname()[:32]
    task = DBTaskResult.objects.get()
    dead, alive = f"{host}:{gone.pid}:a", f"{host}:{os.getpid()}:a"
    for workers, status in (
        ([alive], TaskResultStatus.RUNNING),
        (["elsewhere:1:a"], TaskResultStatus.RUNNING),
        ([dead, alive], TaskResultStatus.RUNNING),
        ([dead], TaskResultStatus.READY),
        ([dead] * (MOST_TRIES - 1), TaskResultStatus.READY),
        ([dead] * MOST_TRIES, TaskResultStatus.FAILED),
    ):
        DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=workers, started_at=timezone.now())
        run_orphaned_tasks_again()
        task.refresh_from_db()
        assert (task.status, task.worker_ids) == (status, workers), "how often it was tried is not forgotten"


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_had_in_hand_another_does(own_uploads: Any) -> None:
    """Kill -9 as soon as the job is taken; nothing tells anybody, and nobody enqueues it anew."""
    item = started()
    victim = program("worker", folder=own_uploads)
    try:
        wait_until(lambda: DBTaskResult.objects.get().worker_ids != [] or victim.poll() is not None, SECONDS)
        os.kill(victim.pid, signal.SIGSTOP)
        done = Import.objects.get(pk=item.pk).has_ended
        victim.kill()
        victim.wait(SECONDS)
        if not done:  # the import's own claim runs out by itself, as it would in two minutes
            Import.objects.update(claimed_by="")
        DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).update(status=TaskResultStatus.RUNNING)
        call_command("worker", once=True)
    finally:
        victim.kill()
        victim.communicate(timeout=SECONDS)
    task = DBTaskResult.objects.get()
    assert task.status == TaskResultStatus.SUCCESSFUL and len(task.worker_ids) == 2
    assert Import.objects.get(pk=item.pk).state == State.DONE
    assert Contact.objects.count() == 1, "done twice, it is there once"


@pytest.mark.django_db
def test_old_tasks_and_undecided_uploads_are_forgotten(own_uploads: Any) -> None:
    item = started()
    old = timezone.now() - timedelta(days=8)
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=old)
    Import.objects.update(state=State.PREVIEWED, created_at=old)
    worker.run_timed_jobs({})
    assert not DBTaskResult.objects.exists()
    item.refresh_from_db()
    assert item.state == State.CANCELLED
    assert not list(own_uploads.rglob("table"))


def test_every_timed_job_exists_and_one_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(callable(import_string(timed.job)) and timed.every_seconds > 0 for timed in TIMED_JOBS)
    ran: list[str] = []

    def find(path: str) -> Any:
        return [type(TIMED_JOBS[0])(60, name, "") for name in ("bad", "good")] if path == worker.SCHEDULE else job(path)

    def job(path: str) -> Any:
        def act() -> None:
            ran.append(path)
            if path == "bad":
                raise RuntimeError

        return act

    monkeypatch.setattr(worker, "import_string", find)
    last: dict[str, float] = {}
    worker.run_timed_jobs(last)
    worker.run_timed_jobs(last)
    assert ran == ["bad", "good"]
