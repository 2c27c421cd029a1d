"""The `dealmecca` command: every management command, with settings chosen and errors said in one sentence."""

import os
import sys


def main() -> None:
    """Run a management command. Exits 1 with one sentence when the configuration is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    from django.core.management import execute_from_command_line

    from dealmecca.config.environment import ConfigurationError

    try:
        execute_from_command_line([os.path.basename(sys.argv[0]) or "dealmecca", *sys.argv[1:]])
    except ConfigurationError as error:
        sys.exit(f"dealmecca cannot start: {error}")
