"""The outbox page and command: dead letters listed and sent again, by admins only, without a word of what they say."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.actions import retry_mails, send_mail_later
from dealmecca.notifications.models import Mail

SignIn = Callable[[User], Client]


def dead(count: int) -> None:
    for number in range(count):
        send_mail_later(
            key=f"dead {number}", subject=f"Letter {number:02}", text="SECRET LINK", address="x@example.com"
        )
        at = timezone.now() - timedelta(minutes=number)
        Mail.objects.filter(key=f"dead {number}").update(failed_at=at, problem="550 No such mailbox")


@pytest.mark.django_db
def test_an_admin_sees_why_and_sends_again(admin: User, as_user: SignIn) -> None:
    page = as_user(admin).get("/outbox").content.decode()
    assert "No dead letters" in page and "No mail is waiting" in page
    dead(2)
    send_mail_later(key="w", subject="Waits", text="SECRET LINK", user=admin)
    page = as_user(admin).get("/outbox").content.decode()
    assert "550 No such mailbox" in page and "2 dead letters" in page and "1 mail waiting" in page
    assert "SECRET" not in page
    letter = Mail.objects.get(key="dead 1")
    as_user(admin).post("/outbox/retry", {"mail": letter.pk})
    letter.refresh_from_db()
    assert letter.failed_at is None and letter.tries == 0 and Mail.objects.dead().count() == 1
    as_user(admin).get("/outbox/retry")
    assert Mail.objects.dead().count() == 1, "a link that is fetched changes nothing"
    answer = as_user(admin).post("/outbox/retry", {"all": "yes"}, follow=True)
    assert "1 goes out again." in answer.content.decode() and not Mail.objects.dead().exists()


@pytest.mark.django_db
def test_nobody_else_may(ana: User, moderator: User, as_user: SignIn) -> None:
    dead(1)
    for user in (ana, moderator):
        assert as_user(user).get("/outbox").status_code == 403
        assert as_user(user).post("/outbox/retry", {"all": "yes"}).status_code == 403
        with pytest.raises(PermissionDenied):
            retry_mails(actor=user)
    assert Client().get("/outbox").status_code == 302
    assert Mail.objects.dead().count() == 1


@pytest.mark.django_db
def test_pages_and_queries(admin: User, as_user: SignIn, django_assert_num_queries: Any) -> None:
    client = as_user(admin)
    seen: list[str] = []
    for count in (2, 50):
        dead(count)
        with django_assert_num_queries(8):  # one of them counts what waits for moderators
            client.get("/outbox")
    address = "/outbox"
    while address:
        answer = client.get(address)
        seen += [letter.subject for letter in answer.context["letters"]]
        cursor = answer.context["next_cursor"]
        address = f"/outbox?cursor={cursor}" if cursor else ""
    assert seen == [f"Letter {number:02}" for number in range(50)]
    assert client.get("/outbox?cursor=nonsense").status_code == 200


@pytest.mark.django_db
def test_the_command(admin: User) -> None:
    dead(1)
    out = StringIO()
    call_command("outbox", failed=True, retry=True, stdout=out)
    told = out.getvalue()
    assert "0 waiting; 1 dead." in told and "x@example.com\tLetter 00\t550 No such mailbox" in told
    assert "1 put back into the outbox." in told and "SECRET" not in told
