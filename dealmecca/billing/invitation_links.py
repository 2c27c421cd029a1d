"""The secret in an invitation's link: derived from its row and our key; the table holds its hash alone."""

import base64
import hashlib

from django.utils.crypto import salted_hmac

from dealmecca.billing.models import Invitation

LENGTH = 43


def token_of(invitation: Invitation) -> str:
    """Another one each time it is sent: the older link ends."""
    secret = salted_hmac("dealmecca.invitation", f"{invitation.pk} {invitation.sent_count}", algorithm="sha256")
    return base64.urlsafe_b64encode(secret.digest()).decode().rstrip("=")


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
