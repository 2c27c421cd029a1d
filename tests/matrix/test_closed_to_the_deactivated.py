"""Whoever was deactivated, or never signed in, sees no row and may do nothing: asked of every rule there is."""

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import models

import dealmecca
from dealmecca.accounts.models import Role, SubscriptionTier, User

PACKAGE = Path(dealmecca.__file__).parent
GUARDED = [model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")]
PERMISSIONS = [
    function
    for path in sorted(PACKAGE.glob("*/permissions.py"))
    for name, function in inspect.getmembers(import_module(f"dealmecca.{path.parent.name}.permissions"))
    if name.startswith("can_") and function.__module__ == f"dealmecca.{path.parent.name}.permissions"
]


class Anything:
    """A record of any kind; it belongs to nobody."""

    def __getattr__(self, name: str) -> None:
        return None


def deactivated() -> User:
    """With every right that somebody could have had."""
    return User(email="gone@example.com", role=Role.ADMIN, subscription_tier=SubscriptionTier.TEAM, is_active=False)


@pytest.mark.parametrize("viewer", [deactivated(), AnonymousUser()], ids=["deactivated", "visitor"])
@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_no_row_is_shown(model: type[models.Model], viewer: Any) -> None:
    rows = model._default_manager.all().visible_to(viewer)  # type: ignore[attr-defined]
    with pytest.raises(EmptyResultSet):
        str(rows.query)


@pytest.mark.parametrize(
    "permission", PERMISSIONS, ids=lambda permission: f"{permission.__module__}.{permission.__name__}"
)
def test_nothing_is_allowed(permission: Any) -> None:
    others = list(inspect.signature(permission).parameters)[1:]
    assert permission(deactivated(), *(Anything() for _ in others)) is False


def test_the_rules_were_found() -> None:
    assert len(GUARDED) > 15 and len(PERMISSIONS) > 10
