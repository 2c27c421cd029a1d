"""The mail that carries an invitation."""

from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.urls import reverse

from dealmecca.billing.invitation_links import token_of
from dealmecca.billing.models import Invitation
from dealmecca.notifications.actions import send_mail_later


def send_invitation(invitation: Invitation, site: str) -> None:
    """In the caller's transaction. The outbox forgets the text, and with it the link, once it is sent."""
    link = urljoin(site, reverse("billing:invitation", args=[token_of(invitation)]))
    context = {"invitation": invitation, "link": link}
    send_mail_later(
        key=f"invitation {invitation.pk} {invitation.sent_count}",
        address=invitation.email,
        subject=render_to_string("billing/mail/invitation_subject.txt", context),
        text=render_to_string("billing/mail/invitation.txt", context),
    )
