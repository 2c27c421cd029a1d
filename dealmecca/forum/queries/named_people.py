"""The directory's people, as the machine that reads posts takes them."""

from collections.abc import Iterator

from dealmecca.accounts.models import User
from dealmecca.directory.models import Contact
from dealmecca.forum.reading import Person


def named_people(*, viewer: User) -> Iterator[Person]:
    """Everybody whom this viewer may see; nobody who is suppressed. One query, read in pieces."""
    rows = Contact.objects.visible_to(viewer).order_by("pk")
    columns = ("pk", "first_name", "last_name", "company", "title")
    for pk, first, last, company, title in rows.values_list(*columns).iterator(chunk_size=5_000):
        yield Person(pk, first, last, company or "", title)
