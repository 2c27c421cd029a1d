"""One interaction, follow-up, note or card, as far as the viewer may see it."""

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, FollowUp, Interaction, Note, NoteChange
from dealmecca.crm.models.kept import Kept, KeptQuerySet

Row = TypeVar("Row", bound=Kept)


def get_interaction(*, viewer: User, interaction_id: str, is_deleted: bool = False) -> Interaction:
    """With its people. Raises ObjectDoesNotExist, also for what others wrote for themselves."""
    rows = Interaction.objects.select_related("user", "company").prefetch_related("people__contact", "people__company")
    return _get(rows, viewer, interaction_id, is_deleted)


def get_follow_up(*, viewer: User, follow_up_id: str, is_deleted: bool = False) -> FollowUp:
    rows = FollowUp.objects.select_related("user", "contact", "company", "done_by", "handed_by", "interaction")
    return _get(rows, viewer, follow_up_id, is_deleted)


def get_note(*, viewer: User, note_id: str, is_deleted: bool = False) -> Note:
    return _get(Note.objects.select_related("user", "contact", "company"), viewer, note_id, is_deleted)


def get_deal(*, viewer: User, deal_id: str, is_deleted: bool = False) -> Deal:
    return _get(Deal.objects.select_related("user", "contact", "company"), viewer, deal_id, is_deleted)


def deal_of(*, viewer: User, contact_id: str) -> Deal | None:
    """The person's card on the board that this viewer fills: their team's, or else their own."""
    rows = Deal.objects.visible_to(viewer).filter(contact=contact_id, sales_team=viewer.sales_team_id)
    return rows.select_related("user", "contact", "company").first()


def changes_of_note(*, viewer: User, note: Note) -> list[NoteChange]:
    """Its audit, newest first, for who sees the note."""
    seen = Note.objects.visible_to(viewer).filter(pk=note.pk)
    return list(NoteChange.objects.filter(note__in=seen).select_related("user").order_by("-at", "-pk")[:100])


def team_mates(*, viewer: User) -> list[User]:
    """Whom the viewer may hand work to. No query without a team."""
    if not viewer.sales_team_id:
        return []
    mates = User.objects.filter(sales_team=viewer.sales_team_id, is_active=True).exclude(pk=viewer.pk)
    return list(mates.order_by("name", "email", "pk")[:100])


def get_mate(*, viewer: User, user_id: str) -> User:
    """A team-mate, or the viewer. Raises User.DoesNotExist for everybody else, whether they exist or not."""
    if "\0" in user_id:
        raise User.DoesNotExist
    if user_id == viewer.pk:
        return viewer
    return User.objects.filter(sales_team__isnull=False, sales_team=viewer.sales_team_id, is_active=True).get(
        pk=user_id
    )


def _get(rows: KeptQuerySet[Row], viewer: User, key: str, is_deleted: bool) -> Row:
    if "\0" in key:
        raise ObjectDoesNotExist
    if is_deleted:  # taking a deletion back: a second time finds it there already
        return rows.with_deleted_visible_to(viewer).get(pk=key)
    return rows.visible_to(viewer).get(pk=key)
