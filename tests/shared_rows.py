"""Rows that are made once for all tests of a module: inside a transaction of their own, which each test adds to.

Their objects are lent as copies (`copy.deepcopy`), so that what a test sets on one is its own as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def made_once(blocker: Any) -> Iterator[None]:
    """For a fixture of the module; `blocker` is pytest-django's. What a test writes is taken back by that test."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
