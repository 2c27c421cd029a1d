"""Reading users: who has an address, where they are signed in, which keys they have."""

from collections.abc import Sequence
from hmac import compare_digest

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils import timezone

from dealmecca.accounts.models import ApiKey, User
from dealmecca.database.prefixes import BytewiseLower, begins_with

SESSIONS_SHOWN = KEYS_SHOWN = 50


def user_of_address(address: str) -> User | None:
    """Whose address this is: confirmed by them, or the one they sign in with. Two questions, whatever the answer."""
    confirmed = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    named = User.objects.filter(Exact(Lower("email"), address)).first()
    return confirmed.user if confirmed else named


def sessions_of(viewer: User) -> Sequence[UserSession]:
    """Where the viewer is signed in, last seen first; sessions that ran out are left away."""
    sessions = list(UserSession.objects.filter(user=viewer).order_by("-last_seen_at", "-id")[:SESSIONS_SHOWN])
    keys = [session.session_key for session in sessions]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    return [session for session in sessions if session.session_key in alive]


def get_session(*, viewer: User, session_id: str) -> UserSession:
    """Raises UserSession.DoesNotExist, also for somebody else's."""
    return UserSession.objects.get(user=viewer, pk=int(session_id) if session_id.isdecimal() else None)


def keys_of(viewer: User) -> Sequence[ApiKey]:
    """The viewer's newest keys; those that no longer work come last."""
    keys = ApiKey.objects.visible_to(viewer).order_by("-created_at", "-pk")[:KEYS_SHOWN]
    return sorted(keys, key=lambda key: not key.is_working)


def get_key(*, viewer: User, key_id: str) -> ApiKey:
    """Raises ApiKey.DoesNotExist, also for somebody else's."""
    return ApiKey.objects.visible_to(viewer).get(pk=key_id)


def key_of_prefix(prefix: str) -> ApiKey:
    """For the operator. Raises ApiKey.DoesNotExist."""
    return ApiKey.objects.select_related("user").get(prefix=prefix)


def user_named(email: str) -> User:
    """For the operator: by the address they sign in with. Raises User.DoesNotExist."""
    return User.objects.get(Exact(Lower("email"), email.lower()))


def find_key(text: str) -> ApiKey | None:
    """The key whose whole text this is, with its owner, if it works still and so does the owner's account."""
    kind, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    if kind != "dm" or not secret or not prefix.isascii() or not prefix.isalnum():
        return None
    key = ApiKey.objects.select_related("user").filter(prefix=prefix).first()
    if key is None or not compare_digest(key.secret_digest, ApiKey.digest(secret)):
        return None
    return key if key.is_working and key.user.is_active else None


def members_named(*, viewer: User, text: str, limit: int = 8) -> Sequence[User]:
    """Members whose name begins so, for calling them by @; who has no name is not found, nor by their address."""
    if not (viewer.is_authenticated and viewer.is_active) or not text or "\0" in text:
        return []
    rows = User.objects.filter(is_active=True).annotate(beginning=BytewiseLower("name"))
    return list(rows.filter(begins_with("beginning", text)).order_by("beginning", "pk").only("name")[:limit])
