"""Keeping the queue of background jobs tidy: what killed workers left, and what is old."""

import os
import socket
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT_TASKS = timedelta(days=7)
LONGEST_TASK = timedelta(hours=24)  # on a machine that we cannot ask


def end_orphaned_tasks() -> None:
    """Tasks of a worker that was killed stay "running" for ever otherwise; what they worked on resumes by itself."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    orphans = [
        task.pk for task in running if not _may_live(task.worker_ids[-1] if task.worker_ids else "", task.started_at)
    ]
    DBTaskResult.objects.filter(pk__in=orphans, status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback="The worker was killed."
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
