"""Asking to hear of a date ahead, and telling members, once a year each, that one comes up."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.contacts import lock_companies
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.outlook.calendar import Occurrence, reminder_is_due, weeks_words
from dealmecca.outlook.models import MOST_WEEKS, PlanningDate, PlanningNotice, PlanningReminder
from dealmecca.outlook.permissions import can_ask_for_reminders, require


@transaction.atomic
def ask_for_reminder(*, actor: User, planning_date: PlanningDate, weeks_ahead: int | None = None) -> PlanningReminder:
    """Remind this member each year, so many weeks ahead (as the date suggests). Again sets the weeks anew."""
    require(can_ask_for_reminders(actor), "You may not ask for reminders.")
    lock_companies({planning_date.account_id})
    row = PlanningDate.objects.get(pk=planning_date.pk)
    if row.until:
        raise Conflict("Somebody changed or ended this date in the meantime. Look at the account's dates again.")
    weeks = row.weeks_ahead if weeks_ahead is None else weeks_ahead
    if not 0 <= weeks <= MOST_WEEKS:
        raise ValidationError({"weeks_ahead": [f"Give 0 to {MOST_WEEKS} weeks."]})
    reminder, _ = PlanningReminder.objects.update_or_create(
        user=actor, planning_date=row, defaults={"weeks_ahead": weeks}
    )
    return reminder


@transaction.atomic
def drop_reminder(*, actor: User, planning_date: PlanningDate) -> None:
    """No more reminders of this date for this member. Twice is once."""
    require(can_ask_for_reminders(actor), "You may not drop reminders.")
    PlanningReminder.objects.filter(user=actor, planning_date=planning_date).delete()


@transaction.atomic
def make_notices(*, day: date | None = None) -> int:
    """One notice for each reminder that is due and was not told this year. Returns how many are new.

    All or nothing, and one after another: two workers, or one that was killed on the way, tell nobody twice.
    """
    day = day or timezone.localdate()
    lock_until_commit("planning notices")
    reminders = PlanningReminder.objects.filter(user__is_active=True, planning_date__until=None)
    told = set(PlanningNotice.objects.filter(closes_on__gte=day).values_list("user", "planning_date", "year"))
    new = []
    for reminder in reminders.select_related("user", "planning_date__account").order_by("pk").iterator():
        one = reminder.planning_date.next_from(day)
        key = (reminder.user_id, reminder.planning_date_id, one.first.year)
        if key not in told and reminder_is_due(one, reminder.weeks_ahead, day):
            new.append(
                PlanningNotice(
                    user_id=reminder.user_id, planning_date_id=reminder.planning_date_id, year=one.first.year,
                    opens_on=one.first, closes_on=one.last,
                )
            )  # fmt: skip
            tell(reminder.user, reminder.planning_date, one, day)
    PlanningNotice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def tell(user: User, row: PlanningDate, one: Occurrence, day: date) -> None:
    """On the pages and by mail, as the member chose."""
    when = "is open now" if one.is_open(day) else weeks_words((one.first - day).days)
    notify(
        user=user,
        kind=Kind.PLANNING,
        key=f"planning {row.pk} {one.first.year}",
        sentence=f"{row.account.name}: {row}, {when}",
        link=reverse("outlook:planning_page", args=[row.account.slug]),
    )
