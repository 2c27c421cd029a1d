"""Users: who signs in, what their role lets them do, and which plan they are on (two different things)."""

from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.database.prefixes import BytewiseLower


class Role(models.TextChoices):
    MEMBER = "MEMBER", "Member"
    MODERATOR = "MODERATOR", "Moderator"
    TEAM_ADMIN = "TEAM_ADMIN", "Team admin"
    ADMIN = "ADMIN", "Admin"


class SubscriptionTier(models.TextChoices):
    FREE = "FREE", "Free"
    PRO = "PRO", "Pro"
    TEAM = "TEAM", "Team"


class SubscriptionStatus(models.TextChoices):
    """Stripe's list, and NONE for people who never paid."""

    NONE = "NONE", "None"
    INCOMPLETE = "INCOMPLETE", "Incomplete"
    INCOMPLETE_EXPIRED = "INCOMPLETE_EXPIRED", "Incomplete, expired"
    TRIALING = "TRIALING", "Trialing"
    ACTIVE = "ACTIVE", "Active"
    PAST_DUE = "PAST_DUE", "Past due"
    CANCELED = "CANCELED", "Canceled"
    UNPAID = "UNPAID", "Unpaid"
    PAUSED = "PAUSED", "Paused"


class SalesTeam(models.Model):
    """Sellers who work together and pay together. Teams of agencies, who buy, are in roster/."""

    id = IdField()
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        db_table = "sales_teams"

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        """A new user, saved. Raises IntegrityError when the address is taken, whatever its capitals."""
        user = self.model(email=self.normalize_email(email).lower(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> "User":
        return self.create_user(email, password, role=Role.ADMIN, **values)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    id = IdField()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True, default="")
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    subscription_tier = models.CharField(max_length=10, choices=SubscriptionTier, default=SubscriptionTier.FREE)
    subscription_status = models.CharField(max_length=20, choices=SubscriptionStatus, default=SubscriptionStatus.NONE)
    plan_until = models.DateTimeField(null=True, blank=True)  # None: no end is known; the tier holds until then
    stripe_customer_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    stripe_subscription_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    last_dashboard_visit = models.DateTimeField(null=True, blank=True)
    dashboard_visits = models.PositiveIntegerField(default=0)
    login_count = models.PositiveIntegerField(default=0)
    company = models.ForeignKey(
        "directory.Company", on_delete=models.SET_NULL, null=True, blank=True, related_name="users"
    )
    sales_team = models.ForeignKey(SalesTeam, on_delete=models.SET_NULL, null=True, blank=True, related_name="members")
    time_zone = models.CharField(max_length=64, blank=True, default="", db_default="")  # IANA name; empty: the site's
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    # The admin who looks at DealMecca as this user does: never stored, set for one request.
    looked_at_by: "User | None" = None

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        db_table = "users"
        constraints = [
            # Log-in looks an address up without regard to capitals; also the specification's (email, role) look-up.
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message="This email is taken."
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(
                condition=models.Q(subscription_tier__in=SubscriptionTier.values), name="user_tier_known"
            ),
            models.CheckConstraint(
                condition=models.Q(subscription_status__in=SubscriptionStatus.values), name="user_status_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["plan_until"], name="user_plan_until", condition=models.Q(plan_until__isnull=False)
            ),  # plans that ran out, for the job that writes it down
            models.Index(
                BytewiseLower("name"), name="user_name_begins", condition=models.Q(is_active=True)
            ),  # members whose name begins so, while somebody types it behind an @
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def last_login_at(self) -> Any:
        """The specification's name for Django's last_login."""
        return self.last_login

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which this user's days begin and end."""
        try:
            return ZoneInfo(self.time_zone or settings.TIME_ZONE)
        except (ValueError, ZoneInfoNotFoundError):
            return ZoneInfo(settings.TIME_ZONE)

    @property
    def sees_own(self) -> bool:
        """Whether it is they who look, and may see what is theirs alone."""
        return self.is_active and self.looked_at_by is None

    @property
    def display_name(self) -> str:
        return self.name or self.email.partition("@")[0]


class Attempt(models.Model):
    """A bucket of attempts at one thing; `accounts/attempts.py` fills it by one statement."""

    key = KeyField(max_length=64, primary_key=True)  # a digest: it may come from an address
    full_at = models.FloatField()  # seconds since 1970 at which all attempts will be there again

    class Meta:
        db_table = "attempts"
        indexes = [models.Index(fields=["full_at"], name="attempt_full")]  # forgetting those that are full again


class Scope(models.TextChoices):
    """What a key may do. Reading is every GET; exporting is besides that."""

    READ = "read", "Read"
    WRITE = "write", "Write"
    EXPORT = "export", "Export"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def visible_to(self, viewer: User) -> "ApiKeyQuerySet":
        return self.filter(user=viewer.pk) if viewer.is_authenticated and viewer.sees_own else self.none()

    def working(self) -> "ApiKeyQuerySet":
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=timezone.now()), revoked_at=None)


class ApiKey(models.Model):
    """A key of the API: `dm_<prefix>_<secret>`. The secret is random and long, so a plain digest of it is enough."""

    id = IdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = KeyField(max_length=8)
    secret_digest = KeyField(max_length=64)  # SHA-256, hexadecimal
    scopes = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        db_table = "api_keys"
        constraints = [
            models.UniqueConstraint(fields=["prefix"], name="api_key_prefix_once"),  # also: looking a key up
            # The same form sent twice makes one key.
            models.UniqueConstraint(
                fields=["user", "name"], condition=models.Q(revoked_at=None), name="api_key_name_once_per_member"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (dm_{self.prefix}_…)"

    @staticmethod
    def digest(secret: str) -> str:
        return sha256(secret.encode(errors="replace")).hexdigest()

    @property
    def is_working(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())


class Impersonation(models.Model):
    """An admin looked at DealMecca as a member does, for a reason: reading only, and nothing that is theirs alone."""

    id = IdField()
    admin = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    began_at = models.DateTimeField(default=timezone.now, editable=False)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # None: it ran out, or goes on

    class Meta:
        db_table = "impersonations"
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="impersonation_has_a_reason"),
            models.CheckConstraint(condition=~models.Q(admin=models.F("user")), name="impersonation_is_of_another"),
        ]
        indexes = [
            models.Index(fields=["user", "-began_at"], name="impersonation_of_user"),  # who looked, on a member's page
        ]

    def __str__(self) -> str:
        return f"{self.admin} as {self.user}"


class SharedCache(models.Model):
    """Django's database cache (settings.CACHES), which has the table made by migrations through this model."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "shared_cache"
