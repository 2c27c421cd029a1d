"""What to expect of an account and how to approach it: planning dates, etiquette, vulnerability."""

from django.apps import AppConfig


class OutlookConfig(AppConfig):
    name = "dealmecca.outlook"
