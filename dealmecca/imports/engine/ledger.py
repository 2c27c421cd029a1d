"""What is recorded already about the accounts of a batch, and what its rows add: decided in memory, written in one go.

A preview and the run decide by the same entries, so that both count alike; the writing is the roster's own actions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from dealmecca.directory.models import Company, Position
from dealmecca.directory.permissions import Actor
from dealmecca.history.models import Door
from dealmecca.imports.engine.known import KnownContact, Shelf
from dealmecca.imports.engine.matching import Refused
from dealmecca.imports.engine.statements import Statement
from dealmecca.imports.engine.tally import CREATED, UNCHANGED, UPDATED
from dealmecca.lib.conflicts import Conflict
from dealmecca.roster.actions.days import checked_spell
from dealmecca.roster.actions.handlings import end_handling, job_on, record_handling
from dealmecca.roster.actions.partnerships import clash_with, record_partnership, says_the_same
from dealmecca.roster.models import Duty, Evidence, Handling, Partnership, Said

Writing = Callable[[Actor, str], Any]  # (actor, batch)


@dataclass(frozen=True)
class Planned:
    """A write that belongs to a row of the file."""

    row: int
    write: Writing
    about: tuple[str, str]  # kind and id of the record that it is written on


class Ledger:
    """`actor` is whose word counts as said already. Like the shelf, a dry run keeps it and a real run empties it."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.clear()

    def clear(self) -> None:
        self._partnerships: dict[tuple[str, str, str], dict[str, Partnership]] = defaultdict(dict)
        self._handlings: dict[tuple[str, str, str], dict[str, Handling]] = defaultdict(dict)
        self._accounts: set[str] = set()
        self._jobs: dict[str, list[Position]] = {}
        self._said: set[tuple[str, date]] = set()
        self.planned: list[Planned] = []

    def load(self, shelf: Shelf, statements: Sequence[Statement]) -> None:
        """The shelf holds all records that these may mean. Four queries at most."""
        self.planned = []
        if any(statement.agency for statement in statements):
            accounts = set(shelf.companies) - self._accounts
            self._accounts |= accounts
            rows = Partnership.objects.filter(advertiser__in=accounts).select_related("agency", "advertiser")
            for row in rows:
                self._partnerships[row.advertiser_id, row.discipline, row.market][row.pk] = row
        if any(statement.duty for statement in statements):
            self._load_handlings([key for key in shelf.contacts if key not in self._jobs])

    def _load_handlings(self, contacts: list[str]) -> None:
        self._jobs |= {key: [] for key in contacts}
        for job in Position.objects.filter(contact__in=contacts).select_related("company"):
            self._jobs[job.contact_id].append(job)
        held = list(Handling.objects.filter(contact__in=contacts, folded_into=None))
        for row in held:
            self._handlings[row.position_id, row.account_id, row.duty_id][row.pk] = row
        words = Evidence.objects.filter(handling__in=held, said=Said.CONFIRMED, user=self.actor, withdrawn_at=None)
        self._said.update(words.values_list("handling_id", "said_on"))

    def take_partnership(self, row: int, said: Statement, agency: Company, advertiser: Company) -> str:
        """The outcome. Raises Refused when another agency is of record, or this one in another way."""
        first, is_known, until = checked_spell(said.since, said.until)
        entries = self._partnerships[advertiser.pk, said.discipline, said.market]
        for there in _overlapping(entries.values(), first, until):
            if says_the_same(there, agency=agency, is_aor=said.is_aor, until=until):
                return UNCHANGED
            if clash := clash_with(there, agency=agency, advertiser=advertiser, is_aor=said.is_aor):
                raise Refused("account.agency", clash)
        new = Partnership(
            agency=agency, advertiser=advertiser, discipline=said.discipline, market=said.market, is_aor=said.is_aor,
            since=first, is_since_known=is_known, until=until,
        )  # fmt: skip
        entries[new.pk] = new

        def write(actor: Actor, batch: str) -> None:
            record_partnership(
                actor=actor, door=Door.IMPORT, agency=agency, advertiser=advertiser, discipline=said.discipline,
                market=said.market, is_aor=said.is_aor, since=said.since, until=said.until, source=said.source,
                how=said.how, batch=batch,
            )  # fmt: skip

        self.planned.append(Planned(row, write, ("company", advertiser.pk)))
        return CREATED

    def take_handling(self, row: int, said: Statement, known: KnownContact, account: Company, duty: Duty) -> str:
        """The outcome. A row that gives no day of confirmation confirms nothing that is recorded already.

        Raises Refused when no job is known in that time.
        """
        contact, today = known.record, timezone.localdate()
        first, is_known, until = checked_spell(said.since, said.until)
        try:
            job = job_on(self._career(known), contact, first if is_known else None)
        except ValidationError as error:
            raise Refused("account.since" if is_known else "", error.messages[0]) from None
        entries = self._handlings[job.pk, account.pk, duty.pk]
        there = next(iter(_overlapping(entries.values(), first, until)), None)
        heard_on = said.confirmed_on or today
        is_new, is_ended = there is None, False
        if there is None:
            there = Handling(
                contact=contact, position=job, account=account, duty=duty, since=first, is_since_known=is_known,
                until=until,
            )  # fmt: skip
            entries[there.pk] = there
        elif until and until <= today and there.since <= until and (there.until is None or there.until > until):
            is_ended, there.until = True, until
        is_confirmed = bool(said.confirmed_on) and (there.pk, heard_on) not in self._said
        if is_new or is_confirmed:
            self._said.add((there.pk, heard_on))

            def write(actor: Actor, batch: str) -> None:
                record_handling(
                    actor=actor, door=Door.IMPORT, contact=contact, account=account, duty=duty, since=said.since,
                    until=said.until, how=said.how, said_on=said.confirmed_on, batch=batch,
                )  # fmt: skip

            self.planned.append(Planned(row, write, ("contact", contact.pk)))
        if is_ended and until:
            handling, last = there, until
            self.planned.append(
                Planned(
                    row,
                    lambda actor, batch: end_handling(
                        actor=actor, door=Door.IMPORT, handling=handling, until=last, batch=batch
                    ),
                    ("contact", contact.pk),
                )
            )
        return CREATED if is_new else UPDATED if is_ended or is_confirmed else UNCHANGED

    def _career(self, known: KnownContact) -> list[Position]:
        """The person's jobs as they will be once the batch is written: see directory.actions.positions."""
        contact, today = known.record, timezone.localdate()
        jobs = self._jobs.setdefault(contact.pk, [])
        present = next((job for job in jobs if job.until is None), None)
        if (present.company_id if present else None) != contact.company_id:
            if present:
                present.until = today
                present.since = min(present.since, today)
            if contact.company_id:
                jobs.append(
                    Position(contact=contact, company=contact.company, since=today, is_since_known=not _is_new(known))
                )
        return jobs

    def write(self, actor: Actor, batch: str) -> list[tuple[int, str]]:
        """Write what was planned; returns (row, sentence) for what somebody else's write has made impossible."""
        refused = []
        for planned in self.planned:
            try:
                planned.write(actor, batch)
            except Conflict as error:
                refused.append((planned.row, str(error)))
            except ValidationError as error:
                refused.append((planned.row, error.messages[0]))
        self.planned = []
        return refused


def _overlapping(entries: Iterable[Any], since: date, until: date | None) -> list[Any]:
    """Those that share a day with [since, until), or are of exactly that time, the first one first."""
    found = [
        entry
        for entry in entries
        if ((entry.until is None or entry.until > since) and (until is None or entry.since < until))
        or (entry.since, entry.until) == (since, until)
    ]
    return sorted(found, key=lambda entry: (entry.since, entry.pk))


def _is_new(known: KnownContact) -> bool:
    """Whether this run made the person: the first job of somebody new begins on an unknown day."""
    return known.is_new or known.outcome == CREATED
