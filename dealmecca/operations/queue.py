"""Keeping the queue of background jobs tidy: what killed workers left, and what is old."""

import os
import socket
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

MOST_TRIES = 5
KEPT_TASKS = timedelta(days=7)
LONGEST_TASK = timedelta(hours=24)  # on a machine that we cannot ask


def run_orphaned_tasks_again() -> None:
    """Tasks of a worker that was killed go back into the queue: each may run twice, and does its work once.

    One that took its worker with it MOST_TRIES times stays down, so that it does not take all others with it.
    """
    for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if _may_live(task.worker_ids[-1] if task.worker_ids else "", task.started_at):
            continue
        mine = DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        )  # as it was looked at: by now another worker may have it
        if len(task.worker_ids) < MOST_TRIES:
            mine.update(status=TaskResultStatus.READY, started_at=None)
        else:
            mine.update(
                status=TaskResultStatus.FAILED,
                finished_at=timezone.now(),
                traceback=f"Its worker was killed {MOST_TRIES} times.",
            )


def _may_live(worker_id: str, started_at: Any) -> bool:
    host, _, rest = worker_id.partition(":")
    process = rest.partition(":")[0]
    if host != socket.gethostname()[:32] or not process.isdigit():
        return started_at is None or timezone.now() - started_at < LONGEST_TASK
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def forget_old_tasks() -> None:
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(status__in=ended, finished_at__lt=timezone.now() - KEPT_TASKS).delete()
