"""The forum's lists stay fast as it grows: each order is read from an index made for it, and none is sorted.

PostgreSQL weighs plans by what the tables hold: of one post, any index is as good to it as another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category, Post
from dealmecca.forum.queries import PostFilter, category_overview, get_post, list_posts, my_part, thread_page
from tests.factories.forum import make_comment, make_post

pytestmark = pytest.mark.django_db
POSTS, CATEGORIES = 2_000, 20

LISTS = {
    ("active", False): "post_active", ("new", False): "post_new", ("best", False): "post_best",
    ("unanswered", False): "post_unanswered", ("active", True): "post_active_in", ("new", True): "post_new_in",
    ("best", True): "post_best_in",
}  # fmt: skip


@pytest.fixture
def many_posts(category: Category) -> None:
    """Spread over categories; one in four has a reply, one in a hundred is pinned."""
    if connection.vendor != "postgresql":
        return
    more = [Category(id=f"c{n}", name=f"Category {n}", slug=f"category-{n}") for n in range(CATEGORIES - 1)]
    Category.objects.bulk_create(more)
    places, now = [category, *more], timezone.now()
    Post.objects.bulk_create(
        Post(
            id=f"p{n}", title=f"Post {n}", slug=f"post-{n}", body="Asking.", category=places[n % CATEGORIES],
            upvote_count=n % 7, vote_sum=n % 7, comment_count=n % 4 == 0, is_pinned=n % 100 == 0,
            created_at=now - timedelta(hours=n), last_activity_at=now - timedelta(hours=n // 2),
        )
        for n in range(POSTS)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE forum_posts, forum_categories")


@pytest.mark.usefixtures("many_posts")
@pytest.mark.parametrize(("order", "in_category"), LISTS)
def test_each_order_has_its_index(ana: User, category: Category, order: str, in_category: bool) -> None:
    make_post(ana)
    wanted = PostFilter(category=category.pk if in_category else "")
    plans = _plans(lambda: list_posts(viewer=ana, wanted=wanted, order=order))
    pages = [plan for plan in plans if "LIMIT 26" in plan[0]]
    assert len(pages) == 1
    assert LISTS[order, in_category] in pages[0][1], pages[0][1]
    assert "TEMP B-TREE" not in pages[0][1] and "Sort" not in pages[0][1]


@pytest.mark.usefixtures("many_posts")
def test_pinned_posts_are_found_without_reading_the_others(ana: User) -> None:
    make_post(ana)
    plans = _plans(lambda: list_posts(viewer=ana, wanted=PostFilter()))
    assert any("LIMIT 5" in sql and "post_pinned" in plan for sql, plan in plans)


def test_every_pinned_post_stands_on_the_pages_of_the_whole_forum(ana: User) -> None:
    """A category has five at most, and the whole forum many categories."""
    for number in range(9):
        post = make_post(ana, f"Post {number}")
        Post.objects.filter(pk=post.pk).update(is_pinned=number < 7)
    titles, cursor = [], None
    for _ in range(2):
        cards, cursor = list_posts(viewer=ana, wanted=PostFilter(), cursor=cursor, limit=2)
        titles += [card.post.title for card in cards]
    assert len(titles[:5]) == len({title for title in titles[:5] if int(title[-1]) < 7}), "pinned ones first"
    assert sorted(titles) == [f"Post {number}" for number in range(9)], "each once"


@pytest.mark.usefixtures("many_posts")
def test_the_latest_of_each_category_come_from_its_index(ana: User) -> None:
    make_post(ana)
    plans = _plans(lambda: category_overview(viewer=ana))
    assert [plan.count("post_new_in") for _, plan in plans if "post_new_in" in plan] == [3]


def test_a_page_of_a_thread_is_read_in_its_order(ana: User) -> None:
    post = make_post(ana)
    make_comment(ana, post)
    mine = my_part(viewer=ana, post=post)
    plans = _plans(lambda: thread_page(viewer=ana, post=get_post(viewer=ana, slug=post.slug), mine=mine))
    pages = [plan for sql, plan in plans if "LIMIT 101" in sql]
    assert len(pages) == 1
    unique = "comment_place_once" if connection.vendor == "postgresql" else "sqlite_autoindex_forum_comments"
    assert unique in pages[0], pages[0]
    assert "TEMP B-TREE" not in pages[0] and "Sort" not in pages[0]


def test_no_list_asks_more_for_more_posts(ana: User, dan: User, django_assert_max_num_queries: Any) -> None:
    counts = []
    for many in (2, 18):
        for number in range(many):
            make_comment(dan, make_post(ana, f"{many} {number}", tags=["ctv", f"tag {number % 3}"]), f"{number}")
            ana.created_at = dan.created_at
        with CaptureQueriesContext(
            connection,
        ) as caught:
            list_posts(viewer=dan, wanted=PostFilter())
            category_overview(viewer=dan)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def _plans(read: Any) -> list[tuple[str, str]]:
    """Each statement with its plan, as if tables were large."""
    with CaptureQueriesContext(connection) as caught:
        read()
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    found = []
    with _large_tables(), connection.cursor() as cursor:
        for query in caught.captured_queries:
            cursor.execute(explain + query["sql"].replace("%", "%%"))
            found.append((query["sql"], "\n".join(str(row) for row in cursor.fetchall())))
    return found


@contextmanager
def _large_tables() -> Iterator[None]:
    """PostgreSQL reads a small table from end to end and sorts it, whatever indexes there are."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    yield
