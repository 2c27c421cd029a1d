"""Stored counters against the rows they count: what differs, and setting it right."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from dealmecca.forum.models import Bookmark, Category, Choice, ChoiceVote, Comment, Post, Visit, Vote


@dataclass(frozen=True)
class Drift:
    """`stored` stands in the column, `counted` is what the rows say."""

    table: str
    id: str
    column: str
    stored: int
    counted: int


def drifts() -> list[Drift]:
    """Every counter of the forum that differs from its rows. Nothing differs while nobody writes past the actions."""
    found: list[Drift] = []
    for rows, columns in _counters():
        names = {f"true_{column}": counted for column, counted in columns.items()}
        for row in rows.annotate(**names).order_by("pk").iterator(chunk_size=1_000):
            for column in columns:
                stored, counted = getattr(row, column), getattr(row, f"true_{column}")
                if stored != counted:
                    found.append(Drift(row._meta.db_table, row.pk, column, stored, counted))
    return found


@transaction.atomic
def recount() -> int:
    """Set every counter to what its rows say; how many were wrong."""
    wrong = drifts()
    for rows, columns in _counters():
        table = rows.model._meta.db_table
        for key in sorted({drift.id for drift in wrong if drift.table == table}):
            row = rows.select_for_update(of=("self",), no_key=True).get(pk=key)
            true = rows.annotate(**{f"true_{column}": counted for column, counted in columns.items()}).get(pk=key)
            for column in columns:
                setattr(row, column, getattr(true, f"true_{column}"))
            row.save(update_fields=list(columns))
    return len(wrong)


def _counters():  # type: ignore[no-untyped-def]
    def count(model, link, **conditions):  # type: ignore[no-untyped-def]
        rows = model._default_manager.filter(**{link: OuterRef("pk")}, **conditions).order_by()
        return Coalesce(Subquery(rows.values(link).annotate(c=Count("pk")).values("c")), 0)

    def total(rows, column):  # type: ignore[no-untyped-def]
        of_post = rows.filter(post=OuterRef("pk")).order_by().values("post")
        return Coalesce(Subquery(of_post.annotate(s=Sum(column)).values("s")), 0)

    votes = Vote.objects.filter(comment=None)
    return [
        (
            Post.objects.all(),
            {
                "upvote_count": count(Vote, "post", comment=None, value=1),
                "downvote_count": count(Vote, "post", comment=None, value=-1),
                "vote_sum": total(votes, "value"),
                "view_count": total(Visit.objects.all(), "times"),
                "bookmark_count": count(Bookmark, "post"),
                "comment_count": count(Comment, "post", state="VISIBLE"),
            },
        ),
        (
            Comment.objects.all(),
            {
                "upvote_count": count(Vote, "comment", value=1),
                "downvote_count": count(Vote, "comment", value=-1),
            },
        ),
        (Choice.objects.all(), {"vote_count": count(ChoiceVote, "choice")}),
        (Category.objects.all(), {"post_count": count(Post, "category", state="VISIBLE")}),
    ]
