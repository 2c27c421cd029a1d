"""An authenticator app: the code that a secret shows, now or in a neighbouring half minute."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from dealmecca.accounts.models import User


def code(secret: str, later: int = 0) -> str:
    """`later` counts half minutes; the site takes one more and one less."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def give_app(user: User) -> str:
    """The user has set up an app with this secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret
