"""The same events, recorded in the database and in plain Python, and the same questions asked of both."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import time_machine
from django.core.exceptions import ValidationError

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact, move_contact, undo_move
from dealmecca.directory.models import Contact, Move, Position
from dealmecca.directory.vocabularies import seniority_in_title
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.roster.actions.duty_merges import merge_duties, undo_merge
from dealmecca.roster.actions.handlings import end_handling, record_handling
from dealmecca.roster.actions.partnerships import end_partnership, record_partnership
from dealmecca.roster.actions.reporting import set_manager
from dealmecca.roster.actions.reports import report, withdraw
from dealmecca.roster.actions.teams import create_team, join_team, leave_team
from dealmecca.roster.models import Duty, DutyMerge, Evidence, Handling, Membership, Partnership, Said
from dealmecca.roster.queries import ClaimFilter, accounts_of, agencies_of, find_claims, memberships_of, reports_of
from dealmecca.roster.queries.claims import former_titles
from tests.cast import make_ana, make_ben, make_cleo
from tests.factories import make_company, make_contact
from tests.roster.replay import World
from tests.roster.replay_rows import Refused

START = date(2024, 6, 3)
TITLES = ("Director of Media", "VP Media", "Media Supervisor")
DUTIES = ("CTV", "Audio", "Planning")
HOW = ("SPOKE", "PRESS", "OTHER")
SAID = ("CONFIRMED", "LEFT", "WRONG", "CONFIRMED")
EMPLOYED = [(1, TITLES[0]), (0, TITLES[1]), (2, TITLES[2]), (3, TITLES[0])]
AGENCIES, ADVERTISERS = (0, 2), (3, 4)
HERE: dict[str, Any] = {"door": Door.SYSTEM}
Event = tuple[str, int, int, int, int, int | None, bool]
"""kind, days since the event before, three choices, days ago (None: not said), one more choice"""
KINDS = (
    "move move undo_move retitle win win win lose start start start start start end say say say withdraw join join "
    "leave manage manage merge unmerge"
).split()


class Roster:
    """`record` writes an event to both and says whether they agree; `answers` and `expected` are the two readings."""

    def __init__(self) -> None:
        with at(START):
            names = ("Halden & Pike", "Halden & Pike Chicago", "Larkspur & Vane", "Kestrel Cola", "Tallgrass Bank")
            self.companies = [make_company(name) for name in (names[0], *names[2:])]
            self.companies.insert(1, make_company(names[1], parent=self.companies[0]))
            people = [make_contact(f"Person{n} Example", self.companies[at_], title=title)
                      for n, (at_, title) in enumerate(EMPLOYED)]  # fmt: skip
            first, _, second, kestrel, bank = self.companies
            self.teams = [
                create_team(actor=None, kind="CLIENT", name=name, company=company, account=account, since=START, **HERE)
                for name, company, account in (("Kestrel", first, kestrel), ("Bank", second, bank))
            ]
        self.people = [person.pk for person in people]
        self.users: list[User | None] = [None, make_ana(), make_ben(), make_cleo()]
        User.objects.filter(email__startswith="cleo").update(email="cleo@elsewhere.example")
        self.users[3] = User.objects.get(email="cleo@elsewhere.example")
        self.duties = {name: Duty.objects.get(name=name) for name in DUTIES}
        self.begin()

    def begin(self) -> None:
        """An empty history; the database has to be rolled back to where it was."""
        self.today, self.second = START, 0
        employers = ["operator", "example.com", "example.com", "elsewhere.example"]
        self.world = World(START.toordinal(), EMPLOYED, employers, {0: {0, 1}, 2: {2}})

    def record(self, event: Event) -> None:
        kind, gap, a, b, c, back, flag = event
        self.today += timedelta(gap)
        self.second += 1
        self.world.today = self.today.toordinal()
        past = None if back is None else self.today - timedelta(back)
        outcomes = []
        with at(self.today, self.second):
            for side in ("told", "wrote"):
                try:
                    getattr(self, f"{side}_{kind}")(a, b, c, past, flag)
                    outcomes.append("done")
                except (Refused, ValidationError, Conflict) as refusal:
                    outcomes.append("refused")
                    told = str(refusal)
        assert len(set(outcomes)) == 1, (event, outcomes, "refused" in outcomes and told)

    def person(self, n: int) -> Contact:
        return Contact.objects.select_related("company").get(pk=self.people[n % 4])

    def told_move(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        company = None if b % 11 == 10 else b % 5
        self.world.move(a % 4, company, (past or self.today).toordinal(), TITLES[c % 3])

    def wrote_move(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        company_id = None if b % 11 == 10 else self.companies[b % 5].pk
        move_contact(
            actor=None, contact=self.person(a), company_id=company_id, moved_on=past or self.today,
            values={"title": TITLES[c % 3]}, **HERE,
        )  # fmt: skip

    def told_undo_move(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if self.world.moves:
            self.world.undo_move(self.world.moves[-1 - b % min(2, len(self.world.moves))])

    def wrote_undo_move(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if moves := list(Move.objects.order_by("pk")):
            undo_move(actor=None, move=moves[-1 - b % min(2, len(moves))], **HERE)

    def told_retitle(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        self.world.retitle(a % 4, TITLES[c % 3])

    def wrote_retitle(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        edit_contact(actor=None, contact=self.person(a), values={"title": TITLES[c % 3]}, **HERE)

    def told_win(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        since, until = _number(past), _number(_later(past, self.today) if c % 4 == 3 else None)
        self.world.win(AGENCIES[a % 2], ADVERTISERS[b % 2], since, flag, c % 3 == 0, until)

    def wrote_win(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        record_partnership(
            actor=None, agency=self.companies[AGENCIES[a % 2]], advertiser=self.companies[ADVERTISERS[b % 2]],
            discipline="MEDIA", market="US", is_aor=flag, since=past, replaces=c % 3 == 0,
            until=_later(past, self.today) if c % 4 == 3 else None, **HERE,
        )  # fmt: skip

    def told_lose(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if rows := self.world.partnerships:
            self.world.lose(rows[a % len(rows)], (past or self.today).toordinal(), flag)

    def wrote_lose(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if row := _nth(Partnership, a):
            end_partnership(actor=None, partnership=row, until=past or self.today, with_duties=flag, **HERE)

    def told_start(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        until = _number(_later(past, self.today) if c % 5 == 4 else None)
        account, duty = ADVERTISERS[b % 2], DUTIES[c % 3 if flag else 0]
        self.world.start(b % 4, a % 4, account, duty, _number(past if c % 7 else None), until, HOW[c % 3])

    def wrote_start(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        record_handling(
            actor=self.users[b % 4], contact=self.person(a), account=self.companies[ADVERTISERS[b % 2]],
            duty=self.duties[DUTIES[c % 3 if flag else 0]], since=past if c % 7 else None, how=HOW[c % 3],
            until=_later(past, self.today) if c % 5 == 4 else None, **HERE,
        )  # fmt: skip

    def told_end(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if rows := self.world.handlings:
            self.world.end(rows[a % len(rows)], (past or self.today).toordinal())

    def wrote_end(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if row := _nth(Handling, a):
            end_handling(actor=None, handling=row, until=past or self.today, **HERE)

    def told_say(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if rows := self.world.handlings:
            self.world.say(b % 4, rows[a % len(rows)], SAID[c % 4], HOW[b % 3])

    def wrote_say(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if row := _nth(Handling, a):
            report(actor=self.users[b % 4], handling=row, said=Said(SAID[c % 4]), how=HOW[b % 3], **HERE)

    def told_withdraw(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if words := self.world.words:
            self.world.withdraw(1 + b % 3, words[a % len(words)])

    def wrote_withdraw(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if word := _nth(Evidence, a):
            withdraw(actor=self.users[1 + b % 3], evidence=[word])

    def told_join(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        self.world.join(a % 4, b % 2, DUTIES[c % 3] if flag else None, _number(past))

    def wrote_join(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        role = self.duties[DUTIES[c % 3]] if flag else None
        join_team(actor=None, team=self.teams[b % 2], contact=self.person(a), role=role, since=past, **HERE)

    def told_leave(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if rows := self.world.places:
            rows[a % len(rows)].close((past or self.today).toordinal())

    def wrote_leave(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if row := _nth(Membership, a):
            leave_team(actor=None, membership=row, until=past or self.today, **HERE)

    def told_manage(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        self.world.manage(a % 4, None if b % 5 == 4 else b % 4, _number(past))

    def wrote_manage(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        boss = None if b % 5 == 4 else self.person(b)
        set_manager(actor=None, contact=self.person(a), manager=boss, since=past, **HERE)

    def told_merge(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        self.world.merge(DUTIES[a % 3], DUTIES[b % 3])

    def wrote_merge(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        merge_duties(actor=None, kept=self.duties[DUTIES[a % 3]], dropped=self.duties[DUTIES[b % 3]])

    def told_unmerge(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if merges := self.world.merges:
            self.world.unmerge(merges[a % len(merges)])

    def wrote_unmerge(self, a: int, b: int, c: int, past: date | None, flag: bool) -> None:
        if merge := _nth(DutyMerge, a):
            undo_merge(actor=None, merge=merge)

    def answers(self, day: date) -> dict[str, list[Any]]:
        """What the roster answers about this day."""
        ana = self.users[1]
        assert ana
        with at(self.today, self.second):
            claims = find_claims(viewer=ana, wanted=ClaimFilter(day=day))
            wins = [row for one in self.companies for row in agencies_of(viewer=ana, company=one, day=day)]
            kept = accounts_of(viewer=ana, company_ids=[one.pk for one in self.companies], day=day)
            found = Contact.objects.in_bulk(self.people)
            people = [found[key] for key in self.people]
            reports = [reports_of(viewer=ana, contact=person, day=day) for person in people]
            places = [memberships_of(viewer=ana, contact=person, day=day) for person in people]
            jobs = list(Position.objects.visible_to(ana).on(day))
            titles = former_titles([job.pk for job in jobs], day)
        assert sorted(row.pk for row in wins) == sorted(row.pk for row in kept)
        name, firm = self.people.index, [company.pk for company in self.companies].index
        return {
            "claims": sorted(
                (
                    name(one.contact.pk), firm(one.company.pk), one.title, firm(one.account.pk), one.duty.name,
                    one.since.toordinal(), _number(one.until), one.confidence, one.standing.confirmed_by,
                    one.standing.denied_by,
                )
                for one in claims
            ),
            "partnerships": sorted((firm(row.agency_id), firm(row.advertiser_id), row.is_aor) for row in wins),
            "jobs": sorted(
                (name(job.contact_id), firm(job.company_id), titles.get(job.pk, job).title) for job in jobs
            ),
            "teams": sorted(
                (n, self.teams.index(row.team), row.role.name if row.role else "")
                for n, rows in enumerate(places) for row in rows
            ),
            "managers": [
                (n, name(one.manager.contact_id), one.is_vacant) for n, one in enumerate(reports) if one.manager
            ],
            "below": sorted((name(job.contact_id), n) for n, one in enumerate(reports) for job in one.below),
        }  # fmt: skip

    def expected(self, day: date) -> dict[str, list[Any]]:
        """What it should answer."""
        world, at_ = self.world, day.toordinal()
        rows = [row for row in world.handlings if not row.folded and at_ in row.days and at_ < row.job.end]
        lines = [line for line in world.lines if at_ in line.days and at_ < line.job.end]
        return {
            "claims": sorted(
                (
                    row.job.person, row.job.company, row.job.title_on(at_), row.account, row.duty, row.since,
                    min(row.end, row.job.end) if min(row.end, row.job.end) < 10**7 else None,
                    *world.sure(row, seniority_in_title(row.job.title_on(at_)), at_),
                )
                for row in rows
            ),
            "partnerships": sorted((p.agency, p.advertiser, p.is_aor) for p in world.partnerships if at_ in p.days),
            "jobs": sorted((job.person, job.company, job.title_on(at_)) for job in world.jobs if at_ in job.days),
            "teams": sorted(
                (p.job.person, p.team, p.role or "") for p in world.places if at_ in p.days and at_ < p.job.end
            ),
            "managers": sorted((line.job.person, line.boss.person, line.boss.end <= at_) for line in lines),
            "below": sorted((line.job.person, line.boss.person) for line in lines if at_ < line.boss.end),
        }  # fmt: skip


def at(day: date, second: int = 0) -> Any:
    return time_machine.travel(datetime.combine(day, time(12), UTC) + timedelta(seconds=second), tick=False)


def _number(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _later(past: date | None, today: date) -> date:
    """A last day: halfway between a first day and today, or today."""
    return past + (today - past) / 2 if past else today


def _nth(model: Any, n: int) -> Any:
    rows = list(model.objects.order_by("pk"))
    return rows[n % len(rows)] if rows else None
