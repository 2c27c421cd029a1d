"""What sellers wrote and kept about a person: their texts go, the fact that something was done stays."""

from django.db.models import Count

from dealmecca.crm.models import (
    Deal,
    FollowUp,
    Interaction,
    InteractionContact,
    LeadScore,
    Note,
    NoteChange,
    RecordView,
)
from dealmecca.following.models import Follow
from dealmecca.notifications.models import Mail, Notification
from dealmecca.privacy.forgetting.person import REMOVED, Person
from dealmecca.saved.models import SavedMatch, SavedNews


def forget_work(person: Person) -> None:
    """Notes and interactions about them alone lose their text; where others took part, only their name goes."""
    mine = {"contact": person.id}
    NoteChange.objects.filter(note__contact=person.id).update(old="", new="")
    Note.objects.filter(**mine).update(text=REMOVED, contact_name=REMOVED)
    FollowUp.objects.filter(**mine, done_at=None).delete()
    FollowUp.objects.filter(**mine).update(text=REMOVED, contact_name=REMOVED)
    Deal.objects.filter(**mine).update(contact_name=REMOVED)
    LeadScore.objects.filter(**mine).delete()
    took_part = InteractionContact.objects.filter(**mine)
    with_them = Interaction.objects.filter(pk__in=took_part.values("interaction")).annotate(size=Count("people"))
    for row in with_them.order_by("pk"):
        text = person.mend_closely(row.text) if row.size > 1 else ""
        Interaction.objects.filter(pk=row.pk).update(text=text)
    FollowUp.objects.filter(interaction__people__contact=person.id).exclude(**mine).filter(done_at=None).update(
        text=REMOVED
    )
    took_part.update(contact_name=REMOVED, title="")


def forget_watching(person: Person) -> None:
    """Who follows them, looked at them or found them by a saved search."""
    Follow.objects.filter(record_kind="contact", record_id=person.id).delete()
    RecordView.objects.filter(record_kind="contact", record_id=person.id).delete()
    SavedMatch.objects.filter(record_id=person.id).delete()
    SavedNews.objects.filter(record_id=person.id).delete()


def forget_notices(person: Person) -> None:
    """What members were told of them, and every mail to or about them that still stands in the outbox."""
    Notification.objects.filter(link__contains=f"/people/{person.id}").delete()
    Mail.objects.filter(text__contains=f"/people/{person.id}").delete()
    emails = [address.identity for address in person.addresses if address.kind == "EMAIL"]
    Mail.objects.filter(user=None, address__in=[*emails, *person.points]).delete()
