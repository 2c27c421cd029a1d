"""Who stands behind the demo's records: invented people of invented media owners, and a few who deny something."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dealmecca.directory.evidence_rows import evidence_row
from dealmecca.directory.models import Company, Contact, RecordEvidence
from dealmecca.directory.verification.levels import CONFIRMED, REVIEWED, SIGNED_OFF, STILL_TRUE
from dealmecca.operations.demo.rows import REFERENCE, Clock, CompanyRow, ContactRow

_NEEDED = {3: (CONFIRMED,), 4: (CONFIRMED, REVIEWED), 5: (CONFIRMED, REVIEWED, SIGNED_OFF)}
_SAID_AGAIN, _DENIED, _DISPUTED = 0.16, 0.025, 0.004
_EARLIER = 40  # days between the first word and the last
_VOICES = ("harborline", "copperline", "skylarktv", "bluegate", "tamarackradio", "lanternfm")
_TODAY = REFERENCE.date()


class TrustMaker:
    """What was said about each record, in the order of the rows."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(f"trust {seed}")
        self._clock = Clock(self._rng, mark="t")

    def words(self, record: Company | Contact, row: CompanyRow | ContactRow) -> list[RecordEvidence]:
        return list(self._supports(record, row)) + list(self._others(record, row))

    def _supports(self, record: Company | Contact, row: CompanyRow | ContactRow) -> Iterator[RecordEvidence]:
        """The last word on the day of the last change, the others some weeks before; all of different people."""
        kinds = _NEEDED.get(row.verification_level, ())
        voices = self._rng.sample(_VOICES, len(kinds)) if kinds else []
        for kind, voice in zip(kinds, voices, strict=True):
            day = row.updated_at.date()
            if kind != kinds[-1]:
                day = max(row.created_at.date(), day - timedelta(days=self._rng.randrange(_EARLIER)))
            yield self._word(record, kind, voice, day)

    def _others(self, record: Company | Contact, row: CompanyRow | ContactRow) -> Iterator[RecordEvidence]:
        """Where nobody confirmed how to reach them: what is still true, or was long ago, and a few who deny it."""
        if row.verification_level != 2:
            return
        chance = self._rng.random()
        if chance < _DENIED and isinstance(row, ContactRow) and row.email and row.company_id:
            kind = "BOUNCED" if chance < _DENIED / 2 else "LEFT"
            for voice in self._rng.sample(_VOICES, 2 if chance < _DISPUTED else 1):
                yield self._word(record, kind, voice, self._day(row, 60))
        elif chance > 1 - _SAID_AGAIN:
            yield self._word(record, STILL_TRUE, self._rng.choice(_VOICES), self._day(row, 600))

    def _day(self, row: CompanyRow | ContactRow, at_most: int) -> date:
        return max(row.created_at.date(), _TODAY - timedelta(days=1 + self._rng.randrange(at_most)))

    def _word(self, record: Company | Contact, kind: str, voice: str, day: date) -> RecordEvidence:
        at = REFERENCE.replace(year=day.year, month=day.month, day=day.day, hour=9)
        who: dict[str, Any] = {"said_by": f"demo {voice}", "employer": f"domain {voice}.example"}
        return evidence_row(record, kind=kind, said_on=day, recorded_at=at, id=self._clock.new_id(at), **who)
