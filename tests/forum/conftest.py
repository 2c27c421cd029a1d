"""A category to write in, and members who are no longer new."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category
from tests.factories.forum import questions


@pytest.fixture
def category(db: Any) -> Category:
    return questions()


@pytest.fixture(autouse=True)
def settled(request: pytest.FixtureRequest) -> None:
    """Members of the cast have been here for a month, in tests of what members write."""
    for name in ("ana", "ben", "cleo", "dan", "moderator", "admin"):
        if name in request.fixturenames:
            user: User = request.getfixturevalue(name)
            user.created_at = timezone.now() - timedelta(days=30)
            user.save(update_fields=["created_at"])
