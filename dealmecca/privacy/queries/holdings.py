"""What is kept about one person, counted: what an erasure takes away, and what stays."""

from dataclasses import dataclass

from django.db.models import Q

from dealmecca.accounts.models import Role, User
from dealmecca.directory.models import Contact, Position, RecordEvidence
from dealmecca.forum.models import ContactMention
from dealmecca.history.models import Change
from dealmecca.roster.models import Handling


@dataclass(frozen=True)
class Holding:
    """One kind of row: how many there are, and what becomes of them."""

    count: int
    one: str
    many: str
    becomes: str

    @property
    def words(self) -> str:
        """As the template's filter `tally` wants them."""
        return f"{self.one},{self.many}"


def holdings_of(*, viewer: User, contact: Contact) -> list[Holding]:
    """Without what members keep for themselves: how much that is, is theirs alone, too. Five queries at most."""
    if not (viewer.is_active and viewer.role == Role.ADMIN):
        return []
    of = Q(contact=contact.pk)
    rows = (
        (Position.objects.filter(of), "job", "jobs", "stay as dates, without title"),
        (Handling.objects.filter(of), "duty", "duties", "end today; the past shows a removed person"),
        (RecordEvidence.objects.filter(of), "piece of evidence", "pieces of evidence", "go"),
        (ContactMention.objects.filter(of), "mention in the forum", "mentions in the forum", "lose name and link"),
        (Change.objects.of("contact", contact.pk), "line of history", "lines of history", "keep the day, no value"),
    )
    found = [Holding(each.count(), one, many, becomes) for each, one, many, becomes in rows]
    return [holding for holding in found if holding.count]
