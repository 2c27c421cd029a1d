"""Choices: the answers of a poll, of which each member takes one, and the items of a list, each voted up by itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dealmecca.database.fields import IdField
from dealmecca.directory.models import Company
from dealmecca.forum.models.posts import Post


class Choice(models.Model):
    """`company` is what an item of a list stands for, once somebody said so."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="choices")
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    vote_count = models.PositiveIntegerField(default=0)
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "forum_choices"
        constraints = [
            models.UniqueConstraint(fields=["post", "position"], name="choice_place_once"),  # also: those of a post
            models.CheckConstraint(condition=~Q(text=""), name="choice_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class ChoiceVote(models.Model):
    """`is_only` in polls, where a member has one vote for the whole post."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="choice_votes")
    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_only = models.BooleanField(default=False)

    class Meta:
        db_table = "forum_choice_votes"
        constraints = [
            models.UniqueConstraint(fields=["choice", "user"], name="choice_vote_once"),
            models.UniqueConstraint(fields=["post", "user"], condition=Q(is_only=True), name="poll_vote_once"),
        ]
        indexes = [models.Index(fields=["post", "user"], name="choice_vote_of_user")]  # what the viewer chose
