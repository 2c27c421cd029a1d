"""The lead score of a person for one seller: the lines of the record, and one of what the seller did themselves.

    the record      up to 80   directory/lead_score.py
    own activity    up to 20   the viewer's own interactions of the last 180 days: 3 each up to 12, and for the best
                               outcome up to 8 (asked for a proposal 8, meeting set 6, interested 4)

No interaction of anybody else has a part in it. Pure: the same facts give the same lines.
"""

from collections.abc import Iterable
from datetime import timedelta

from dealmecca.directory.lead_score import Item, record_items, total
from dealmecca.directory.models import Contact

__all__ = ["MOST", "RECENT", "Item", "score_items", "total"]

RECENT = timedelta(days=180)
MOST = 100

_EACH, _MOST_OF_COUNT = 3, 12
_OUTCOME = {"PROPOSAL_ASKED": 8, "MEETING_SET": 6, "INTERESTED": 4}


def score_items(contact: Contact, outcomes: Iterable[str] = ()) -> list[Item]:
    """The lines for a person with `company` loaded; `outcomes` are those of the viewer's recent interactions, in any
    order, "" where none was noted."""
    return [*record_items(contact, contact.company), _activity(list(outcomes))]


def _activity(outcomes: list[str]) -> Item:
    count = len(outcomes)
    points = min(_MOST_OF_COUNT, _EACH * count) + max((_OUTCOME.get(outcome, 0) for outcome in outcomes), default=0)
    if not count:
        return Item("activity", "No contact with you yet", 0)
    return Item("activity", f"{count} {'interaction' if count == 1 else 'interactions'} of yours lately", points)
