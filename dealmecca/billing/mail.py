"""The mail that carries an invitation."""

from urllib.parse import urljoin

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from dealmecca.billing.invitation_links import token_of
from dealmecca.billing.models import Invitation
from dealmecca.lib.visible_text import one_line


def send_invitation(invitation: Invitation, site: str) -> None:
    link = urljoin(site, reverse("billing:invitation", args=[token_of(invitation)]))
    context = {"invitation": invitation, "link": link}
    subject = one_line(render_to_string("billing/mail/invitation_subject.txt", context))
    EmailMessage(subject, render_to_string("billing/mail/invitation.txt", context), to=[invitation.email]).send()
