"""What a member does with threads: keeps them, follows them, has read them so far, and has begun to write."""

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.forum.models.categories import Category
from dealmecca.forum.models.posts import Post

Row = TypeVar("Row", bound=models.Model)


class OwnQuerySet(models.QuerySet[Row]):
    def visible_to(self, viewer: User) -> "OwnQuerySet[Row]":
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()


class OfMember(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Bookmark(OfMember):
    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="kept_by")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet["Bookmark"].as_manager()

    class Meta:
        db_table = "forum_bookmarks"
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="bookmark_once")
        ]  # also: did I keep this one?
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="bookmark_of_user")]  # what I kept


class PostFollow(OfMember):
    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="followers")

    objects = OwnQuerySet["PostFollow"].as_manager()

    class Meta:
        db_table = "forum_post_follows"
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="post_follow_once")]  # also: whom to tell
        indexes = [models.Index(fields=["user", "-post"], name="post_follow_of_user")]  # what I follow


class CategoryFollow(OfMember):
    id = IdField()
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="followers")

    objects = OwnQuerySet["CategoryFollow"].as_manager()

    class Meta:
        db_table = "forum_category_follows"
        constraints = [
            models.UniqueConstraint(fields=["category", "user"], name="category_follow_once")
        ]  # also: whom to tell
        indexes = [models.Index(fields=["user"], name="category_follow_of_user")]  # what I follow


class Visit(OfMember):
    """How far a member has read a thread, and on which day their look was last counted as a view."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="visits")
    viewed_on = models.DateField()
    times = models.PositiveIntegerField(default=0, help_text="days on which their look was counted")
    read_number = models.PositiveIntegerField(default=0, help_text="the last comment that was shown to them")
    read_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet["Visit"].as_manager()

    class Meta:
        db_table = "forum_visits"
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="visit_once")]  # also: what is unread


class Draft(OfMember):
    """What somebody has begun to write. `about` is "new", "post <id>" or "reply <post id> <comment id>"."""

    id = IdField()
    about = KeyField(max_length=80)
    values = models.JSONField()
    updated_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet["Draft"].as_manager()

    class Meta:
        db_table = "forum_drafts"
        constraints = [models.UniqueConstraint(fields=["user", "about"], name="draft_once")]  # also: mine of this
        indexes = [models.Index(fields=["updated_at"], name="draft_old")]  # what the job forgets
