"""How often somebody may try: passwords and second-factor codes, counted exactly across processes and machines."""

import hashlib
from dataclasses import dataclass

from dealmecca.accounts.models import Attempt
from dealmecca.database import buckets

_TABLE = Attempt._meta.db_table


@dataclass(frozen=True, slots=True)
class Allowance:
    """`limit` tries, which come back evenly over `seconds`."""

    name: str
    limit: int
    seconds: int

    def take(self, whose: str) -> bool:
        """Count one try of `whose`; False when none is left."""
        return buckets.take(_TABLE, self._key(whose), limit=self.limit, seconds=self.seconds)

    def give_back(self, whose: str) -> None:
        """The try was right and does not count."""
        buckets.give_back(_TABLE, self._key(whose), limit=self.limit, seconds=self.seconds)

    def _key(self, whose: str) -> str:
        return hashlib.sha256(f"{self.name}\0{whose}".encode()).hexdigest()


PASSWORDS_FROM_ONE_PLACE = Allowance("passwords from one place", 10, 60)
PASSWORDS_OF_ONE_ADDRESS = Allowance("passwords of one address", 5, 300)
CODES_OF_ONE_MEMBER = Allowance("codes of one member", 5, 300)
ONE_CODE = Allowance("one code", 1, 900)  # longer than any code is valid: each works once


def forget_old_attempts() -> None:
    """The timed job: what says nothing any more goes."""
    buckets.forget_full(_TABLE)
