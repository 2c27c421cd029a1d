"""Posts: what somebody asks, tells or puts to the vote, under their name or under a handle of this one thread.

Who wrote an anonymous post is told by no column here: it is in forum/models/sealed.py. The database refuses a row that
names an author and is anonymous.
"""

from datetime import timedelta
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Company
from dealmecca.events.models import Event
from dealmecca.forum.models.categories import Category
from dealmecca.forum.vocabularies import DEAL_SIZE, POST_TYPE, STATE, URGENCY

URGENT_FOR = {"URGENT": timedelta(days=3), "HIGH": timedelta(days=7)}  # then it is as urgent as any other
Row = TypeVar("Row", bound="Authored")
SHOWN = Q(is_shown=True)  # a column of its own: an index on a text that is sent as a parameter is not used


class AuthoredQuerySet(models.QuerySet[Row]):
    def with_authors(self) -> Self:
        """And what is shown of them, by statements of their own: to plan one about all these tables takes PostgreSQL
        longer than three, and reading all columns of authors longer than finding them."""
        return self.prefetch_related(*shown_of_authors())


class PostQuerySet(AuthoredQuerySet["Post"]):
    def visible_to(self, viewer: User) -> "PostQuerySet":
        """What stands in the forum; moderators also see what waits or was removed, and authors what waits of theirs."""
        if not (viewer.is_authenticated and viewer.is_active):
            return self.none()
        if viewer.role in ("MODERATOR", "ADMIN"):
            return self.exclude(state="DELETED")
        if not viewer.sees_own:
            return self.filter(SHOWN)
        sealed = Q(is_anonymous=True, sealed_authors__user=viewer.pk, sealed_authors__handle=models.F("handle"))
        waiting = self.model._default_manager.filter(Q(author=viewer.pk) | sealed, state="HELD").values("pk")
        return self.filter(SHOWN | Q(pk__in=waiting))

    def in_forum(self) -> "PostQuerySet":
        """What lists show, to everybody alike."""
        return self.filter(SHOWN)

    def listed_to(self, viewer: User) -> "PostQuerySet":
        """What stands in the forum, to whoever may read it: `visible_to` and `in_forum` in words an index serves."""
        return self.filter(SHOWN) if viewer.is_authenticated and viewer.is_active else self.none()


def shown_of_authors() -> tuple[models.Prefetch[Any, Any, Any], ...]:
    return (
        models.Prefetch("author", User.objects.only("name", "email", "company")),
        models.Prefetch("author__company", Company.objects.only("name")),
    )


