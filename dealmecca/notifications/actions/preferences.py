"""Choosing what one is told and how; stopping mail by a link, and taking that back."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from dealmecca.accounts.models import User
from dealmecca.notifications.kinds import ALWAYS, DIGESTS, IN_FEED, Cadence, Channels, Kind, cadences
from dealmecca.notifications.models import Notification, Preference
from dealmecca.notifications.queries.preferences import channels_of


@transaction.atomic
def set_preferences(*, actor: User, wanted: Mapping[Kind, Channels]) -> None:
    """Kinds that are left out stay as they are. What waits for a digest follows the choice.

    Raises ValidationError for a cadence that a kind does not have, and for the kinds that nobody may miss.
    """
    for kind, (in_app, mail) in wanted.items():
        if kind in ALWAYS or mail not in cadences(kind) or (kind in IN_FEED and not in_app):
            raise ValidationError({f"mail_{kind}": ["This cannot be chosen here."]})
    is_now = channels_of(viewer=actor)
    for kind, channels in wanted.items():
        if channels == is_now[kind]:
            continue
        Preference.objects.update_or_create(
            user=actor, kind=kind, defaults={"in_app": channels.in_app, "mail": channels.mail}
        )
        waiting = Notification.objects.filter(user=actor, kind=kind, mail_by__in=DIGESTS, mailed_at=None)
        if channels.mail != Cadence.NOW:  # what waits goes with the digest that was chosen when it was told
            waiting.update(mail_by=channels.mail if channels.mail in DIGESTS else "")


@transaction.atomic
def stop_mail(*, actor: User, topic: str) -> dict[str, str]:
    """No more mail of one kind, or of everything in one digest. Returns what it was, for `restore_mail`."""
    is_now = channels_of(viewer=actor)
    stopped = {
        kind: channels
        for kind, channels in is_now.items()
        if topic in (kind, channels.mail) and kind not in ALWAYS and channels.mail != Cadence.NEVER
    }
    set_preferences(
        actor=actor, wanted={kind: Channels(in_app, Cadence.NEVER) for kind, (in_app, _) in stopped.items()}
    )
    return {kind.value: channels.mail.value for kind, channels in stopped.items()}


@transaction.atomic
def restore_mail(*, actor: User, was: Mapping[str, str]) -> None:
    is_now = channels_of(viewer=actor)
    wanted = {Kind(kind): Channels(is_now[Kind(kind)].in_app, Cadence(mail)) for kind, mail in was.items()}
    set_preferences(actor=actor, wanted=wanted)
