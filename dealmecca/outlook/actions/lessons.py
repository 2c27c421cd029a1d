"""Learning from the directory's own past: at each quarter's end, and today."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from dealmecca.accounts.viewers import operator
from dealmecca.database.locks import lock_until_commit
from dealmecca.outlook.backtest import lessons_by_day
from dealmecca.outlook.models import Calibration
from dealmecca.outlook.queries import all_facts, families
from dealmecca.outlook.vulnerability import Lessons

REMEMBERED_YEARS = 5


@transaction.atomic
def learn_lessons(*, today: date | None = None, again: bool = False) -> bool:
    """Today's lessons, and those of the past quarters, made anew. False when that was done today already.

    `again` does it all the same. Past ones too, because an imported history changes what could have been known then.
    """
    today = today or timezone.localdate()
    lock_until_commit("lessons")
    if not again and Calibration.objects.filter(day=today).exists():
        return False
    history = all_facts(viewer=operator())
    within = families(viewer=operator())
    rows = [_row(*pair) for pair in lessons_by_day(history, within, today=today, years=REMEMBERED_YEARS).items()]
    Calibration.objects.all().delete()
    Calibration.objects.bulk_create(rows)
    return True


def _row(day: date, lessons: Lessons) -> Calibration:
    return Calibration(
        day=day, usual_loss=lessons.usual_loss, early_loss=lessons.early_loss, late_loss=lessons.late_loss,
        shift=lessons.shift, trust=lessons.trust, account_years=lessons.account_years, checked=lessons.checked,
    )  # fmt: skip
