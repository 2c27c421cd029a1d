"""What touches an account's safety stands in its history, and its owner is told."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.history.models import Change
from dealmecca.notifications.models import Notification
from tests.accounts.totp import code, give_app
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def told(user: User) -> list[str]:
    rows = Notification.objects.filter(user=user, kind="SECURITY").order_by("created_at", "pk")
    return [row.sentence for row in rows]


def written(user: User) -> list[dict[str, Any]]:
    return [row.fields for row in Change.objects.filter(record_kind="user", record_id=user.pk).order_by("pk")]


def test_a_new_password(ana: User, as_user: Callable[[User], Client]) -> None:
    new = "another quiet sentence"
    as_user(ana).post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert told(ana) == ["Your password was changed."]
    assert written(ana) == [{"password": [None, "changed"]}] and new not in str(written(ana))


def test_a_second_factor_added_and_removed(
    ana: User, as_user: Callable[[User], Client], django_capture_on_commit_callbacks: Any
) -> None:
    client = as_user(ana)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/deactivate/")
    assert told(ana) == ["A second factor was added: an app's codes.", "A second factor was removed: an app's codes."]
    assert written(ana) == [{"second_factor": [None, "an app's codes"]}, {"second_factor": ["an app's codes", None]}]


def test_new_recovery_codes(
    ana: User, as_user: Callable[[User], Client], django_capture_on_commit_callbacks: Any
) -> None:
    give_app(ana)
    client = as_user(ana)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/recovery-codes/generate/")
    assert told(ana) == ["New recovery codes were made; the old ones are void."]


def test_another_address(ana: User, as_user: Callable[[User], Client]) -> None:
    EmailAddress.objects.create(user=ana, email="ana@second.example", verified=True)
    as_user(ana).post("/accounts/email/", {"action_primary": "", "email": "ana@second.example"})
    assert told(ana) == ["You sign in with ana@second.example from now on."]
