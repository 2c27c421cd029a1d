"""`python -m dealmecca` is the same as the `dealmecca` command."""

from dealmecca.cli import main

main()
