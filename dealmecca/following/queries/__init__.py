"""Named reads of what people follow, one per question that a door asks; each starts from the viewer."""

from dealmecca.following.queries.confirming import confirm_block, confirm_week
from dealmecca.following.queries.feed import Feed, Item, feed_for
from dealmecca.following.queries.follows import (
    Followed,
    Record,
    Scope,
    follow_button,
    followed_scope,
    follower_ids,
    get_followed,
    is_following,
    list_follows,
    records_named,
)
from dealmecca.following.queries.news import News, changes_between, marked_since, news_for

__all__ = [
    "Feed", "Followed", "Item", "News", "Record", "Scope", "changes_between", "confirm_block", "confirm_week",
    "feed_for", "follow_button", "followed_scope", "follower_ids", "get_followed", "is_following", "list_follows",
    "marked_since", "news_for", "records_named",
]  # fmt: skip
