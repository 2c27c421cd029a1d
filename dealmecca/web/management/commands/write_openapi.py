"""`dealmecca write_openapi`: the committed snapshot of the API's document, made anew."""

from django.core.management.base import CommandParser
from ninja.management.commands.export_openapi_schema import Command as Export


class Command(Export):
    help = "Write the API's document to docs/openapi.json, where a test compares it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        # By its path: the API is put together above this folder.
        parser.set_defaults(api="dealmecca.config.api.api", indent=2, output="docs/openapi.json")
