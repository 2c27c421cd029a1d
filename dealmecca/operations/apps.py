"""Running the product: demo data now; health, metrics and backups as they come."""

from django.apps import AppConfig

from dealmecca.database.connections import close_pools_at_exit
from dealmecca.database.quick_times import read_times_quickly


class OperationsConfig(AppConfig):
    name = "dealmecca.operations"
    label = "operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        close_pools_at_exit()
        read_times_quickly()
