"""Running the product: demo data now; health, metrics and backups as they come."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "dealmecca.operations"
    label = "operations"
    verbose_name = "Operations"
