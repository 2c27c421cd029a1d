"""What was said about one handling, and which of it a member may take back."""

from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.roster.models import Evidence, Handling, Said

MOST = 200


def evidence_of(*, viewer: User, handling: Handling) -> list[Evidence]:
    """The words that count, newest first."""
    visible = Handling.objects.visible_to(viewer)
    rows = Evidence.objects.filter(handling=handling, handling__in=visible, withdrawn_at=None)
    return list(rows.order_by("-said_on", "-pk")[:MOST])


def own_words_today(*, viewer: User, handling: Handling) -> list[Evidence]:
    """What the viewer recorded about it today; "left" was said about every duty of that job."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    about = Q(handling=handling) | Q(said=Said.LEFT, handling__position=handling.position_id)
    return list(Evidence.objects.filter(about, user=viewer.pk, withdrawn_at=None, recorded_at__gte=midnight))
