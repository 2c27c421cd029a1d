"""What is kept to take something back, and what the person asked for themselves: neither brings them back."""

from dealmecca.imports.actions import forget_record as forget_images
from dealmecca.privacy.forgetting.person import Person
from dealmecca.privacy.models import PersonLink, PersonWish
from dealmecca.quality.actions.forgetting import forget_record as forget_merges


def forget_requests(person: Person) -> None:
    PersonWish.objects.filter(contact=person.id).delete()
    PersonLink.objects.filter(contact=person.id).delete()


def forget_undoing(person: Person) -> None:
    """An import can still be undone, without them; a merge that they were part of cannot."""
    for one in person.ids:
        forget_images("contact", one)
    forget_merges(kind="contact", record_id=person.id)
