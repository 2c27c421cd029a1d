"""Comments: a tree below each post. What is deleted leaves its place, so that the answers to it keep theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dealmecca.accounts.models import User
from dealmecca.database.fields import IdField, KeyField
from dealmecca.forum.models.posts import SHOWN, Authored, AuthoredQuerySet, Post
from dealmecca.forum.vocabularies import STATE

DEPTH = 6  # an answer to what stands deeper stands beside it
STEP = 4  # digits of base 36 for each level of a path: 1.6 million comments in one thread


class CommentQuerySet(AuthoredQuerySet["Comment"]):
    def visible_to(self, viewer: User) -> "CommentQuerySet":
        """Of posts the viewer sees; deleted and removed ones too, whose words are then shown to nobody."""
        return self.filter(post__in=Post.objects.visible_to(viewer).values("pk"))


class Comment(Authored):
    """`path` is the numbers from the top of the tree down to this comment: sorted by it, a thread reads in order."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    number = models.PositiveIntegerField(help_text="the how-manieth of its thread")
    path = KeyField(max_length=(DEPTH + 1) * STEP)

    objects = CommentQuerySet.as_manager()

    class Meta:
        db_table = "forum_comments"
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="comment_number_once"),  # also: what is unread
            models.UniqueConstraint(fields=["post", "path"], name="comment_place_once"),  # also: a page of a thread
            models.CheckConstraint(
                condition=Q(is_anonymous=False, handle="") | Q(is_anonymous=True, author=None) & ~Q(handle=""),
                name="comment_anonymous_names_nobody",
            ),
            models.CheckConstraint(condition=Q(state__in=STATE.codes), name="comment_state_known"),
        ]
        indexes = [
            models.Index(fields=["parent"], name="comment_replies"),  # whether one was answered
            models.Index(
                fields=["author", "-created_at", "-id"], name="comment_by_author", condition=Q(author__isnull=False)
            ),  # what a member wrote
            models.Index(
                fields=["created_at"], name="comment_waiting", condition=Q(state="HELD")
            ),  # the moderators' queue
            models.Index(fields=["post", "-id"], name="comment_new", condition=SHOWN),  # the latest of a thread
        ]

    def __str__(self) -> str:
        return f"#{self.number} on {self.post_id}"

    @property
    def depth(self) -> int:
        return len(self.path) // STEP - 1

    @property
    def stands(self) -> bool:
        return self.state == "VISIBLE"


class Vote(models.Model):
    """What one member thinks of a post, or of one of its comments: 1, -1, or 0 once taken back."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="votes")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    value = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "forum_votes"
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], condition=Q(comment=None), name="vote_once_a_post"),
            models.UniqueConstraint(
                fields=["comment", "user"], condition=Q(comment__isnull=False), name="vote_once_a_comment"
            ),
            models.CheckConstraint(condition=Q(value__in=[-1, 0, 1]), name="vote_value_known"),
        ]
        indexes = [
            models.Index(fields=["user", "post"], name="vote_of_user")
        ]  # what the viewer thought of a thread's comments
