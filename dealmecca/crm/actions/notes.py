"""Writing notes down, changing them and who sees them; each change in the note's own audit."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.rows import delete, just_written, locked, one_at_a_time, restore, write_about
from dealmecca.crm.models import Note, NoteChange
from dealmecca.crm.models.notes import Visibility
from dealmecca.crm.permissions import can_change_words, can_keep_records, can_share_notes, require
from dealmecca.directory.models import Company, Contact
from dealmecca.lib.written_text import cleaned_text

LONGEST = 10_000
MINE = "Only who wrote this note may change it."
NO_TEAM = "Team notes need a sales team and the Team plan."


@transaction.atomic
def write_note(
    *,
    actor: User,
    text: str,
    contact: Contact | None = None,
    company: Company | None = None,
    visibility: Visibility = Visibility.PRIVATE,
) -> tuple[Note, bool]:
    """The note, and whether it is new: the same within half a minute is one. Raises ValidationError."""
    require(can_keep_records(actor), "You may not write notes.")
    one_at_a_time(actor)
    row = Note(user=actor, text=cleaned_text(text, "text", LONGEST), sales_team_id=_team_for(actor, visibility))
    there = just_written(Note.objects.all(), actor).filter(
        text=row.text, contact=contact, company=company, sales_team_id=row.sales_team_id
    ).first()  # fmt: skip
    if there:
        return there, False
    write_about(row, contact, company)
    row.save(force_insert=True)
    return row, True


@transaction.atomic
def edit_note(*, actor: User, note: Note, text: str | None = None, visibility: Visibility | None = None) -> Note:
    """Change what is given. Saving the same again writes nothing."""
    row = locked(Note.objects.all(), actor, note)
    require(can_change_words(actor, row), MINE)
    changes = []
    if text is not None:
        changes.append(("text", row.text, cleaned_text(text, "text", LONGEST)))
        row.text = changes[-1][2]
    if visibility is not None:
        old = row.visibility
        if visibility != old:
            row.sales_team_id = _team_for(actor, visibility)
        changes.append(("visibility", old.value, row.visibility.value))
    now = timezone.now()
    told = [
        NoteChange(note=row, user=actor, what=what, old=old_text, new=new_text, at=now)
        for what, old_text, new_text in changes
        if old_text != new_text
    ]
    if told:
        row.updated_at = now
        row.save()
        NoteChange.objects.bulk_create(told)
    return row


@transaction.atomic
def delete_note(*, actor: User, note: Note) -> None:
    """Hidden at once; `restore_note` takes it back within a day."""
    row = locked(Note.objects.all(), actor, note)
    require(can_change_words(actor, row), MINE)
    delete(row)


@transaction.atomic
def restore_note(*, actor: User, note: Note) -> None:
    row = locked(Note.objects.all(), actor, note, is_deleted=True)
    require(can_change_words(actor, row), MINE)
    restore(row)


def _team_for(actor: User, visibility: Visibility) -> str | None:
    if visibility == Visibility.PRIVATE:
        return None
    if not can_share_notes(actor):
        raise ValidationError({"visibility": [NO_TEAM]})
    return actor.sales_team_id
