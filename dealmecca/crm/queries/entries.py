"""What a viewer wrote down and planned about one person or company, read in a single query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, DateField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import Deal, FollowUp, Interaction, InteractionContact, Note
from dealmecca.crm.vocabularies import INTERACTION_KIND, OUTCOME, STATUS
from dealmecca.directory.models import Company, Contact

SHOWN = 5
READ = 40
_CARD, _OPEN, _ENTRY = 0, 1, 2  # what comes first


@dataclass(frozen=True)
class Entry:
    """One line: `what` is interaction, note, follow_up or deal; `code` its kind, visibility or step."""

    what: str
    id: str
    at: datetime
    text: str
    code: str
    outcome: str
    who: str
    user_id: str
    author: str
    is_own: bool
    is_team: bool
    due_on: date | None
    due_at: datetime | None
    zone: ZoneInfo

    @property
    def did(self) -> str:
        """After the author's name: "called, no answer"."""
        verb = {
            "CALL": "called", "EMAIL": "emailed", "MEETING": "met", "LINKEDIN_MESSAGE": "wrote on LinkedIn",
            "TEXT": "texted", "IN_PERSON": "met in person", "EVENT": "met at an event", "OTHER": "were in touch",
        }.get(self.code, "noted" if self.what == "note" else "did")  # fmt: skip
        if self.code == "OTHER" and not self.is_own:
            verb = "was in touch"
        return f"{verb}, {OUTCOME.label(self.outcome).lower()}" if self.outcome else verb

    @property
    def kind_label(self) -> str:
        return INTERACTION_KIND.label(self.code)

    @property
    def status_label(self) -> str:
        return STATUS.label(self.code)

    @property
    def days_late(self) -> int:
        """How many days ago it was due, as the viewer counts days; below 0 it is to come."""
        due = self.due_at.astimezone(self.zone).date() if self.due_at else self.due_on
        return (timezone.localdate(timezone=self.zone) - due).days if due else 0


@dataclass(frozen=True)
class Block:
    """`entries` are the newest, `follow_ups` all that is open; `deal` is the person's card."""

    deal: Entry | None
    follow_ups: list[Entry]
    entries: list[Entry]
    has_more: bool


def block_for(*, viewer: User, record: Contact | Company) -> Block:
    """One query, whatever there is."""
    rows = [_entry(viewer, row) for row in _all(viewer, record)]
    entries = [row for rank, row in rows if rank == _ENTRY]
    cards = [row for rank, row in rows if rank == _CARD]
    own_board = [card for card in cards if card.is_team == bool(viewer.sales_team_id)]
    return Block(
        deal=next(iter(own_board or cards), None),
        follow_ups=sorted(
            (row for rank, row in rows if rank == _OPEN), key=lambda row: (row.due_on or date.max, row.id)
        ),
        entries=entries[:SHOWN],
        has_more=len(entries) > SHOWN,
    )


def _all(viewer: User, record: Contact | Company) -> Sequence[tuple[Any, ...]]:
    """Branches of one shape; the literals carry their types, which PostgreSQL wants of every branch."""
    about = Q(contact=record) if isinstance(record, Contact) else Q(company=record)
    notes = _columns(Note.objects.visible_to(viewer).filter(about), "note", _ENTRY, at="created_at", who="contact_name")
    follow_ups = FollowUp.objects.visible_to(viewer).filter(about)
    open_ones = _columns(
        follow_ups.filter(done_at=None), "follow_up", _OPEN, at="created_at", who="contact_name", due=True
    )
    done = _columns(follow_ups.filter(done_at__isnull=False), "follow_up", _ENTRY, at="done_at", who="contact_name")
    met = _columns(
        met_rows(viewer, record), "interaction", _ENTRY, at="happened_at", code="kind", outcome="outcome",
        who=_other(record),
    )  # fmt: skip
    branches = [open_ones, done, notes, met]
    if isinstance(record, Contact):
        cards = Deal.objects.visible_to(viewer).filter(contact=record)
        branches.append(
            _columns(cards, "deal", _CARD, at="status_at", code="status", who="contact_name", text=Value(""))
        )
    return list(branches[0].union(*branches[1:], all=True).order_by("rank", "-moment", "-key")[:READ])


def met_rows(viewer: User, record: Contact | Company) -> QuerySet[Interaction]:
    """Interactions with a person; with a company's people of that day, or about it."""
    rows = Interaction.objects.visible_to(viewer)
    if isinstance(record, Contact):
        return rows.filter(pk__in=InteractionContact.objects.filter(contact=record).values("interaction"))
    there = InteractionContact.objects.filter(company=record).values("interaction")
    return rows.filter(Q(company=record) | Q(pk__in=there))


def _other(record: Contact | Company) -> Any:
    """Somebody else who took part, or for a company somebody who did."""
    people = InteractionContact.objects.filter(interaction=OuterRef("pk")).order_by("pk")
    if isinstance(record, Contact):
        people = people.exclude(contact=record)
    return Coalesce(Subquery(people.values("contact_name")[:1]), Value(""), output_field=CharField())


def _columns(rows: QuerySet[Any], what: str, rank: int, *, at: str, who: Any, due: bool = False, **other: Any) -> Any:
    text = other.get("text") or F("text")
    code, outcome = other.get("code"), other.get("outcome")
    return rows.order_by().annotate(
        rank=Value(rank),
        what=Value(what, CharField()),
        key=Cast("pk", CharField()),
        moment=F(at),
        words=Cast(text, TextField()),
        code=F(code) if code else Value("", CharField()),
        came_of_it=F(outcome) if outcome else Value("", CharField()),
        with_whom=F(who) if isinstance(who, str) else who,
        day=F("due_on") if due else Cast(Value(None), DateField()),
        hour=F("due_at") if due else Cast(Value(None), DateTimeField()),
    ).values_list(
        "rank", "what", "key", "moment", "words", "code", "came_of_it", "with_whom", "day", "hour",
        "user_id", "user__name", "user__email", "sales_team_id",
    )  # fmt: skip


def _entry(viewer: User, row: tuple[Any, ...]) -> tuple[int, Entry]:
    rank, what, key, at, text, code, outcome, who, due_on, due_at, user_id, name, email, team_id = row
    author = "You" if user_id == viewer.pk else name or email.partition("@")[0]
    is_own = user_id == viewer.pk
    return rank, Entry(
        what, key, at, text, code, outcome, who, user_id, author, is_own, bool(team_id), due_on, due_at, viewer.zone
    )
