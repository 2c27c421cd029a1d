"""The outbox: mail is a row of the transaction that wants it sent; a worker hands it to the mail server later."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.accounts.viewers import is_operator
from dealmecca.database.fields import IdField, KeyField
from dealmecca.notifications.kinds import Kind

# Who follows what up, searches, follows, keeps in view or reported: nobody's business. Digests go as RECORD_NEWS.
# Who is answered or moderated in the forum would tell who wrote an anonymous post.
OF_PRIVATE_WORK = (
    Kind.FOLLOW_UP, Kind.SAVED_SEARCH, Kind.RECORD_NEWS, Kind.PLANNING, Kind.EVENT, Kind.EVENT_NEWS,
    Kind.REPORT_DECIDED, Kind.FORUM_REPLY, Kind.FORUM_NEWS, Kind.MODERATION,
)  # fmt: skip
GIVE_UP = timedelta(days=3)


def give_up_at() -> datetime:
    return timezone.now() + GIVE_UP


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, viewer: User) -> "MailQuerySet":
        """Envelopes, for those who keep the outbox; what a mail says is shown to nobody.

        That a reminder, an alert or a digest waits would tell an admin of somebody's private work: the operator at the
        command line, who has the whole database, sees those as well.
        """
        if not (viewer.is_active and viewer.role == Role.ADMIN):
            return self.none()
        return self.all() if is_operator(viewer) else self.exclude(kind__in=OF_PRIVATE_WORK)

    def waiting(self) -> "MailQuerySet":
        return self.filter(sent_at=None, failed_at=None)

    def due(self, now: datetime) -> "MailQuerySet":
        """Longest due first. One that a worker has in its hands is not due until the worker's time for it is over."""
        return self.waiting().filter(next_try_at__lte=now).order_by("next_try_at", "pk")

    def dead(self) -> "MailQuerySet":
        return self.filter(failed_at__isnull=False)


class Mail(models.Model):
    """One message to one address. `key` names the occasion: asked for twice, it stands here once.

    Whoever takes it to send it moves `next_try_at` ahead: a worker that is killed leaves it due again. What was sent
    keeps its envelope only, because a text may hold a link that signs somebody in.
    """

    id = IdField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="mails"
    )
    address = models.EmailField(max_length=254, blank=True, default="", help_text="empty: where the user is reached")
    sender = models.CharField(max_length=300, blank=True, default="", help_text="empty: the site's")
    kind = models.CharField(max_length=20, choices=Kind, blank=True, default="", help_text="empty: asked for, not told")
    key = KeyField(max_length=300)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    headers = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    give_up_at = models.DateTimeField(default=give_up_at)
    tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True, default="", help_text="what the last try was told")
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        db_table = "mails"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="mail_once"),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(address=""), name="mail_goes_to_somebody"),
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="mail_kind_known"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="mail_sent_or_failed"),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], name="mail_due", condition=Q(sent_at=None, failed_at=None)
            ),  # what the worker sends next
            models.Index(
                fields=["-failed_at", "-id"], name="mail_dead", condition=Q(failed_at__isnull=False)
            ),  # the dead letters, newest first
            models.Index(
                fields=["sent_at"], name="mail_sent", condition=Q(sent_at__isnull=False)
            ),  # what may be forgotten
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def goes_to(self) -> str:
        """The address to which it goes now."""
        return self.address or (self.user.email if self.user else "")
