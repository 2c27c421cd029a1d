"""`dealmecca worker`: runs background jobs as they come, and the timed ones of config/schedule.py."""

import logging
import os
import secrets
import signal
import socket
import sys
import threading
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connections
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from dealmecca.lib.processes import end_with_parent

log = logging.getLogger(__name__)

SCHEDULE = "dealmecca.config.schedule.TIMED_JOBS"  # by its path: the configuration stands above all domains
POLL_SECONDS = 0.5
TICK_SECONDS = 0.5
RETRY_SECONDS = 5.0


class Command(BaseCommand):
    help = "Runs background jobs, sends mail, and does what the clock asks for. Start as many as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting, then stop")
        parser.add_argument("--with-parent", type=int, metavar="PID", help="stop when this process, our parent, ends")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = _worker(stops_when_empty=options["once"])
        _stop_on_signals(worker)
        if options["once"]:
            run_timed_jobs({})
            worker.run()
            run_timed_jobs({}, lane="mail")  # what the jobs had to tell
            return
        if options["with_parent"]:
            end_with_parent(options["with_parent"])
        for lane in sorted({timed.lane for timed in import_string(SCHEDULE)}):
            threading.Thread(target=_clock, args=(lane, worker), daemon=True, name=f"clock of {lane}").start()
        while worker.running:
            try:
                worker.run()
            except DatabaseError:  # the database restarts: wait for it
                log.exception("the worker could not reach the database")
                connections.close_all()
                time.sleep(RETRY_SECONDS)


def _worker(*, stops_when_empty: bool) -> Worker:
    """The loop of django-tasks-db. Not its public interface: its version is pinned, and a test runs it."""
    return Worker(
        queue_names=["*"],
        interval=POLL_SECONDS,
        batch=stops_when_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}",
        excluded_queue_names=[],
    )


def _stop_on_signals(worker: Worker) -> None:
    """At once, also in the middle of a job: its transaction rolls back, and it hands itself back to the queue."""

    def stop(number: int, frame: FrameType | None) -> None:
        worker.running = False
        signal.signal(number, signal.SIG_IGN)
        sys.exit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)


def _clock(lane: str, worker: Worker) -> None:
    """Runs beside the jobs, so that a long import does not stop the clock; one for each lane of the schedule."""
    last: dict[str, float] = {}
    while worker.running:
        run_timed_jobs(last, lane=lane)
        close_old_connections()
        time.sleep(TICK_SECONDS)


def run_timed_jobs(last: dict[str, float], *, lane: str = "") -> None:
    """Those that are due, of one lane or of all; `last` remembers when each ran.

    One that fails is logged and tried again when next due.
    """
    for timed in import_string(SCHEDULE):
        if lane and timed.lane != lane:
            continue
        if timed.job in last and time.monotonic() - last[timed.job] < timed.every_seconds:
            continue
        last[timed.job] = time.monotonic()
        try:
            import_string(timed.job)()
        except Exception:
            log.exception("the timed job %s failed", timed.job)
