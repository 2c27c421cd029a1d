"""Recording the days that come back in an account's year: new, moved, given up."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dealmecca.directory.actions.contacts import lock_companies
from dealmecca.directory.models import Company
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.outlook.calendar import is_day_of_a_year
from dealmecca.outlook.models import MOST_WEEKS, PlanningDate, PlanningReminder
from dealmecca.outlook.permissions import Actor, can_edit_outlook, require
from dealmecca.outlook.vocabularies import PLANNING_KIND
from dealmecca.roster.actions.days import checked_day
from dealmecca.roster.actions.telling import tell
from dealmecca.roster.vocabularies import HOW

DAYS = ("month", "day", "end_month", "end_day")


@transaction.atomic
def record_planning_date(
    *,
    actor: Actor,
    door: Door,
    account: Company,
    kind: str,
    month: int,
    day: int,
    end_month: int | None = None,
    end_day: int | None = None,
    label: str = "",
    weeks_ahead: int = 6,
    source: str = "",
    how: str = "OTHER",
    since: date | None = None,
    batch: str = "",
) -> PlanningDate:
    """A day of each year. `kind` and `how` may be codes, labels or usual names; `since`: known before today.

    The same again gives the one that is there. Raises ValidationError, and Conflict when this date is another day now.
    """
    require(can_edit_outlook(actor), "You may not record planning dates.")
    values = _checked(
        {"kind": kind, "label": label, "month": month, "day": day, "end_month": end_month, "end_day": end_day,
         "weeks_ahead": weeks_ahead, "source": source, "how": how}
    )  # fmt: skip
    first = checked_day("since", since) if since else timezone.localdate()
    lock_companies({account.pk})
    there = PlanningDate.objects.filter(account=account, kind=values["kind"], label=values["label"], until=None).first()
    if there:
        if all(getattr(there, name) == values[name] for name in DAYS):
            return there
        raise Conflict(
            f"{account.name} has this date already: {there}. Change that one, or give this one a name of its own."
        )
    return _open(
        account, values, first, since is not None, actor=actor, door=door, now=timezone.now(), old="", batch=batch
    )


@transaction.atomic
def change_planning_date(
    *, actor: Actor, door: Door, planning_date: PlanningDate, values: Mapping[str, Any]
) -> PlanningDate:
    """Other days end this row today and open one in its place, with the reminders of the old one.

    `values` are those that change, by the names `record_planning_date` takes, without the kind. Raises
    ValidationError, and Conflict when it was changed or ended in the meantime.
    """
    require(can_edit_outlook(actor), "You may not change planning dates.")
    row = _locked(planning_date)
    before = {name: getattr(row, name) for name in ("kind", "label", *DAYS, "weeks_ahead", "source", "how")}
    after = _checked(before | dict(values))
    if after == before:
        return row
    others = PlanningDate.objects.filter(account=row.account_id, kind=row.kind, label=after["label"], until=None)
    if others.exclude(pk=row.pk).exists():
        raise ValidationError({"label": ["Another date of this kind has this name already."]})
    if all(after[name] == before[name] for name in (*DAYS, "label")):
        PlanningDate.objects.filter(pk=row.pk).update(
            weeks_ahead=after["weeks_ahead"], source=after["source"], how=after["how"]
        )
        told = [(row.account_id, f"{row.name}, {what}", old, new) for what, old, new in _notes(before, after)]
        _tell(told, actor, door, timezone.now())
        return PlanningDate.objects.select_related("account").get(pk=row.pk)
    now = timezone.now()
    PlanningDate.objects.filter(pk=row.pk).update(until=timezone.localdate(now))
    opened = _open(
        row.account, after, timezone.localdate(now), True, actor=actor, door=door, now=now, old=_days(row, after)
    )
    PlanningReminder.objects.filter(planning_date=row).update(planning_date=opened)
    return opened


@transaction.atomic
def end_planning_date(*, actor: Actor, door: Door, planning_date: PlanningDate) -> None:
    """It no longer comes back. What was known stays; reminders of it go. Twice is once."""
    require(can_edit_outlook(actor), "You may not end planning dates.")
    lock_companies({planning_date.account_id})
    row = PlanningDate.objects.get(pk=planning_date.pk)
    if row.until:
        return
    now = timezone.now()
    PlanningDate.objects.filter(pk=row.pk).update(until=timezone.localdate(now))
    PlanningReminder.objects.filter(planning_date=row).delete()
    _tell([(row.account_id, row.name, row.days_text, "")], actor, door, now)


def _locked(planning_date: PlanningDate) -> PlanningDate:
    lock_companies({planning_date.account_id})
    row = PlanningDate.objects.select_related("account").get(pk=planning_date.pk)
    if row.until:
        raise Conflict("Somebody changed or ended this date in the meantime. Look at the account's dates again.")
    return row


def _open(
    account: Company,
    values: Mapping[str, Any],
    since: date,
    is_since_known: bool,
    *,
    actor: Actor,
    door: Door,
    now: datetime,
    old: str,
    batch: str = "",
) -> PlanningDate:
    row = PlanningDate(
        account=account, since=since, is_since_known=is_since_known, recorded_by=actor, recorded_at=now, **values
    )
    row.save(force_insert=True)
    said = row.source or (HOW.label(row.how).lower() if row.how != "OTHER" else "")
    _tell([(account.pk, row.name, old, row.days_text + (f" ({said})" if said else ""))], actor, door, now, batch)
    return row


def _days(row: PlanningDate, after: Mapping[str, Any]) -> str:
    """What stood there before, with its name where that is another now."""
    return row.days_text if row.label == after["label"] else f"{row.name}: {row.days_text}"


def _notes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    pairs = [
        ("weeks ahead", str(before["weeks_ahead"]), str(after["weeks_ahead"])),
        ("source", before["source"], after["source"]),
        ("how it is known", HOW.label(before["how"]), HOW.label(after["how"])),
    ]
    return [(what, old, new) for what, old, new in pairs if old != new]


def _tell(told: list[tuple[str, str, str, str]], actor: Actor, door: Door, now: datetime, batch: str = "") -> None:
    tell(actor=actor, door=door, at=now, told=[("company", *line) for line in told], batch=batch)


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The one validator behind every door. Raises ValidationError with every field that is wrong."""
    problems: dict[str, list[str]] = {}
    kind = PLANNING_KIND.resolve(str(given["kind"]))
    if kind is None:
        known = ", ".join(PLANNING_KIND.codes)
        problems["kind"] = [f"“{str(given['kind'])[:60]}” is no known kind of date. Known are {known}."]
    label, source = (" ".join(str(given[name]).replace("\0", " ").split()) for name in ("label", "source"))
    if len(label) > 80:
        problems["label"] = ["At most 80 characters."]
    problems |= _day_problems("month", "day", given["month"], given["day"])
    end_month, end_day = given["end_month"] or None, given["end_day"] or None
    if bool(end_month) != bool(end_day):
        problems["end_day" if end_month else "end_month"] = ["The last day needs a month and a day."]
    elif end_month:
        problems |= _day_problems("end_month", "end_day", end_month, end_day)
    if not 0 <= given["weeks_ahead"] <= MOST_WEEKS:
        problems["weeks_ahead"] = [f"Give 0 to {MOST_WEEKS} weeks."]
    if problems:
        raise ValidationError(problems)
    is_one_day = (end_month, end_day) == (given["month"], given["day"])
    return {
        "kind": kind,
        "label": label,
        "month": given["month"],
        "day": given["day"],
        "end_month": None if is_one_day else end_month,
        "end_day": None if is_one_day else end_day,
        "weeks_ahead": given["weeks_ahead"],
        "source": source[:255],
        "how": HOW.resolve(str(given["how"])) or "OTHER",
    }


def _day_problems(month_field: str, day_field: str, month: Any, day: Any) -> dict[str, list[str]]:
    if not month or not 1 <= month <= 12:
        return {month_field: ["Give a month from 1 to 12."]}
    if not day or not is_day_of_a_year(month, day):
        return {day_field: ["There is no such day in that month."]}
    return {}
