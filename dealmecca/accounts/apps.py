"""People who sign in: users, roles and plans."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dealmecca.accounts"

    def ready(self) -> None:
        from dealmecca.accounts import sign_ins  # noqa: F401  counts log-ins when Django says one happened
