"""The signed links that stop mail without a log-in: each names one member and one topic, and opens nothing else."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import ALWAYS, DIGESTS, Cadence, Kind

_SALT = "dealmecca.unsubscribe"
_UNDO = "dealmecca.unsubscribe.undo"


@dataclass(frozen=True)
class Topic:
    """One kind of mail, or one digest with everything in it."""

    name: str

    @property
    def label(self) -> str:
        """As it stands after "No more mail:"."""
        if self.name in DIGESTS:
            return f"the digest that comes {Cadence(self.name).label.lower()}"
        return Kind(self.name).label.lower()

    @property
    def is_known(self) -> bool:
        return self.name in DIGESTS or (self.name in Kind.values and Kind(self.name) not in ALWAYS)


def unsubscribe_url(user: User, topic: str) -> str:
    token = signing.dumps([user.pk, topic], salt=_SALT, compress=False)
    return urljoin(settings.SITE_URL, reverse("notifications:unsubscribe", args=[token]))


def read_token(token: str) -> tuple[str, Topic] | None:
    """The member's id and the topic. It never runs out: mail is read late, and the law knows no date either."""
    try:
        user_id, name = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    topic = Topic(str(name))
    return (str(user_id), topic) if topic.is_known else None


def undo_token(user_id: str, was: dict[str, str]) -> str:
    """What each kind of mail was before it was stopped."""
    return signing.dumps([user_id, was], salt=_UNDO)


def read_undo_token(token: str) -> tuple[str, dict[str, str]] | None:
    try:
        user_id, was = signing.loads(token, salt=_UNDO, max_age=24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(user_id), dict(was)
