"""Fixtures every test may use: the cast, signed-in clients, and counting queries."""

from collections.abc import Callable

import hypothesis
import pytest
from django.test import Client

from dealmecca.accounts.models import User
from tests import cast
from tests.ready_database import django_db_keepdb, keep_ready_database, wait_for_connections

__all__ = ["django_db_keepdb", "keep_ready_database", "wait_for_connections"]  # fixtures

# Two shared cores: an example may take long for no fault of its own. Failures print how to reproduce them.
# The same examples each time, so that a run says something about the change; others: --hypothesis-profile=explore.
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1000)
hypothesis.settings.register_profile("dealmecca", deadline=None, print_blob=True, derandomize=True)
hypothesis.settings.load_profile("dealmecca")


@pytest.fixture
def ana(db: None) -> User:
    return cast.make_ana()


@pytest.fixture
def ben(db: None) -> User:
    return cast.make_ben()


@pytest.fixture
def cleo(db: None) -> User:
    return cast.make_cleo()


@pytest.fixture
def dan(db: None) -> User:
    return cast.make_dan()


@pytest.fixture
def moderator(db: None) -> User:
    return cast.make_moderator()


@pytest.fixture
def admin(db: None) -> User:
    return cast.make_admin()


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser in which this user has signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
