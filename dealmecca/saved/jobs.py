"""The background door: alerts of saved searches, and forgetting what is old."""

from dealmecca.saved.actions import forget_old, tell_news
from dealmecca.saved.queries import due_searches


def tell_saved_searches() -> None:
    """Those whose turn it is, each on its own: one that fails stops no other."""
    failed: Exception | None = None
    for search_id, due_at in due_searches():
        try:
            tell_news(search_id, due_at)
        except Exception as error:
            failed = error
    if failed:
        raise failed


def forget_old_searches() -> None:
    forget_old()
