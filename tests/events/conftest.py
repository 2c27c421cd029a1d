"""What the tests of events share: people enough to fill a room."""

import pytest

from dealmecca.accounts.models import User
from dealmecca.events.models import Event
from tests.factories.events import make_event


@pytest.fixture
def crowd(db: None) -> list[User]:
    """Twelve members beside the cast."""
    rows = [User(email=f"guest{n:02}@example.com", name=f"Guest {n:02}", password="!") for n in range(12)]
    return User.objects.bulk_create(rows)


@pytest.fixture
def event(ana: User) -> Event:
    """Ana's, in a month."""
    return make_event(ana)
