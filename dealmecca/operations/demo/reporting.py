"""Who reports to whom: in each office and larger company a tree that grows with seniority, some jobs in it vacant."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from dealmecca.operations.demo.roster_rows import MARK, TODAY, DemoRoster, PositionRow, ReportingLineRow, instant
from dealmecca.operations.demo.rows import Clock, DemoDirectory
from dealmecca.operations.demo.titles import RANK

_SMALLEST_TREE = 5
_MOST_REPORTS = 8
_VACANT_SINCE = TODAY - timedelta(days=75)


class ReportingMaker:
    """Adds lines for everybody who has none: always to a higher seniority, so that they never close a circle."""

    def __init__(self, rng: random.Random, directory: DemoDirectory, roster: DemoRoster) -> None:
        self._rng = rng
        self._clock = Clock(rng, MARK)
        self._parents = {row.id: row.parent_id for row in directory.companies if row.company_type == "OFFICE"}
        self._roster = roster
        self._reports: dict[str, int] = defaultdict(int)  # how many report to a job

    def make(self) -> None:
        done = {line.position_id for line in self._roster.reporting_lines}
        for line in self._roster.reporting_lines:
            self._reports[line.manager_id] += 1
        present: dict[str, list[PositionRow]] = defaultdict(list)
        vacant: dict[str, list[PositionRow]] = defaultdict(list)
        for position in self._roster.positions:
            if position.until is None:
                present[position.company_id].append(position)
            elif position.until > _VACANT_SINCE and position.id not in self._reports:
                vacant[position.company_id].append(position)
        for company_id, jobs in present.items():
            if len(jobs) < _SMALLEST_TREE:
                continue
            above = _by_rank([*jobs, *vacant[company_id]])
            head_office = _by_rank(present.get(self._parents.get(company_id) or "", []))
            for position in jobs:
                if position.id not in done:
                    manager = self._manager(position, above) or self._manager(position, head_office)
                    if manager:
                        self._line(position, manager)

    def _manager(self, position: PositionRow, by_rank: Mapping[int, Sequence[PositionRow]]) -> PositionRow | None:
        """The nearest above, of the same department rather than another, who has not too many reports yet."""
        best, shortest = None, 1e9
        for rank in sorted(by_rank):
            if rank <= _rank(position) or (rank - _rank(position)) * 2 > shortest:
                continue
            for job in by_rank[rank]:
                if self._reports[job.id] < _MOST_REPORTS and (job.until is None or job.covers(position.since)):
                    way = (rank - _rank(position)) * 2 + 3 * (job.department != position.department)
                    distance = way + self._rng.random()
                    if distance < shortest:
                        best, shortest = job, distance
        return best

    def _line(self, position: PositionRow, manager: PositionRow) -> None:
        self._reports[manager.id] += 1
        since = max(position.since, manager.since)
        self._roster.reporting_lines.append(
            ReportingLineRow(
                id=self._clock.new_id(instant(since)),
                contact_id=position.contact_id,
                position_id=position.id,
                manager_id=manager.id,
                since=since,
                is_since_known=position.is_since_known and manager.is_since_known,
            )
        )


def _by_rank(jobs: Sequence[PositionRow]) -> dict[int, list[PositionRow]]:
    found: dict[int, list[PositionRow]] = defaultdict(list)
    for job in jobs:
        found[_rank(job)].append(job)
    return found


def _rank(position: PositionRow) -> int:
    return RANK.get(position.seniority, 3)