class Authored(models.Model):
    """What posts and comments share: whose words they are, how they were received, and whether they still stand.

    `handle` names an anonymous author within this thread. Times of anonymous rows are whole hours.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    is_anonymous = models.BooleanField(default=False)
    handle = models.CharField(max_length=60, blank=True, default="")
    body = models.TextField()
    upvote_count = models.PositiveIntegerField(default=0)
    downvote_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATE.choices, default="VISIBLE")
    is_shown = models.GeneratedField(
        expression=Q(state="VISIBLE"),  # type: ignore[arg-type]  # the stubs know no conditions here
        output_field=models.BooleanField(),
        db_persist=True,
    )
    state_reason = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def author_label(self) -> str:
        """As everybody reads it."""
        if self.is_anonymous:
            return self.handle
        return self.author.display_name if self.author else "A former member"

    @property
    def score(self) -> int:
        return self.upvote_count - self.downvote_count


class Post(Authored):
    """`number_count` is the highest number that a comment of the thread ever had; `comment_count` those that stand."""

    id = IdField()
    title = models.CharField(max_length=200)
    slug = KeyField(max_length=120, unique=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="posts")
    event = models.ForeignKey(
        Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="discussions", db_index=False
    )
    post_type = models.CharField(max_length=10, choices=POST_TYPE.choices, default="POST")
    urgency = models.CharField(max_length=10, choices=URGENCY.choices, default="MEDIUM")
    deal_size = models.CharField(max_length=20, choices=DEAL_SIZE.choices, blank=True, default="")
    location = models.CharField(max_length=120, blank=True, default="")
    location_key = KeyField(max_length=120, blank=True, default="")
    view_count = models.PositiveIntegerField(default=0)
    bookmark_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    number_count = models.PositiveIntegerField(default=0)
    vote_sum = models.IntegerField(default=0, help_text="up less down: the order of the best")
    is_pinned = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    is_featured = models.BooleanField(default=False)
    answer = models.ForeignKey(
        "forum.Comment", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="the comment that answers the question",
    )  # fmt: skip
    closes_at = models.DateTimeField(null=True, blank=True, help_text="until when a poll takes votes")
    ai_processed_at = models.DateTimeField(null=True, blank=True)
    ai_version = models.CharField(max_length=40, blank=True, default="")
    ai_summary = models.TextField(blank=True, default="")
    ai_confidence = models.FloatField(null=True, blank=True)
    is_summary_corrected = models.BooleanField(default=False, help_text="written by a person: no machine replaces it")
    last_activity_at = models.DateTimeField(default=timezone.now)

    objects = PostQuerySet.as_manager()

    class Meta:
        db_table = "forum_posts"
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="post_says_something"),
            models.CheckConstraint(
                condition=Q(is_anonymous=False, handle="") | Q(is_anonymous=True, author=None) & ~Q(handle=""),
                name="post_anonymous_names_nobody",
            ),
            models.CheckConstraint(condition=Q(post_type__in=POST_TYPE.codes), name="post_type_known"),
            models.CheckConstraint(condition=Q(urgency__in=URGENCY.codes), name="post_urgency_known"),
            models.CheckConstraint(condition=Q(state__in=STATE.codes), name="post_state_known"),
            models.CheckConstraint(
                condition=Q(vote_sum=models.F("upvote_count") - models.F("downvote_count")), name="post_vote_sum"
            ),
        ]
        indexes = [
            models.Index(
                fields=["category", "-last_activity_at", "-id"],
                name="post_active_in",
                condition=SHOWN & Q(is_pinned=False),
            ),  # one category, last activity first (SPEED.md Q5); the specification's (category, pinned, created)
            models.Index(
                fields=["-last_activity_at", "-id"], name="post_active", condition=SHOWN
            ),  # the whole forum, last activity first
            models.Index(
                fields=["-last_activity_at", "-id"], name="post_pinned", condition=SHOWN & Q(is_pinned=True)
            ),  # what stands above the first page
            models.Index(
                fields=["category", "-created_at", "-id"], name="post_new_in", condition=SHOWN
            ),  # newest of a category, the three latest of each (Q6), its feed
            models.Index(fields=["-created_at", "-id"], name="post_new", condition=SHOWN),  # newest of all
            models.Index(
                fields=["category", "-vote_sum", "-id"], name="post_best_in", condition=SHOWN
            ),  # the best of a category
            models.Index(fields=["-vote_sum", "-id"], name="post_best", condition=SHOWN),  # the best of all
            models.Index(
                fields=["-created_at", "-id"], name="post_unanswered", condition=SHOWN & Q(comment_count=0)
            ),  # what nobody answered yet
            models.Index(
                fields=["author", "-created_at", "-id"], name="post_by_author", condition=Q(author__isnull=False)
            ),  # what a member wrote; the specification's (created, author)
            models.Index(
                fields=["event", "-last_activity_at", "-id"], name="post_of_event", condition=Q(event__isnull=False)
            ),  # what is said about an event
            models.Index(
                fields=["created_at"], name="post_waiting", condition=Q(state="HELD")
            ),  # the moderators' queue, oldest first
            models.Index(
                fields=["created_at"], name="post_unread_by_machine", condition=SHOWN & Q(ai_processed_at=None)
            ),  # what the job reads next
            models.Index(
                fields=["-created_at"], name="post_urgent", condition=SHOWN & Q(urgency__in=["HIGH", "URGENT"])
            ),  # what is pressing; whether somebody was pressing this week
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def urgency_now(self) -> str:
        """Urgency wears off: after days, and once the question is answered."""
        lasts = URGENT_FOR.get(self.urgency)
        if lasts and (self.answer_id or timezone.now() - self.created_at > lasts):
            return "MEDIUM"
        return self.urgency

    @property
    def is_closed(self) -> bool:
        return self.closes_at is not None and timezone.now() >= self.closes_at


class PostSlug(models.Model):
    """An address that a post had before; it leads to the one it has."""

    slug = KeyField(max_length=120, primary_key=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        db_table = "forum_post_slugs"


class Edit(models.Model):
    """Words as they were before somebody changed them. `title` is empty for a comment; of an anonymous text, nobody is
    named and the time is a whole hour."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="edits")
    comment = models.ForeignKey("forum.Comment", on_delete=models.CASCADE, null=True, related_name="edits")
    number = models.PositiveIntegerField(default=0, help_text="the how-manieth change: hours tell no order")
    title = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "forum_edits"
        indexes = [
            models.Index(fields=["post", "comment", "-number"], name="edit_of")
        ]  # how one post or comment became what it is
