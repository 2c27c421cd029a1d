"""Sessions: noticing that one is in use, and ending them."""

import time
from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from dealmecca.accounts.models import User

SEEN = "seen_at"  # in the session itself, which every request has read anyway
NOTED_EVERY = 300  # seconds


def note_session_in_use(request: HttpRequest) -> None:
    """Keep "last seen" five minutes exact: one of the few things that opening a page writes, and seldom."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) < NOTED_EVERY:
        return
    request.session[SEEN] = now
    known = UserSession.objects.filter(session_key=request.session.session_key)
    if not known.update(last_seen_at=timezone.now()):
        UserSession.objects.create_from_request(request)


@transaction.atomic
def end_session(*, actor: User, session: UserSession) -> None:
    """Sign one of the actor's own browsers out. Ended twice, it stays ended."""
    if session.user_id != actor.pk:
        raise PermissionDenied("A session is ended by whose it is.")
    _end([session.session_key])


@transaction.atomic
def end_sessions(*, user: User, but: str | None = None) -> None:
    """Sign every browser of this user out, but the one with this key."""
    sessions = UserSession.objects.filter(user=user)
    _end(sessions.exclude(session_key=but or "").values_list("session_key", flat=True))


def _end(keys: Iterable[str]) -> None:
    gone = sorted(keys)
    Session.objects.filter(session_key__in=gone).delete()
    UserSession.objects.filter(session_key__in=gone).delete()
