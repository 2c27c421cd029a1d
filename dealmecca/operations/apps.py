"""Running the product: demo data now; health, metrics and backups as they come."""

from django.apps import AppConfig

from dealmecca.database.connections import close_pools_at_exit


class OperationsConfig(AppConfig):
    name = "dealmecca.operations"
    label = "operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        close_pools_at_exit()
