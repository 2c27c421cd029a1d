"""`python -m bench.forum`: the forum's lists and threads over 200,000 posts and a million comments, made for it.

Three figures: what the database itself takes for the statements, what this program sees of that, and the page with all
that Django and Python add (bench/statements.py says which is which). The first one is judged.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import django

from bench.statements import as_seen, catch, in_database

POSTS, COMMENTS, USERS, CATEGORIES, TAGS, COMPANIES, LONG = 200_000, 1_000_000, 5_000, 20, 100, 2_000, 5_000
GOAL_MS = 3.0
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
WORDS = "ctv radio upfront brief planner buyer rate reach podcast retail network spot audience review pitch".split()
random = Random(11)


def main() -> None:
    """Print the median and the query count of each question. Exits 1 when one is over the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--keep", action="store_true", help="leave the database behind, and use one left behind")
    parser.add_argument("--small", action="store_true", help="a hundredth of everything, to try the script")
    options = parser.parse_args()
    os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    from django.db import connection, transaction

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=options.keep)
    try:
        from dealmecca.forum.models import Post

        started = time.perf_counter()
        if not Post.objects.exists():
            with transaction.atomic():
                fill(100 if options.small else 1)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        print(f"{connection.vendor}: filled in {time.perf_counter() - started:.0f} s, {options.rounds} rounds\n")
        slow = measure(options.rounds)
        print(f"\nover {GOAL_MS:g} ms at the median: {', '.join(slow) or 'none'}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0, keepdb=options.keep)
    raise SystemExit(1 if slow else 0)


def fill(less: int) -> None:
    """Bulk rows, without what follows a write."""
    from dealmecca.accounts.models import User
    from dealmecca.database.bulk import insert_rows
    from dealmecca.directory.models import Company
    from dealmecca.forum.actions.comments import _step
    from dealmecca.forum.models import (
        Bookmark,
        Category,
        Comment,
        CompanyMention,
        Post,
        PostTag,
        Tag,
        TextLine,
        Visit,
    )  # fmt: skip
    from dealmecca.lib.company_names import company_key

    users = User.objects.bulk_create(User(email=f"user{n}@seller{n}.example", name=f"User {n}") for n in range(USERS))
    extra = [Category(name=f"Category {n}", slug=f"category-{n}", order=n) for n in range(CATEGORIES - 8)]
    Category.objects.bulk_create(extra)
    categories = list(Category.objects.order_by("pk"))
    tags = Tag.objects.bulk_create(Tag(name=f"Tag {n}", slug=f"tag-{n}") for n in range(TAGS))
    names = [f"Company {n}" for n in range(COMPANIES)]
    companies = [Company(name=name, name_key=company_key(name), slug=name.lower().replace(" ", "-")) for name in names]
    insert_rows(Company, companies)

    def text(words: int) -> str:
        return " ".join(random.choices(WORDS, k=words))

    posts, per_post = [], COMMENTS // POSTS
    for n in range(POSTS // less):
        at = NOW - timedelta(minutes=(POSTS // less - n) * 5)
        up = int(random.paretovariate(1.2)) - 1
        posts.append(
            Post(
                title=f"{text(6)} {n}", slug=f"post-{n}", body=text(80), category=categories[_skewed(CATEGORIES)],
                author=random.choice(users), created_at=at, updated_at=at, upvote_count=up, vote_sum=up,
                last_activity_at=at + timedelta(minutes=random.randrange(20_000)), is_pinned=n % 20_000 == 7,
                comment_count=per_post if n % 9 else 0, number_count=per_post,
            )
        )  # fmt: skip
    long = posts[len(posts) // 2]
    long.comment_count = long.number_count = LONG
    insert_rows(Post, posts)
    for category in categories:
        category.post_count = sum(post.category_id == category.pk for post in posts)
        category.save()
    comments = []
    for post in posts:
        many = LONG if post is long else per_post if post.comment_count else 0
        paths: list[str] = []
        for number in range(1, many + 1):
            above = random.choice(paths) if paths and random.random() < 0.6 else ""
            path = (above if len(above) < 24 else above[:-4]) + _step(number)
            paths.append(path)
            comments.append(
                Comment(
                    post=post, number=number, path=path, body=text(30), author=random.choice(users),
                    created_at=post.created_at, updated_at=post.created_at,
                )
            )  # fmt: skip
        if len(comments) > 50_000:
            insert_rows(Comment, comments)
            comments = []
    insert_rows(Comment, comments)
    insert_rows(PostTag, [PostTag(post=post, tag=tags[_skewed(TAGS)]) for post in posts])
    insert_rows(
        CompanyMention, [CompanyMention(post=post, company=companies[_skewed(COMPANIES)]) for post in posts[::2]]
    )
    me = users[0]
    insert_rows(Visit, [Visit(user=me, post=post, viewed_on=NOW.date(), times=1, read_number=2) for post in posts[::7]])
    insert_rows(Bookmark, [Bookmark(user=me, post=post) for post in posts[::500]])
    lines = [TextLine(n=n + 1, post=post) for n, post in enumerate(posts)]
    insert_rows(TextLine, lines)
    TextLine.WORDS.put([(n + 1, post.title.split()) for n, post in enumerate(posts)])


def measure(rounds: int) -> list[str]:
    """Each question `rounds` times, with other parameters each time; the names of those over the goal."""
    from dealmecca.accounts.models import User
    from dealmecca.directory.models import Company
    from dealmecca.forum.models import Category, Post, Tag
    from dealmecca.forum.queries import (
        PostFilter,
        category_overview,
        get_post,
        list_posts,
        my_part,
        search_forum,
        thread_page,
    )  # fmt: skip

    me = User.objects.order_by("email").first()
    assert me
    slugs = list(Post.objects.order_by("pk").values_list("slug", flat=True)[::997])
    long = Post.objects.order_by("-comment_count")[0].slug
    categories = list(Category.objects.order_by("-post_count"))
    tags, companies = list(Tag.objects.order_by("pk")), list(Company.objects.order_by("pk")[:200])

    def listed(order: str, **wanted: Any) -> Callable[[int], object]:
        def read(n: int) -> object:
            given = {name: many[n % len(many)].pk for name, many in wanted.items()}
            return list_posts(viewer=me, wanted=PostFilter(**given), order=order)

        return read

    def later(order: str) -> Callable[[int], object]:
        cursors: list[str | None] = [None]
        for _ in range(8):
            cursors.append(list_posts(viewer=me, wanted=PostFilter(), order=order, cursor=cursors[-1])[1])
        return lambda n: list_posts(viewer=me, wanted=PostFilter(), order=order, cursor=cursors[1 + n % 8])

    def thread(slug: Callable[[int], str]) -> Callable[[int], object]:
        def read(n: int) -> object:
            post = get_post(viewer=me, slug=slug(n))
            return thread_page(viewer=me, post=post, mine=my_part(viewer=me, post=post))

        return read

    questions: dict[str, Callable[[int], object]] = {
        "forum index, last active": listed("active"),
        "forum index, a later page": later("active"),
        "forum index, newest": listed("new"),
        "forum index, best": listed("best"),
        "forum index, unanswered": listed("unanswered"),
        "one category, last active": listed("active", category=categories),
        "one category, best": listed("best", category=categories),
        "one tag, newest": listed("new", tag=tags),
        "one tag, last active": listed("active", tag=tags),
        "one company, newest": listed("new", company=companies),
        "categories, three latest each": lambda n: category_overview(viewer=me),
        "a thread": thread(lambda n: slugs[n % len(slugs)]),
        f"a thread of {LONG:,} comments": thread(lambda n: long),
        "search, two words": lambda n: search_forum(
            viewer=me, text=f"{WORDS[n % len(WORDS)]} {WORDS[n // 3 % len(WORDS)]}"
        ),
    }
    slow = []
    for name, read in questions.items():
        own, seen, walls, counts = [], [], [], set()
        read(0)
        for n in range(rounds):
            started = time.perf_counter()
            statements = catch(lambda read=read, n=n: read(n))  # type: ignore[misc]
            walls.append((time.perf_counter() - started) * 1000)
            own.append(in_database(statements))
            seen.append(as_seen(statements))
            counts.add(len(statements))
        median = statistics.median(own)
        print(
            f"{name:32} {median:7.2f} ms database (p95 {sorted(own)[int(rounds * 0.95)]:.2f}), "
            f"{statistics.median(seen):6.2f} ms as seen, {statistics.median(walls):6.1f} ms in all, "
            f"{min(counts)} to {max(counts)} queries",
            flush=True,
        )
        if median > GOAL_MS:
            slow.append(name)
    return slow


def _skewed(count: int) -> int:
    """A number below `count`; small ones far more often."""
    return min(int(random.paretovariate(0.8)) - 1, count - 1)


if __name__ == "__main__":
    main()
