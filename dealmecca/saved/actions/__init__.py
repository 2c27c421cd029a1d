"""Named writes of saved searches."""

from dealmecca.saved.actions.alerts import forget_old, tell_news
from dealmecca.saved.actions.searches import change_search, delete_search, restore_search, save_search

__all__ = ["change_search", "delete_search", "forget_old", "restore_search", "save_search", "tell_news"]
