"""Named reads of saved searches, one per question that a door asks; each starts from the viewer."""

from dealmecca.saved.queries.filters import (
    Listed,
    check_filters,
    list_kind,
    listed,
    names_of,
    read_filter,
    write_filters,
)
from dealmecca.saved.queries.looks import MOST_WATCHED, TooMany, count_of, everybody, look
from dealmecca.saved.queries.searches import (
    NewsItem,
    SavedRow,
    about_list,
    due_searches,
    get_deleted,
    get_search,
    is_paused,
    list_news,
    list_searches,
    may_share,
    row_of,
    saved_left,
)

__all__ = [
    "MOST_WATCHED", "Listed", "NewsItem", "SavedRow", "TooMany", "about_list", "check_filters", "count_of",
    "due_searches", "everybody", "get_deleted", "get_search", "is_paused", "list_kind", "list_news", "list_searches",
    "listed", "look", "may_share", "names_of", "read_filter", "row_of", "saved_left", "write_filters",
]  # fmt: skip
