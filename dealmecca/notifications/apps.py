"""What DealMecca has to tell its members: the centre on the pages, and mail."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "dealmecca.notifications"
