"""What the worker does for accounts on a clock."""

from dealmecca.accounts import attempts


def forget_old_attempts() -> None:
    """Counts of tries that are all there again need no row."""
    attempts.forget_old_attempts()
