"""The preview of a digest: one's own, as it would be now; it sends nothing and marks nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Digest, Mail, Notification

SignIn = Callable[[User], Client]


@pytest.mark.django_db
def test_ones_own_and_nothing_of_anybody_else(ana: User, admin: User, as_user: SignIn) -> None:
    notify(user=ana, kind=Kind.PLANNING, key="k", sentence="Kestrel Cola plans", link="/planning")
    page = as_user(ana).get("/notifications/digest").content.decode()
    assert "Kestrel Cola plans" in page and "http://localhost:8000/planning" in page
    assert "No news" in as_user(ana).get("/notifications/digest?every=weekly").content.decode()
    for query in ("", f"?user={ana.pk}", "?every=hourly"):
        assert "No news" in as_user(admin).get(f"/notifications/digest{query}").content.decode()
    assert not Digest.objects.exists() and not Mail.objects.exists()
    assert Notification.objects.get().mailed_at is None
