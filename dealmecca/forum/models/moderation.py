"""Moderation: what members reported, and what moderators did about posts and comments, with their reasons."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField
from dealmecca.forum.models.comments import Comment
from dealmecca.forum.models.posts import Post
from dealmecca.forum.vocabularies import DECISION, FLAG_REASON, MODERATION


class Flag(models.Model):
    """A member says that something is wrong with a post, or with one of its comments."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="flags")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="flags")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=FLAG_REASON.choices)
    text = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=10, choices=DECISION.choices, default="OPEN")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "forum_flags"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "user"], condition=Q(comment=None, decision="OPEN"), name="flag_once_a_post"
            ),
            models.UniqueConstraint(
                fields=["comment", "user"],
                condition=Q(comment__isnull=False, decision="OPEN"),
                name="flag_once_a_comment",
            ),
            models.CheckConstraint(condition=Q(reason__in=FLAG_REASON.codes), name="flag_reason_known"),
            models.CheckConstraint(condition=Q(decision__in=DECISION.codes), name="flag_decision_known"),
        ]
        indexes = [
            models.Index(fields=["created_at", "id"], name="flag_open", condition=Q(decision="OPEN"))
        ]  # the queue, oldest first


class ModerationEntry(models.Model):
    """One thing a moderator did. `before` holds what it changed, so that it can be taken back."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="moderation")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="moderation")
    verb = models.CharField(max_length=20, choices=MODERATION.choices)
    reason = models.CharField(max_length=300, blank=True, default="")
    before = models.JSONField()
    after = models.JSONField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "forum_moderation"
        constraints = [models.CheckConstraint(condition=Q(verb__in=MODERATION.codes), name="moderation_verb_known")]
        indexes = [
            models.Index(fields=["-at", "-id"], name="moderation_log"),  # the log
            models.Index(fields=["post", "-at"], name="moderation_of_post"),  # what was done to one post
        ]
