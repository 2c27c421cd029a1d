"""What the reading pages ask beside lists and threads: tags, choices, neighbours, where a page of a thread begins."""

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.events.models import Event
from dealmecca.forum.models import (
    CategoryFollow,
    Choice,
    Comment,
    CompanyMention,
    ContactMention,
    HiddenTag,
    Post,
    PostTag,
    Tag,
)
from dealmecca.forum.models.categories import Category
from dealmecca.forum.models.comments import STEP
from dealmecca.forum.queries.hiding import without_hidden
from dealmecca.forum.queries.lists import Card, PostFilter
from dealmecca.forum.queries.threads import PAGE, About, Line, Mine
from dealmecca.forum.queries.whose import is_mine

RELATED = 3
EVERYTHING = PostFilter()
_LAST = "~"  # comes after every digit of a path


def tag_of_slug(*, viewer: User, slug: str) -> Tag:
    """Raises Tag.DoesNotExist."""
    if "\0" in slug or not (viewer.is_authenticated and viewer.is_active):
        raise Tag.DoesNotExist
    return Tag.objects.get(slug=slug)


def hides_tag(*, viewer: User, tag: Tag) -> bool:
    return HiddenTag.objects.visible_to(viewer).filter(tag=tag.pk).exists()


def follows_category(*, viewer: User, category: Category) -> bool:
    return CategoryFollow.objects.visible_to(viewer).filter(category=category.pk).exists()


def followed_categories(*, viewer: User) -> set[str]:
    return set(CategoryFollow.objects.visible_to(viewer).values_list("category", flat=True))


def categories_with_posts(*, viewer: User) -> list[Category]:
    """Those that take posts, and closed ones in which something stands."""
    if not (viewer.is_authenticated and viewer.is_active):
        return []
    return list(Category.objects.filter(Q(is_active=True) | Q(post_count__gt=0)).in_order())


def choice_of_id(*, viewer: User, choice_id: str) -> Choice:
    """Of a post the viewer sees. Raises Choice.DoesNotExist."""
    if "\0" in choice_id:
        raise Choice.DoesNotExist
    return Choice.objects.select_related("post").get(
        pk=choice_id, post__in=Post.objects.visible_to(viewer).values("pk")
    )


def discussions(*, viewer: User, wanted: PostFilter = EVERYTHING, limit: int = 3) -> list[Card]:
    """The last active posts, of all or about a company, a person or an event; not what the viewer hides.

    Two queries, and two more where there are any: to plan one about all these tables takes PostgreSQL longer.
    """
    rows = Post.objects.listed_to(viewer)
    if wanted.company:
        rows = rows.filter(pk__in=CompanyMention.objects.filter(company=wanted.company).standing().values("post"))
    if wanted.contact:
        rows = rows.filter(pk__in=ContactMention.objects.filter(contact=wanted.contact).standing().values("post"))
    if wanted.event:
        rows = rows.filter(event=wanted.event)
    found = (
        without_hidden(rows, viewer)
        .with_authors()
        .select_related("category")
        .defer("body")
        .order_by("-last_activity_at", "-pk")
    )
    return [Card(post) for post in found[:limit]]


def related_posts(*, viewer: User, post: Post, about: About) -> list[Post]:
    """Others about the same companies, people or tags, last active first; not what the viewer hides.

    Two queries, none when it is about nothing.
    """
    companies = [row.company_id for row in about.companies]
    contacts, tags = [row.contact_id for row in about.contacts], [row.tag_id for row in about.tags]
    if not (companies or contacts or tags):
        return []
    same = Q(pk__in=CompanyMention.objects.filter(company__in=companies).standing().values("post"))
    same |= Q(pk__in=ContactMention.objects.filter(contact__in=contacts).standing().values("post"))
    same |= Q(pk__in=PostTag.objects.filter(tag__in=tags, is_rejected=False).values("post"))
    rows = without_hidden(Post.objects.listed_to(viewer).filter(same).exclude(pk=post.pk), viewer)
    return list(rows.only("title", "slug", "comment_count").order_by("-last_activity_at", "-pk")[:RELATED])


def event_of(*, viewer: User, post: Post) -> Event | None:
    """What the post is about, where the viewer sees it."""
    return Event.objects.visible_to(viewer).filter(pk=post.event_id).first() if post.event_id else None


def answer_line(*, viewer: User, post: Post, mine: Mine) -> Line | None:
    """The accepted comment, as it is shown first."""
    if post.answer is None or not post.answer.stands:
        return None
    comment = Comment.objects.with_authors().get(pk=post.answer_id)
    return Line(comment, is_mine=is_mine(viewer, comment, mine.handle))


def begin_at(*, post: Post, number: int) -> str:
    """`after` of the page on which this comment stands; "" for the first page. One query in threads of many pages.

    It begins with the branch in which the comment stands.
    """
    if post.number_count <= PAGE or number < 1:
        return ""
    path = Comment.objects.filter(post=post.pk, number=number).values_list("path", flat=True).first()
    if path is None or path[:STEP] == "0001":
        return ""
    branch = path[:STEP]
    before = Comment.objects.filter(post=post.pk, path__lt=branch).order_by("path")
    return "" if before.count() < PAGE else branch[:-1] + chr(ord(branch[-1]) - 1) + _LAST


def page_before(*, post: Post, after: str) -> str | None:
    """`after` of the page before the one that begins after this path; None when that is the first. One query."""
    if not after:
        return None
    rows = Comment.objects.filter(post=post.pk, path__lte=after).order_by("-path")
    paths = list(rows.values_list("path", flat=True)[PAGE : PAGE + 1])
    return paths[0] if paths else ""


def first_unread(*, post: Post, mine: Mine) -> int:
    """The number of the comment that comes first in the conversation and is new to the viewer; 0 when none is."""
    if mine.read_number is None or mine.read_number >= post.number_count:
        return 0
    rows = Comment.objects.filter(post=post.pk, number__gt=mine.read_number, is_shown=True).order_by("path")
    return rows.values_list("number", flat=True).first() or 0


def read_until(*, post: Post, last_path: str | None) -> int:
    """Up to which number everything was shown, to whoever read to this path; None is the thread's end."""
    if last_path is None:
        return post.number_count
    rows = Comment.objects.filter(post=post.pk, path__gt=last_path).order_by("number")
    unseen = rows.values_list("number", flat=True).first()
    return post.number_count if unseen is None else unseen - 1


def names_of_filter(*, viewer: User, wanted: PostFilter) -> tuple[PostFilter, dict[str, str]]:
    """The filter with ids in the place of slugs, and what each is called; what is not there finds nothing."""
    names: dict[str, str] = {}
    if not (viewer.is_authenticated and viewer.is_active):
        return wanted, names
    tables: list[tuple[str, QuerySet[Any]]] = [
        ("category", Category.objects.all()),
        ("tag", Tag.objects.all()),
        ("company", Company.objects.visible_to(viewer)),
        ("contact", Contact.objects.visible_to(viewer)),
        ("event", Event.objects.visible_to(viewer)),
    ]
    for name, rows in tables:
        asked = getattr(wanted, name)
        if not asked:
            continue
        called = Q(pk=asked) if name == "contact" else Q(pk=asked) | Q(slug=asked)
        if row := rows.filter(called).first():
            wanted = replace(wanted, **{name: row.pk})
            names[name] = getattr(row, {"contact": "full_name", "event": "title"}.get(name, "name"))
    return wanted, names
