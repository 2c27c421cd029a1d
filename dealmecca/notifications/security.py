"""What touches an account's safety is written into its history, and its owner told: here and by mail.

The sign-in library announces its changes by signals. Keys of the API are billing/actions/api_keys.py.
"""

from typing import Any

from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind

NOT_YOU = "If it was not you: change your password, and sign out the browsers that you do not know."
SESSIONS = "/settings/sessions"
_FACTORS = {"totp": "an app's codes", "webauthn": "a passkey", "recovery_codes": "recovery codes"}


@transaction.atomic
def _write_and_tell(user: User, field: str, old: str | None, new: str | None, sentence: str) -> None:
    now = timezone.now()
    entry = Entry("user", user.pk, Verb.EDIT, {field: (old, new)}, now)
    record_changes(actor=user, door=Door.WEB, entries=[entry])
    tell_of_safety(user, f"{field} {now.isoformat()}", sentence, SESSIONS)


def tell_of_safety(user: User, occasion: str, sentence: str, link: str) -> None:
    """Once for each occasion."""
    notify(user=user, kind=Kind.SECURITY, key=f"security {occasion}", sentence=sentence, link=link, details=NOT_YOU)


@receiver([password_changed, password_set, password_reset], dispatch_uid="tell_password_changed")
def tell_password_changed(sender: Any, user: User, **_: Any) -> None:
    _write_and_tell(user, "password", None, "changed", "Your password was changed.")


@receiver(email_changed, dispatch_uid="tell_email_changed")
def tell_email_changed(sender: Any, user: User, to_email_address: Any, **_: Any) -> None:
    address = str(to_email_address.email)
    _write_and_tell(user, "email", None, address, f"You sign in with {address} from now on.")


@receiver(authenticator_added, dispatch_uid="tell_factor_added")
def tell_factor_added(sender: Any, user: User, authenticator: Any, **_: Any) -> None:
    what = _FACTORS.get(authenticator.type, "another")
    if authenticator.type != "recovery_codes":
        _write_and_tell(user, "second_factor", None, what, f"A second factor was added: {what}.")


@receiver(authenticator_removed, dispatch_uid="tell_factor_removed")
def tell_factor_removed(sender: Any, user: User, authenticator: Any, **_: Any) -> None:
    what = _FACTORS.get(authenticator.type, "another")
    if authenticator.type != "recovery_codes":
        _write_and_tell(user, "second_factor", what, None, f"A second factor was removed: {what}.")


@receiver(authenticator_reset, dispatch_uid="tell_codes_made")
def tell_codes_made(sender: Any, user: User, **_: Any) -> None:
    _write_and_tell(user, "recovery_codes", None, "made anew", "New recovery codes were made; the old ones are void.")


@receiver(social_account_added, dispatch_uid="tell_linked")
def tell_linked(sender: Any, sociallogin: Any, **_: Any) -> None:
    provider = sociallogin.account.get_provider().name
    _write_and_tell(sociallogin.user, "linked_sign_in", None, provider, f"You can sign in by {provider} from now on.")


@receiver(social_account_removed, dispatch_uid="tell_unlinked")
def tell_unlinked(sender: Any, socialaccount: Any, **_: Any) -> None:
    provider = socialaccount.get_provider().name
    _write_and_tell(socialaccount.user, "linked_sign_in", provider, None, f"Signing in by {provider} was turned off.")
