"""What DealMecca has to tell its members: the centre on the pages, and mail."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "dealmecca.notifications"

    def ready(self) -> None:
        from dealmecca.notifications import security  # noqa: F401  tells members what the sign-in library announces
