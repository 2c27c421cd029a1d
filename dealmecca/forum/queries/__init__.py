"""What the forum's pages, its API and its jobs ask."""

from dealmecca.forum.queries.categories import Overview, category_overview, get_category, open_categories
from dealmecca.forum.queries.crowds import Crowd, crowds_of
from dealmecca.forum.queries.lists import ORDERS, Card, PostFilter, as_cards, list_posts
from dealmecca.forum.queries.mine import followed_threads, hidden_tags, my_draft, my_drafts, my_posts, my_threads
from dealmecca.forum.queries.named_companies import named_companies
from dealmecca.forum.queries.searching import Hit, search_forum
from dealmecca.forum.queries.texts import mentions_in, names_in, plain
from dealmecca.forum.queries.threads import (
    About,
    Line,
    Mine,
    about_post,
    choices_of,
    edits_of,
    get_comment,
    get_own_deleted_post,
    get_post,
    my_part,
    new_slug_of,
    thread_page,
)

__all__ = [
    "ORDERS",
    "About",
    "Card",
    "Crowd",
    "Hit",
    "Line",
    "Mine",
    "Overview",
    "PostFilter",
    "about_post",
    "as_cards",
    "category_overview",
    "choices_of",
    "crowds_of",
    "edits_of",
    "followed_threads",
    "get_category",
    "get_comment",
    "get_own_deleted_post",
    "get_post",
    "hidden_tags",
    "list_posts",
    "mentions_in",
    "my_draft",
    "my_drafts",
    "my_part",
    "my_posts",
    "my_threads",
    "named_companies",
    "names_in",
    "new_slug_of",
    "open_categories",
    "plain",
    "search_forum",
    "thread_page",
]  # fmt: skip
