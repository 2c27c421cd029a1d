"""Handing waiting mail to the mail server: each by one worker at a time, until it is taken or refused for good."""

import hashlib
import logging
import random
import smtplib
from datetime import timedelta
from email.utils import formatdate, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from dealmecca.notifications.models import Mail

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # longer than every time limit of one delivery together
AT_ONCE = 500
LOOKED_AT = 20
FIRST_WAIT = 30.0
LONGEST_OUTAGE_WAIT = 300.0  # a server that was away is asked often: everything waits for it
LONGEST_REFUSAL_WAIT = 6 * 3600.0
TWICE = 2
ABOUT_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused)


class Refused(Exception):
    """The server will not take this mail, today or ever."""


class NotNow(Exception):
    """The server asks to come again with this mail."""


class Unreachable(Exception):
    """Nobody took the mail, or nobody said so."""


def deliver_waiting() -> int:
    """Send what is due; returns how many went. Stops when the server is away: everything else would fail as well."""
    sent = misses = 0
    server = _Server()
    try:
        for _ in range(AT_ONCE):
            mail = take_next()
            if mail is None:
                break
            if mail.user and not mail.user.is_active:
                give_up(mail, "This account is closed.")
                continue
            try:
                server.send(message_of(mail))
            except Unreachable as error:
                misses += 1
                postpone(mail, f"The mail server cannot be reached: {error}", LONGEST_OUTAGE_WAIT)
                log.warning("the mail server cannot be reached: %s", error)
                if misses == TWICE:
                    break
                continue
            except Refused as error:
                give_up(mail, str(error))
            except NotNow as error:
                postpone(mail, str(error), LONGEST_REFUSAL_WAIT)
            except Exception as error:  # it cannot be written: the next one may
                log.exception("the mail %s cannot be written", mail.pk)
                give_up(mail, f"This mail cannot be written: {error}")
            else:
                note_sent(mail)
                sent += 1
            misses = 0
    finally:
        server.close()
    return sent


def take_next() -> Mail | None:
    """The mail that is due longest and that no other worker took; it is ours for as long as LEASE."""
    now = timezone.now()
    for key, due in Mail.objects.due(now).values_list("pk", "next_try_at")[:LOOKED_AT]:
        mine = Mail.objects.waiting().filter(pk=key, next_try_at=due)
        if mine.update(next_try_at=now + LEASE, tries=F("tries") + 1):
            return Mail.objects.select_related("user").get(pk=key)
    return None


def note_sent(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk, sent_at=None).update(
        sent_at=timezone.now(), failed_at=None, problem="", text="", html="", headers={}
    )


def postpone(mail: Mail, problem: str, longest: float) -> None:
    """Again after twice the time of the last wait, a little less by chance so that not all come back at once."""
    now = timezone.now()
    if now >= mail.give_up_at:
        give_up(mail, problem)
        return
    wait = min(FIRST_WAIT * 2 ** min(mail.tries - 1, 20), longest)
    Mail.objects.waiting().filter(pk=mail.pk).update(
        next_try_at=now + timedelta(seconds=wait * random.uniform(0.5, 1)), problem=problem[:500]
    )


def give_up(mail: Mail, problem: str) -> None:
    Mail.objects.waiting().filter(pk=mail.pk).update(failed_at=timezone.now(), problem=problem[:500])


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The same bytes of head at every try: a mailbox that gets it twice can tell."""
    sender = mail.sender or settings.DEFAULT_FROM_EMAIL
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:40]}@{domain}>",
        "Date": formatdate(mail.created_at.timestamp()),
        **mail.headers,
    }
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [mail.goes_to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


class _Server:
    """One connection for many mails, opened when the first comes, and anew after a fault."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None

    def send(self, message: EmailMultiAlternatives) -> None:
        """Raises Refused, NotNow or Unreachable; whatever else it raises, the message cannot be written."""
        message.message()
        try:
            if self.connection is None:
                self.connection = get_connection(settings.MAIL_TRANSPORT)
                self.connection.open()
            self.connection.send_messages([message])
        except OSError as error:  # smtplib's errors are among them
            self.close()
            raise _fault(error) from error

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            try:
                connection.close()
            except OSError:
                log.info("the mail server did not say goodbye")


def _fault(error: OSError) -> Refused | NotNow | Unreachable:
    """What the server meant: 5 at the beginning of a code is for good, 4 for now, 421 goes away altogether."""
    code: int = 0
    told: bytes | str = str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, told = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, told = error.smtp_code, error.smtp_error
    text = told.decode(errors="replace") if isinstance(told, bytes) else told
    sentence = f"{code or ''} {text}".strip()
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Refused(sentence)
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) and 500 <= code < 600:
        return Refused(sentence)
    if isinstance(error, ABOUT_ONE_MAIL) and code != 421:
        return NotNow(sentence)
    return Unreachable(sentence)
