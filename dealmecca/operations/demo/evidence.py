"""What members of invented media owners said about the demo's handlings: mostly right, some denied, some long ago."""

import random
from datetime import date, datetime, timedelta

from dealmecca.operations.demo.roster_rows import TODAY, DemoRoster, EvidenceRow, HandlingRow, instant
from dealmecca.operations.demo.rows import Clock, DemoDirectory

_MORE_WORDS = ((0, 1, 2, 3, 4), (44, 29, 15, 8, 4))
_HOWS = (("SPOKE", "EMAIL", "WORKED", "COLLEAGUE", "PROFILE", "PRESS", "FILE"), (24, 26, 12, 10, 14, 6, 8))
_RECENT_DAYS = ((120, 365, 1_200), (58, 25, 17))
_DENIED, _DISPUTED = 0.03, 0.012
# Enough voices for a demo without media owners of its own.
_VOICES = ("harborline", "copperline", "skylarktv", "bluegate", "tamarackradio", "lanternfm")
_MOST_VOICES = 90


class EvidenceMaker:
    """Adds what was said about each handling, by people of several employers."""

    def __init__(self, rng: random.Random, clock: Clock, directory: DemoDirectory, roster: DemoRoster) -> None:
        self._rng = rng
        self._clock = clock
        self._roster = roster
        names = [f"{name}.example" for name in _VOICES]
        for row in directory.companies:
            if row.company_type in ("PUBLISHER", "ADTECH"):
                names += row.domains[:1]
        self._employers = [f"domain {name}" for name in dict.fromkeys(names)][:_MOST_VOICES]

    def add(self, handling: HandlingRow, first_at: datetime, ends: date) -> None:
        """One word when it was recorded, then some more until `ends`, and for a few what is wrong with it today."""
        rng, first = self._rng, first_at.date()
        (more,) = rng.choices(*_MORE_WORDS)
        more = more if ends == TODAY else more // 2  # what is over is not confirmed again
        first_employer, *others = rng.sample(self._employers, 1 + more)
        self._word(handling, "CONFIRMED", first_employer, first, first_at)
        for employer in others:
            (most,) = rng.choices(*_RECENT_DAYS)
            day = max(first, ends - timedelta(days=1 + int(most * rng.random())))
            self._word(handling, "CONFIRMED", employer, day, instant(day, rng.randrange(30_000)))
        chance = rng.random()
        if chance < _DENIED + _DISPUTED and ends == TODAY and (TODAY - first).days > 10:
            deniers = [employer for employer in self._employers if employer not in others]
            for employer in rng.sample(deniers, 2 if chance < _DISPUTED else 1):
                day = max(first, TODAY - timedelta(days=1 + rng.randrange(90)))
                said = rng.choice(("LEFT", "LEFT", "WRONG"))
                self._word(handling, said, employer, day, instant(day, rng.randrange(30_000)))

    def deny(self, handling: HandlingRow, ended: date, by: date) -> None:
        """Somebody said that it is over, between these days."""
        day = ended + timedelta(days=self._rng.randrange((by - ended).days))
        employer, said = self._rng.choice(self._employers), self._rng.choice(("LEFT", "WRONG"))
        self._word(handling, said, employer, day, instant(day, self._rng.randrange(30_000)))

    def _word(self, handling: HandlingRow, said: str, employer: str, said_on: date, at: datetime) -> None:
        (how,) = self._rng.choices(*_HOWS)
        if said == "LEFT" and how in ("FILE", "WORKED"):
            how = "COLLEAGUE"
        self._roster.evidence.append(
            EvidenceRow(
                id=self._clock.new_id(at),
                handling_id=handling.id,
                said=said,
                how=how,
                said_on=said_on,
                employer=employer,
                recorded_at=at,
            )
        )
