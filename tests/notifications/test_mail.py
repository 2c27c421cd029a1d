"""Mail waits in the outbox until the mail server took it: a server that is away, refuses or hangs up loses none."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.notifications.actions import forget_old_mails, retry_mails, send_mail_later
from dealmecca.notifications.actions.delivery import deliver_waiting, take_next
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Mail
from tests.imports.test_import_interrupted import address, wait_until
from tests.notifications.conftest import Sink
from tests.races import AT_ONCE, race

SECONDS = 40


def put(number: int, **values: Any) -> None:
    where = values if values else {"address": f"reader{number}@example.com"}
    send_mail_later(key=f"test {number}", subject=f"Mail {number:03}", text="Good morning.", **where)


def later(**since: float) -> None:
    """Time passes: whatever waits for its next try is due."""
    Mail.objects.waiting().update(next_try_at=timezone.now() - timedelta(seconds=1))
    if since:
        Mail.objects.waiting().update(give_up_at=timezone.now() - timedelta(**since))


@pytest.mark.django_db
def test_mail_goes_out_with_everything_it_says(ana: User, sink: Sink) -> None:
    sink.start()
    send_mail_later(
        key="hello", user=ana, subject="Two\nlines", text="Grüße", html="<p>Grüße</p>", kind=Kind.TEAM,
        headers={"List-Unsubscribe": "<https://deals.example/u>"},
    )  # fmt: skip
    assert deliver_waiting() == 1 and deliver_waiting() == 0
    (message,) = sink.taken
    assert (message["To"], message["Subject"]) == (ana.email, "Two lines")
    assert message["List-Unsubscribe"] == "<https://deals.example/u>" and message["Message-ID"].endswith("@localhost>")
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
    row = Mail.objects.get()
    assert row.sent_at and not (row.text or row.html or row.headers), "what was said is forgotten"


@pytest.mark.django_db
def test_the_same_occasion_is_one_mail_and_a_change_that_is_rolled_back_is_none(ana: User, sink: Sink) -> None:
    put(1)
    put(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        put(2)
        raise RuntimeError
    assert [row.key for row in Mail.objects.all()] == ["test 1"]
    ana.is_active = False
    put(3, user=ana)
    assert Mail.objects.count() == 1, "nobody writes to a closed account"
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(key="to nobody", subject="x")


@pytest.mark.django_db
def test_a_server_that_is_away_loses_nothing(sink: Sink) -> None:
    for number in range(60):
        put(number)
        deliver_waiting()
    assert Mail.objects.waiting().count() == 60 and not Mail.objects.dead().exists()
    assert "cannot be reached" in Mail.objects.exclude(problem="").first().problem  # type: ignore[union-attr]
    tried = Mail.objects.filter(tries__gt=0).order_by("-tries").first()
    assert tried and tried.next_try_at - timezone.now() <= timedelta(minutes=5), "it is asked often"
    later()
    sink.start()
    deliver_waiting()
    assert sink.subjects == [f"Mail {number:03}" for number in range(60)]


@pytest.mark.django_db
def test_what_a_server_took_before_the_line_was_cut_arrives_again_under_the_same_id(sink: Sink) -> None:
    sink.start()
    sink.cuts = 1
    put(1)
    put(2)
    deliver_waiting()
    assert Mail.objects.waiting().count() == 1
    later()
    deliver_waiting()
    assert not Mail.objects.waiting().exists()
    times = Counter((message["Subject"], message["Message-ID"], message["Date"]) for message in sink.taken)
    assert sorted(times.values()) == [1, 2], times


@pytest.mark.django_db
def test_refused_for_good_is_a_dead_letter_and_refused_for_now_is_tried_again(sink: Sink) -> None:
    sink.start()
    sink.refused = {"reader1@example.com": "550 No such mailbox", "reader2@example.com": "451 Come back later"}
    for number in (1, 2, 3):
        put(number)
    deliver_waiting()
    assert sink.subjects == ["Mail 003"], "one that is refused stops no other"
    dead, waiting = Mail.objects.dead().get(), Mail.objects.waiting().get()
    assert (dead.key, dead.problem) == ("test 1", "550 No such mailbox")
    assert (waiting.key, waiting.problem) == ("test 2", "451 Come back later")
    assert timedelta(seconds=10) < waiting.next_try_at - timezone.now() <= timedelta(seconds=30)
    later(days=1)
    deliver_waiting()
    assert Mail.objects.dead().count() == 2, "three days are enough"
    sink.refused = {}
    assert (retry_mails(actor=None), retry_mails(actor=None)) == (2, 0)
    deliver_waiting()
    assert sink.subjects == ["Mail 001", "Mail 002", "Mail 003"]


@pytest.mark.django_db
def test_each_wait_is_longer_than_the_last(sink: Sink) -> None:
    sink.start()
    sink.answer = "452 Mailbox full"
    put(1)
    waits = []
    for _ in range(5):
        later()
        deliver_waiting()
        waits.append((Mail.objects.get().next_try_at - timezone.now()).total_seconds())
    assert all(15 * 2**n - 5 < wait <= 30 * 2**n for n, wait in enumerate(waits)), waits


@pytest.mark.django_db
def test_a_mail_that_cannot_be_written_and_one_to_a_closed_account_stop_no_other(ana: User, sink: Sink) -> None:
    sink.start()
    put(1)
    Mail.objects.update(headers={"X-Broken": "a\nb"})
    put(2, user=ana)
    User.objects.update(is_active=False)
    put(3)
    deliver_waiting()
    assert sink.subjects == ["Mail 003"]
    assert "cannot be written" in Mail.objects.get(key="test 1").problem
    assert Mail.objects.get(key="test 2").problem == "This account is closed."


@pytest.mark.django_db
def test_whatever_anybody_sends_goes_through_the_outbox(sink: Sink) -> None:
    sink.start()
    message = EmailMultiAlternatives("Hi", "text", "me@example.com", ["a@example.com"], cc=["b@example.com"])
    message.attach_alternative("<p>text</p>", "text/html")
    assert message.send() == 1 and not sink.taken
    deliver_waiting()
    assert [(m["To"], m["From"]) for m in sink.taken] == [
        ("a@example.com", "me@example.com"), ("b@example.com", "me@example.com"),
    ]  # fmt: skip
    with pytest.raises(BadHeaderError):
        mail.send_mail("a\nBcc: x@example.com", "", None, ["a@example.com"])
    with_file = EmailMessage("Hi", "text", None, ["a@example.com"], attachments=[("a.txt", "a", "text/plain")])
    with pytest.raises(ValueError, match="link to the page"):
        with_file.send()
    assert Mail.objects.count() == 2


@pytest.mark.django_db
def test_a_reset_link_arrives_when_the_server_is_back(ana: User, sink: Sink) -> None:
    Client().post("/accounts/password/reset/", {"email": ana.email})
    deliver_waiting()
    assert "/accounts/password/reset/key/" in Mail.objects.get().text
    later()
    sink.start()
    deliver_waiting()
    assert str(sink.taken[0]["To"]) == ana.email and "key" not in Mail.objects.get().text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("take", [True, False], ids=["taken by one", "control: read, then send"])
def test_workers_at_once_send_each_mail_once(sink: Sink, take: bool) -> None:
    for number in range(10):
        put(number)

    def act(_: int) -> None:
        if take:
            deliver_waiting()
            return
        for row in list(Mail.objects.due(timezone.now())):  # the naive way
            message = EmailMessage(row.subject, row.text, None, [row.address])
            mail.get_connection("django.core.mail.backends.smtp.EmailBackend").send_messages([message])
            Mail.objects.filter(pk=row.pk).update(sent_at=timezone.now())

    sink.start()
    assert race(act, AT_ONCE // 5) == {"done": AT_ONCE // 5}
    each = Counter(sink.subjects)
    assert len(each) == 10 and not Mail.objects.waiting().exists()
    assert (max(each.values()) == 1) is take, each


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_with_a_mail_in_its_hands_leaves_it_to_the_next(sink: Sink, tmp_path: Any) -> None:
    put(1)
    held = take_next()
    assert held and take_next() is None, "nobody else takes it meanwhile"
    later()
    sink.start()
    process = worker(sink, tmp_path)
    try:
        wait_until(lambda: not Mail.objects.waiting().exists(), SECONDS)
        sink.stop()
        for number in range(2, 30):
            put(number)
        wait_until(lambda: Mail.objects.waiting().exclude(problem="").exists(), SECONDS)
        process.send_signal(signal.SIGKILL)
        process.wait(SECONDS)
        assert Mail.objects.waiting().count() == 28
        later()
        sink.start()
        process = worker(sink, tmp_path)
        wait_until(lambda: not Mail.objects.waiting().exists(), SECONDS)
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)
    assert sink.subjects == [f"Mail {number:03}" for number in range(1, 30)]


def worker(sink: Sink, folder: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "dealmecca", "worker"],
        env={
            **os.environ, "DATABASE_URL": address(), "DIRECT_URL": "", "DEALMECCA_DATA_DIR": str(folder),
            "DEALMECCA_EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        },
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@pytest.mark.django_db
def test_what_is_old_is_forgotten(sink: Sink) -> None:
    now = timezone.now()
    for number, values in enumerate(
        [{"sent_at": now - timedelta(days=41)}, {"failed_at": now - timedelta(days=91)}, {"sent_at": now}, {}]
    ):
        put(number)
        Mail.objects.filter(key=f"test {number}").update(**values)
    assert forget_old_mails() == 2
    assert [row.key for row in Mail.objects.order_by("key")] == ["test 2", "test 3"]


@pytest.mark.django_db
def test_taking_costs_as_much_with_many_waiting(django_assert_num_queries: Callable[[int], Any], sink: Sink) -> None:
    for number in range(50):
        put(number)
        if number in (1, 49):
            with django_assert_num_queries(3):
                assert take_next()
