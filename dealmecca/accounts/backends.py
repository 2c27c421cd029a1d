"""Checking an address and a password: the same two questions and one hash, whether there is such an account or not."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from dealmecca.accounts.queries import user_of_address


class AddressBackend(AuthenticationBackend):
    def _authenticate_by_email(self, email: str, password: str) -> Any:
        """allauth asks again for addresses that it does not find, which takes longer; it hashes if we did not."""
        return self._check_password(user_of_address(email.lower()), password)
