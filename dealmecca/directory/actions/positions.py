"""Positions kept in step with contacts: called for every write of people, inside its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dealmecca.database.bulk import insert_rows, insert_values, update_rows
from dealmecca.directory.models import Contact, FormerTitle, Move, Position
from dealmecca.lib.ids import new_id

if TYPE_CHECKING:
    from dealmecca.directory.actions.batches import ContactWrite
    from dealmecca.directory.permissions import Actor

JOB = ("title", "department", "seniority")
AT_ONCE = 500


def keep_positions(writes: Sequence[ContactWrite], *, actor: Actor, now: datetime) -> None:
    """A new person opens a position; another company closes one and opens one; another title is kept with its day."""
    today = timezone.localdate(now)
    new = [write for write in writes if write.is_new and _company(write)]
    if new:
        insert_values(Position, _COLUMNS, map(_values, new))
    changed = [write for write in writes if not write.is_new and {"company_id", *JOB} & set(write.changes)]
    for start in range(0, len(changed), AT_ONCE):
        _keep_changed(changed[start : start + AT_ONCE], actor, now, today)


def _keep_changed(writes: Sequence[ContactWrite], actor: Actor, now: datetime, today: date) -> None:
    present = Position.objects.filter(contact__in=[write.contact.id for write in writes], until=None)
    open_now = {position.contact_id: position for position in present}
    ended, retitled, opened, titles, moves = [], [], [], [], []
    for write in writes:
        position = open_now.get(write.contact.id)
        if position and "company_id" not in write.changes:
            if position.since < today:
                titles.append(former_title(position, today))
            for name in JOB:
                setattr(position, name, getattr(write.contact, name))
            retitled.append(position)
            continue
        new = _position(write, write.since or today) if _company(write) else None
        if new:
            opened.append(new)
        moves.append(_move(write, position, new, actor, now))
        if position:
            position.until = write.since or today
            position.since = min(position.since, position.until)  # we had only first known of it when it was over
            ended.append(position)
    update_rows(Position, ended, ["since", "until"])
    update_rows(Position, retitled, JOB)
    insert_rows(FormerTitle, titles)
    insert_rows(Position, opened)
    insert_rows(Move, moves)


def _company(write: ContactWrite) -> str | None:
    return write.contact.company_id


def _day_known(write: ContactWrite) -> date:
    return write.since or timezone.localdate(write.contact.created_at)


_COLUMNS = ("id", "contact_id", "company_id", "since", "is_since_known", "until", *JOB)


def _values(write: ContactWrite) -> tuple[Any, ...]:
    """What `_position` holds, as a row: millions of people may come in at once."""
    contact: Any = write.contact
    job = (contact.title, contact.department, contact.seniority)
    return (new_id(), contact.id, contact.company_id, _day_known(write), write.since is not None, None, *job)


def _position(write: ContactWrite, since: date) -> Position:
    contact: Any = write.contact
    return Position(
        contact=contact,
        company_id=contact.company_id,
        since=since,
        is_since_known=write.since is not None,
        **{name: getattr(contact, name) for name in JOB},
    )


def former_title(position: Position, today: date) -> FormerTitle:
    """Unsaved: what the position is called now, as what it was called until today."""
    return FormerTitle(position=position, until=today, **{name: getattr(position, name) for name in JOB})


def _move(write: ContactWrite, closed: Position | None, opened: Position | None, actor: Actor, now: datetime) -> Move:
    contact: Contact = write.contact
    before: dict[str, Any] = {name: list(pair) for name, pair in write.changes.items() if name != "company"}
    before["updated_at"] = [write.updated_before.isoformat() if write.updated_before else None, now.isoformat()]
    if closed:
        before["closed_since"] = [closed.since.isoformat(), None]
    return Move(
        contact=contact,
        closed=closed,
        opened=opened,
        before=before,
        moved_on=write.since or timezone.localdate(now),
        recorded_at=now,
        recorded_by_id=actor.pk if actor else None,
    )
