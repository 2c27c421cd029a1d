"""Run as a module: takes an order at standard input and writes its prepared batches to standard output, pickled."""

import os
import pickle
import sys
from contextlib import suppress

import django

from dealmecca.lib.processes import end_with_parent


def main() -> None:
    """An empty batch tells that the file came to its end. Whoever no longer reads ends this process."""
    end_with_parent(int(sys.argv[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    from dealmecca.imports.engine.preparing import prepared_here  # needs Django's models to be there

    with suppress(BrokenPipeError), sys.stdout.buffer as out:
        for rows in prepared_here(pickle.load(sys.stdin.buffer)):
            pickle.dump(rows, out, pickle.HIGHEST_PROTOCOL)
            out.flush()
        pickle.dump([], out)


if __name__ == "__main__":
    main()
