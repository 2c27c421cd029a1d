"""People who are in the demo twice, so that its queue of duplicates has something to decide."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dealmecca.operations.demo.rows import ContactRow
from dealmecca.operations.demo.trust import contact_with_level

FEWEST = 200  # smaller directories are for tests, which count their people
Slip = Callable[[ContactRow], ContactRow]

# Each made a second time by somebody who wrote them down another way.
SLIPS: tuple[Slip, ...] = (
    lambda row: replace(row, first_name=row.first_name[:1], phone=""),
    lambda row: replace(row, title="Media", linkedin_url=""),
    lambda row: replace(row, first_name=row.last_name, last_name=row.first_name, phone=""),
    lambda row: replace(row, last_name=f"{row.last_name}-Webb", title=""),
)


def with_doubles(rows: Sequence[ContactRow]) -> list[ContactRow]:
    """As many rows as before: the last ones are people from the middle once more, under their own ids and days."""
    listed = list(rows)
    if len(listed) < FEWEST:
        return listed
    known = [row for row in listed[len(listed) // 2 :] if row.email and row.company_id]
    for place, (slip, row) in enumerate(zip(SLIPS, known, strict=False), start=1):
        last = listed[-place]
        twin = replace(row, id=last.id, created_at=last.created_at, updated_at=last.updated_at, verification_level=2)
        listed[-place] = contact_with_level(slip(twin))
    return listed
