"""What the directory, its history and its search keep of a person: emptied, and the row stays as a tombstone."""

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from dealmecca.directory.actions.levels import set_levels
from dealmecca.directory.cleaning import CONTACT_FIELDS
from dealmecca.directory.models import Contact, ExternalId, FormerEmail, FormerTitle, Move, Position, RecordEvidence
from dealmecca.history.models import Change
from dealmecca.lib.text_keys import search_words
from dealmecca.privacy.forgetting.person import REMOVED, Person
from dealmecca.search.actions import forget_names

FIRST, LAST = REMOVED.split()


def forget_record(person: Person) -> None:
    """Jobs stay as spells without a title, so that past counts hold; history stays as dates without values."""
    contact = Contact.objects.get(pk=person.id)
    for name in CONTACT_FIELDS:
        setattr(contact, name, "")
    contact.first_name, contact.last_name = FIRST, LAST
    contact.name_key = contact.email_key = ""
    contact.company, contact.lead_score, contact.erased_at = None, 0, timezone.now()
    RecordEvidence.objects.filter(contact=contact).delete()
    set_levels([contact], {}, person.day)
    contact.save()
    Move.objects.filter(contact=contact).delete()
    ExternalId.objects.filter(contact=contact).delete()
    FormerEmail.objects.filter(contact=contact).delete()
    FormerTitle.objects.filter(position__contact=contact).delete()
    jobs = Position.objects.filter(contact=contact)
    jobs.filter(until=None).update(until=Greatest(F("since"), person.day))
    jobs.update(title="", department="", seniority="")
    Change.objects.filter(record_kind="contact", record_id__in=person.ids).update(fields={})
    forget_names("contact", person.id, (word for name in person.names for word in search_words(name)))
