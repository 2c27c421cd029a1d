"""Reading users: who has an address, where they are signed in."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils import timezone

from dealmecca.accounts.models import User

SESSIONS_SHOWN = 50


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
