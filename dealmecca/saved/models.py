"""Saved searches, what each matched when it was last looked at, and the news that came of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.accounts.ownership import Owned, OwnedQuerySet
from dealmecca.database.fields import IdField, KeyField


class ListKind(models.TextChoices):
    """Which list of the site it is."""

    PEOPLE = "contact", "People"
    COMPANIES = "company", "Companies"
    WHO = "who", "Who handles what"


class Alerts(models.TextChoices):
    NEVER = "NEVER", "Never"
    HOURLY = "HOURLY", "Every hour"
    DAILY = "DAILY", "Every morning"
    WEEKLY = "WEEKLY", "Every Monday morning"


class Rests(models.TextChoices):
    """Why alerts rest although they are wanted."""

    NO = "", "They do not"
    TOO_MANY = "TOO_MANY", "It matches too many records"
    LOST = "LOST", "A part of it means nothing any more"


class SavedSearchQuerySet(OwnedQuerySet["SavedSearch"]):
    def kept(self) -> "SavedSearchQuerySet":
        return self.filter(deleted_at=None)

    def counted_for(self, user: User) -> "SavedSearchQuerySet":
        """Those that fill the user's plan, oldest first: what they saved and still have."""
        return self.kept().visible_to(user).filter(user=user).order_by("pk")  # type: ignore[return-value]


class SavedSearch(Owned):
    """`filters` is {"version": …, "filters": {name: [values]}}; queries/filters.py reads every version."""

    id = IdField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ListKind)
    filters = models.JSONField()
    alerts = models.CharField(max_length=10, choices=Alerts, default=Alerts.NEVER)
    rests = models.CharField(max_length=10, choices=Rests, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        db_table = "saved_searches"
        constraints = [
            # Also: all that somebody saved.
            models.UniqueConstraint(
                fields=["user", "name"], condition=Q(deleted_at=None), name="saved_search_name_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=ListKind.values), name="saved_search_kind_known"),
            models.CheckConstraint(condition=Q(alerts__in=Alerts.values), name="saved_search_alerts_known"),
            models.CheckConstraint(condition=Q(rests__in=Rests.values), name="saved_search_rest_known"),
            models.CheckConstraint(
                condition=Q(next_check_at=None) | (~Q(alerts="NEVER") & Q(deleted_at=None)),
                name="saved_search_checked_when_wanted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_check_at"], name="saved_search_due", condition=Q(next_check_at__isnull=False)
            ),  # the job: whose turn it is
            models.Index(
                fields=["deleted_at"], name="saved_search_deleted", condition=Q(deleted_at__isnull=False)
            ),  # the job: what nobody took back
        ]

    def __str__(self) -> str:
        return self.name


class SavedMatch(models.Model):
    """A record that the search matched when it was last looked at, and how it looked: no word of it, a fingerprint."""

    saved_search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="matches", db_index=False)
    record_id = KeyField(max_length=25)
    fingerprint = KeyField(max_length=16)

    class Meta:
        db_table = "saved_matches"
        constraints = [
            # Also: all that one search matched.
            models.UniqueConstraint(fields=["saved_search", "record_id"], name="saved_match_once")
        ]


class News(models.TextChoices):
    NEW = "NEW", "New"
    CHANGED = "CHANGED", "Changed"
    GONE = "GONE", "Gone"


class SavedNewsQuerySet(models.QuerySet["SavedNews"]):
    def of(self, saved: SavedSearch) -> "SavedNewsQuerySet":
        return self.filter(saved_search=saved)


class SavedNews(models.Model):
    """One record that a look brought up. The record names itself when it is shown, so nothing of it is kept here."""

    saved_search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="news", db_index=False)
    told_at = models.DateTimeField()
    record_id = KeyField(max_length=25)
    what = models.CharField(max_length=10, choices=News)

    objects = SavedNewsQuerySet.as_manager()

    class Meta:
        db_table = "saved_news"
        constraints = [
            models.CheckConstraint(condition=Q(what__in=News.values), name="saved_news_known"),
            models.UniqueConstraint(fields=["saved_search", "told_at", "record_id"], name="saved_news_once_a_look"),
        ]
        indexes = [
            models.Index(fields=["saved_search", "-id"], name="saved_news_newest"),  # the page of news, newest first
            models.Index(fields=["told_at"], name="saved_news_old"),  # the job: what is too old to keep
        ]
