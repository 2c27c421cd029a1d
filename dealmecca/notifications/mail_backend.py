"""Django's e-mail backend that sends nothing: whatever anybody sends, the sign-in library too, goes into the outbox."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from dealmecca.lib.ids import new_id
from dealmecca.notifications.actions import send_mail_later


class OutboxBackend(BaseEmailBackend):
    """Keeps messages in the transaction that sends them. Attachments are refused: the outbox keeps text."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Each address becomes a mail of its own, so that one that is refused stops no other."""
        with transaction.atomic():
            for message in email_messages:
                message.message()  # raises what is wrong with it here, where somebody can see it
                if message.attachments:
                    raise ValueError("Mail through the outbox takes no attachments: link to the page instead.")
                for address in message.recipients():
                    send_mail_later(
                        key=f"caught {new_id()}",
                        address=address,
                        sender=message.from_email,
                        subject=str(message.subject),
                        text=str(message.body),
                        html=_html_of(message),
                        headers={name: str(value) for name, value in message.extra_headers.items()},
                    )
        return len(email_messages)


def _html_of(message: EmailMessage) -> str:
    """What mail programs show who can; "" for a message of plain text."""
    if isinstance(message, EmailMultiAlternatives):
        for alternative in message.alternatives:
            if alternative[1] == "text/html":
                return str(alternative[0])
    return ""
