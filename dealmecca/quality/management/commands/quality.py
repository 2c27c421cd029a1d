"""`dealmecca quality`: how far the records can be trusted, and mending what can be mended."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dealmecca.quality.management import verbs


def every_verb() -> dict[str, ModuleType]:
    """Each file in verbs/ is one."""
    names = sorted(module.name for module in iter_modules(verbs.__path__))
    return {name: import_module(f"{verbs.__name__}.{name}") for name in names}


class Command(BaseCommand):
    requires_system_checks = ()
    help = "How far the records can be trusted: quality VERB; quality VERB --help tells more."

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="verb", required=True)
        for name, verb in every_verb().items():
            verb.add_arguments(steps.add_parser(name, help=verb.SUMMARY))

    def handle(self, *args: Any, **options: Any) -> None:
        every_verb()[options["verb"]].run(self, options)
