"""Plans, what they allow, what was used, and who paid for it."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "dealmecca.billing"
