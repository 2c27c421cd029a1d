"""Careers: since when people hold their job, what it was called before, and where they worked earlier."""

import random
from collections.abc import Collection

from dealmecca.operations.demo.roster_rows import MARK, DemoRoster, PositionRow
from dealmecca.operations.demo.rows import Clock, DemoDirectory


class CareerMaker:
    """Adds the jobs of everybody but `apart` to a roster."""

    def __init__(
        self, rng: random.Random, directory: DemoDirectory, roster: DemoRoster, apart: Collection[str]
    ) -> None:
        self._rng = rng
        self._clock = Clock(rng, MARK)
        self._directory = directory
        self._roster = roster
        self._apart = apart

    def make(self) -> None:
        for row in self._directory.contacts:
            if row.company_id and row.id not in self._apart:
                self._roster.positions.append(
                    PositionRow(
                        id=self._clock.new_id(row.created_at),
                        contact_id=row.id,
                        company_id=row.company_id,
                        title=row.title,
                        department=row.department,
                        seniority=row.seniority,
                        since=row.created_at.date(),
                        is_since_known=False,
                    )
                )
