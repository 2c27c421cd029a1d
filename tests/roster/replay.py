"""The roster in plain Python, without a database: what the answers of the real one are held against.

A merge of duties is a change of vocabulary and no event in the world: from then on the past is told in the new words
too, and those who held both held one.
"""

from math import log, prod

from dealmecca.roster.confidence import SHARE_MOVING, USUAL_SHARE, WEIGHTS
from tests.roster.replay_rows import (
    FOREVER,
    Handling,
    Job,
    Ledger,
    Line,
    Merge,
    Move,
    Partnership,
    Place,
    Word,
    meeting,
    put,
    refuse_if,
)  # fmt: skip


class World:
    """`people` are (company, title) on the first day, `employers` of the users, `families` the offices of an agency."""

    def __init__(
        self, today: int, people: list[tuple[int, str]], employers: list[str], families: dict[int, set[int]]
    ) -> None:
        self.today = today
        self.titles = [title for _, title in people]
        self.jobs = [Job(today, person, at, False, [(0, title)]) for person, (at, title) in enumerate(people)]
        self.handlings: list[Handling] = []
        self.words: list[Word] = []
        self.partnerships: list[Partnership] = []
        self.places: list[Place] = []
        self.lines: list[Line] = []
        self.moves: list[Move] = []
        self.merges: list[Merge] = []
        self.employers, self.families = employers, families

    def present(self, person: int) -> Job | None:
        return next((job for job in self.jobs if job.person == person and job.until is None), None)

    def _working(self, person: int, since: int | None) -> Job:
        job = self.present(person)
        refuse_if(job is None)
        assert job
        refuse_if(since is not None and job.is_known and since < job.since)
        return job

    def move(self, person: int, company: int | None, day: int, title: str) -> None:
        job = self.present(person)
        refuse_if(company == (job.company if job else None))
        refuse_if(job and job.is_known and day < job.since)
        refuse_if(any(old.end > day for old in self.jobs if old.person == person and old is not job))
        opened = Job(day, person, company, True, [(0, title)]) if company is not None else None
        self.moves.append(Move(person, job, opened, job.since if job else 0, (self.titles[person], title)))
        if job:
            job.until, job.since = day, min(job.since, day)
        self.jobs += [opened] if opened else []
        self.titles[person] = title

    def undo_move(self, move: Move) -> None:
        refuse_if(move.is_undone)
        refuse_if(any(not later.is_undone for later in self._since(move) if later.person == move.person))
        jobs = [row.job for row in self.handlings] + [row.job for row in self.places]
        jobs += [job for line in self.lines for job in (line.job, line.boss)]
        refuse_if(move.opened and move.opened in jobs)
        move.is_undone = True
        if move.opened:
            self.jobs.remove(move.opened)
        if self.titles[move.person] == move.titles[1]:
            self.titles[move.person] = move.titles[0]
        if move.closed:
            move.closed.since, move.closed.until = move.since_before, None
            if move.closed.titles[-1][1] != self.titles[move.person]:
                move.closed.retitle(self.today, self.titles[move.person])

    def _since(self, move: Move) -> list[Move]:
        return self.moves[self.moves.index(move) + 1 :]

    def retitle(self, person: int, title: str) -> None:
        job = self.present(person)
        if job and self.titles[person] != title:
            job.retitle(self.today, title)
        self.titles[person] = title

    def win(
        self, agency: int, advertiser: int, since: int | None, is_aor: bool, replaces: bool, until: int | None
    ) -> Partnership:
        first = self.today if since is None else since
        rows = meeting([row for row in self.partnerships if row.advertiser == advertiser], first, until)
        ended = []
        for row in sorted(rows, key=lambda row: (row.since, self.partnerships.index(row))):
            is_own = row.agency == agency
            if is_own and row.is_aor == is_aor and until in (None, row.until):
                return row
            if not is_own and not (is_aor and row.is_aor):
                continue
            refuse_if(not replaces or row.since >= first or until is not None)
            refuse_if(row.is_aor == is_aor if is_own else row.end <= self.today)
            ended.append(row)
        for row in ended:
            row.until = first
        self.partnerships.append(Partnership(first, agency, advertiser, is_aor, until=until))
        return self.partnerships[-1]

    def lose(self, row: Partnership, day: int, with_duties: bool) -> None:
        refuse_if(day < row.since)
        if row.end <= day:
            return
        row.until = day
        for held in self.handlings if with_duties else ():
            is_theirs = held.account == row.advertiser and held.job.company in self.families[row.agency]
            if is_theirs and not held.folded and held.since <= day:
                held.close(day)

    def start(
        self, user: int, person: int, account: int, duty: str, since: int | None, until: int | None, how: str
    ) -> Handling:
        present = self.present(person)
        first = since if since is not None else min(self.today, self.today if until is None else until)
        job = present
        if (since is not None or until is not None) and not (present and first >= present.since):
            held = [old for old in self.jobs if old.person == person and first in old.days]
            refuse_if(not held and (present is None or present.is_known))
            job = held[0] if held else present
        refuse_if(job is None)
        assert job
        alike = [row for row in self.handlings if (row.job, row.account, row.duty) == (job, account, self.live(duty))]
        there = meeting([row for row in alike if not row.folded], first, until)
        row = max(there, key=lambda row: row.end, default=None)
        if row is None:
            row = Handling(first, job, account, self.live(duty), until=until)
            self.handlings.append(row)
        self._say([row], user, "CONFIRMED", how)
        return row

    def end(self, row: Handling, day: int) -> None:
        row.live.close(day)

    def say(self, user: int, row: Handling, said: str, how: str) -> None:
        row = row.live
        refuse_if(row.end <= self.today or row.job.end <= self.today)
        rows = [row]
        if said == "LEFT":
            rows = [one for one in self.handlings if one.job is row.job and not one.folded and one.end > self.today]
        self._say(rows, user, said, how)

    def _say(self, rows: list[Handling], user: int, said: str, how: str) -> None:
        for row in rows:
            mine = [w for w in self.words if (w.row, w.user, w.day, w.is_withdrawn) == (row, user, self.today, False)]
            if mine and mine[-1].said == said:
                continue
            for word in mine:
                word.is_withdrawn = word.said == said
            employer = self.employers[user]
            self.words.append(Word(row, user, employer, said != "CONFIRMED", said, how, self.today))

    def withdraw(self, user: int, word: Word) -> None:
        word.is_withdrawn |= word.user == user

    def join(self, person: int, team: int, role: str | None, since: int | None) -> Place:
        job = self._working(person, since)
        first = self.today if since is None else since
        role = self.live(role) if role else None
        rows = [row for row in self.places if (row.team, row.job) == (team, job)]
        there = next((row for row in rows if row.until is None), None)
        if there and role in (None, there.role):
            return there
        if there:
            first = max(first, there.since)
            there.until = first
        else:
            refuse_if(meeting(rows, first, None))
        self.places.append(Place(first, team, job, role))
        return self.places[-1]

    def manage(self, person: int, boss: int | None, since: int | None) -> None:
        job = self._working(person, since)
        above = self._working(boss, since) if boss is not None else None
        refuse_if(above is job)
        first = self.today if since is None else since
        lines = [line for line in self.lines if line.job is job]
        present = next((line for line in lines if line.until is None), None)
        if present and above and present.boss is above:
            return
        refuse_if(present and first < present.since)
        refuse_if(any(line.end > first for line in lines if line is not present))
        if above:
            refuse_if(any(job in self._chain(above, day) for day in range(first, self.today + 1)))
        if present:
            present.until = first
        if above:
            self.lines.append(Line(first, job, above))

    def _chain(self, job: Job, day: int) -> list[Job]:
        found: list[Job] = [job]
        while above := [line.boss for line in self.lines if line.job is found[-1] and day in line.days]:
            found += above
        return found

    def live(self, duty: str) -> str:
        while into := next((m.kept for m in self.merges if m.dropped == duty and not m.is_undone), None):
            duty = into
        return duty

    def merge(self, kept: str, dropped: str) -> None:
        refuse_if(kept == dropped or self.live(kept) != kept or self.live(dropped) != dropped)
        ledger: Ledger = []
        for place in self.places:
            if place.role == dropped:
                put(ledger, place, "role", kept)
        mine = [row for row in self.handlings if row.duty in (kept, dropped) and not row.folded]
        for job, account in {(row.job, row.account): None for row in mine}:
            rows = [row for row in mine if (row.job, row.account) == (job, account)]
            if {row.duty for row in rows} == {kept, dropped}:
                self._fold(ledger, sorted(rows, key=lambda row: row.since), kept)
        for row in self.handlings:
            if row.duty == dropped:
                put(ledger, row, "duty", kept)
        self.merges.append(Merge(kept, dropped, ledger))

    def _fold(self, ledger: Ledger, rows: list[Handling], kept: str) -> None:
        first, last = rows[0], rows[0].end
        for row in rows[1:]:
            if row.since >= last:
                put(ledger, first, "until", None if last == FOREVER else last)
                first, last = row, row.end
                continue
            said = {(w.user, w.said, w.day) for w in self.words if w.row is first and w.user and not w.is_withdrawn}
            for word in self.words:
                if word.row is row and (word.is_withdrawn or (word.user, word.said, word.day) not in said):
                    put(ledger, word, "row", first)
            put(ledger, row, "folded", first)
            put(ledger, row, "duty", kept)
            last = max(last, row.end)
        put(ledger, first, "until", None if last == FOREVER else last)

    def unmerge(self, merge: Merge) -> None:
        later = self.merges[self.merges.index(merge) + 1 :]
        refuse_if(merge.is_undone)
        refuse_if(any({m.kept, m.dropped} & {merge.kept, merge.dropped} and not m.is_undone for m in later))
        merge.is_undone = True
        for row, name, old, new in reversed(merge.ledger):
            if getattr(row, name) == new:
                setattr(row, name, old)
                if self._has_twins():
                    setattr(row, name, new)

    def _has_twins(self) -> bool:
        rows = [row for row in self.handlings if row.until is None and not row.folded]
        words = [(w.row, w.user, w.said, w.day) for w in self.words if w.user and not w.is_withdrawn]
        held = [(row.job, row.account, row.duty) for row in rows]
        return len(set(held)) < len(held) or len(set(words)) < len(words)

    def sure(self, row: Handling, seniority: str, day: int) -> tuple[float, int, int]:
        """Confidence, how many employers confirm it, how many deny it."""
        last = {w.employer: w for w in sorted(self.words, key=lambda w: w.day) if self._counts(w, row, day)}
        half = 365 * log(2) / -log(1 - SHARE_MOVING.get(seniority, USUAL_SHARE))
        worth = {name: WEIGHTS[w.how] * 2.0 ** (-(day - w.day) / half) for name, w in last.items()}
        denied = [0.6 * worth[name] for name, w in last.items() if w.is_denial]
        confirmed = [worth[name] for name, w in last.items() if not w.is_denial]
        doubt, left = prod(sorted(1 - one for one in confirmed)), prod(sorted(1 - one for one in denied))
        return round((1 - doubt) * left, 4), len(confirmed), len(denied)

    def _counts(self, word: Word, row: Handling, day: int) -> bool:
        return word.row is row and not word.is_withdrawn and word.day <= day
