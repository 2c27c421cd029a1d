"""Recording which agency works for which advertiser: won, lost, in review."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dealmecca.directory.models import Company
from dealmecca.directory.queries import ids_below
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.visible_text import one_line
from dealmecca.roster.actions.days import checked_day, checked_spell
from dealmecca.roster.actions.handlings import end_rows
from dealmecca.roster.actions.telling import day_text, since_text, tell
from dealmecca.roster.models import Handling, Partnership
from dealmecca.roster.permissions import Actor, can_edit_roster, require
from dealmecca.roster.vocabularies import DISCIPLINE, HOW, MARKET


@transaction.atomic
def record_partnership(
    *,
    actor: Actor,
    door: Door,
    agency: Company,
    advertiser: Company,
    discipline: str,
    market: str,
    is_aor: bool = False,
    since: date | None = None,
    until: date | None = None,
    source: str = "",
    how: str = "OTHER",
    replaces: bool = False,
    batch: str = "",
) -> Partnership:
    """A new partnership. `replaces` ends the present agency of record on the day this one begins.

    `discipline`, `market` and `how` may be codes, labels or usual names. Raises ValidationError, and Conflict when
    another agency is of record in that time. The same partnership again gives the one that is there.
    """
    require(can_edit_roster(actor), "You may not record partnerships.")
    discipline, market = _code("discipline", discipline), _code("market", market)
    first, is_known, until = checked_spell(since, until)
    if agency.pk == advertiser.pk:
        raise ValidationError({"agency_id": ["An agency and its client are two companies."]})
    agency, advertiser = _locked(agency, advertiser)
    rows = Partnership.objects.filter(advertiser=advertiser, discipline=discipline, market=market)
    now = timezone.now()
    rivals = list(rows.overlapping(first, until).select_related("agency").order_by("since", "pk"))
    for row in rivals:
        if says_the_same(row, agency=agency, is_aor=is_aor, until=until):
            return row
        clash = clash_with(row, agency=agency, advertiser=advertiser, is_aor=is_aor)
        is_over = row.until is not None and row.until <= timezone.localdate()
        if clash and (not replaces or is_over or row.since >= first or until):
            raise Conflict(clash)
        if clash:
            _end(row, first, actor, door, now, batch)
    row = Partnership(
        agency=agency, advertiser=advertiser, discipline=discipline, market=market, is_aor=is_aor, since=first,
        is_since_known=is_known, until=until, source=one_line(source)[:255], how=_how(how), created_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    _tell(row, "", f"{{}}, {_spell(row)}{_from(row)}", actor, door, now, batch)
    return row


def says_the_same(row: Partnership, *, agency: Company, is_aor: bool, until: date | None) -> bool:
    """Whether a partnership of the same days, discipline and market is recorded by this row already."""
    return row.agency_id == agency.pk and row.is_aor == is_aor and (row.until == until or until is None)


def clash_with(row: Partnership, *, agency: Company, advertiser: Company, is_aor: bool) -> str:
    """Why the agency cannot be recorded beside this row of the same days, discipline and market; "" when it can."""
    if row.agency_id == agency.pk:
        return (
            f"{agency.name} has been working for {advertiser.name} in this time already: "
            f"{_what(row)}, {_spell(row)}. End that first, or give other days."
        )
    if is_aor and row.is_aor:
        return (
            f"{row.agency.name} is agency of record for {advertiser.name} ({_what(row)}) {_spell(row)}. "
            "End that first, or say that the new agency replaces it."
        )
    return ""


@transaction.atomic
def end_partnership(
    *, actor: Actor, door: Door, partnership: Partnership, until: date, with_duties: bool = False, batch: str = ""
) -> Partnership:
    """The account was lost or given up: `until` is the first day without it. Raises ValidationError.

    `with_duties` ends what the agency's people handle for the advertiser on that day too.
    """
    require(can_edit_roster(actor), "You may not end partnerships.")
    checked_day("until", until, may_come=True)
    _locked(partnership.agency, partnership.advertiser)
    row = Partnership.objects.select_related("agency", "advertiser").get(pk=partnership.pk)
    if until < row.since:
        raise ValidationError({"until": [f"This partnership began on {day_text(row.since)}, after that day."]})
    if row.until and row.until <= until:
        return row
    now = timezone.now()
    _end(row, until, actor, door, now, batch)
    if with_duties:
        _end_duties(row, until, actor, door, now, batch)
    return row


@transaction.atomic
def mark_in_review(
    *, actor: Actor, door: Door, partnership: Partnership, since: date | None, source: str = ""
) -> Partnership:
    """The advertiser has asked other agencies too, since that day; None: the review is over and the agency stays."""
    require(can_edit_roster(actor), "You may not change partnerships.")
    if since:
        checked_day("since", since)
    _locked(partnership.agency, partnership.advertiser)
    row = Partnership.objects.select_related("agency", "advertiser").get(pk=partnership.pk)
    if row.until and row.until <= timezone.localdate():
        raise Conflict("This partnership has ended.")
    if row.in_review_since != since:
        old = f"in review since {day_text(row.in_review_since)}" if row.in_review_since else "active"
        new = f"in review since {day_text(since)}" if since else "active"
        Partnership.objects.filter(pk=row.pk).update(in_review_since=since)
        row.in_review_since = since
        note = f" ({one_line(source)[:255]})" if source else ""
        _tell(row, f"{{}}, {old}", f"{{}}, {new}{note}", actor, door, timezone.now(), "")
    return row


def _locked(*companies: Company) -> list[Company]:
    """The companies as they are now, locked by id. Raises Conflict when one was deleted."""
    found = {row.pk: row for row in Company.objects.select_for_update(no_key=True, of=("self",)).filter(
        pk__in=[company.pk for company in companies]
    ).order_by("pk")}  # fmt: skip
    if len(found) < len({company.pk for company in companies}):
        raise Conflict("One of the two companies was deleted in the meantime.")
    return [found[company.pk] for company in companies]


def _end(row: Partnership, until: date, actor: Actor, door: Door, now: datetime, batch: str) -> None:
    Partnership.objects.filter(pk=row.pk).update(until=until)
    row.until = until
    _tell(
        row, f"{{}}, {since_text(row.since, row.is_since_known)}", f"ended {day_text(until)}", actor, door, now, batch
    )


def _end_duties(row: Partnership, until: date, actor: Actor, door: Door, now: datetime, batch: str) -> None:
    lasting = Handling.objects.filter(Q(until=None) | Q(until__gt=until), account=row.advertiser_id, folded_into=None)
    rows = lasting.filter(since__lte=until, position__company__in=ids_below([row.agency_id]))
    end_rows(list(rows.select_related("contact", "account", "duty")), until, actor, door, now, batch)


def _tell(row: Partnership, old: str, new: str, actor: Actor, door: Door, at: datetime, batch: str) -> None:
    """`{}` in old and new stands for the other company's name."""
    kind = "Agency of record" if row.is_aor else "Agency"
    account = "Account of record" if row.is_aor else "Account"
    what = _what(row)
    told = [
        ("company", key, f"{side}, {what}", old.replace("{}", other.name), new.replace("{}", other.name))
        for key, side, other in ((row.advertiser_id, kind, row.agency), (row.agency_id, account, row.advertiser))
    ]
    tell(actor=actor, door=door, at=at, told=told, batch=batch)


def _what(row: Partnership) -> str:
    return f"{DISCIPLINE.label(row.discipline)}, {MARKET.label(row.market)}"


def _spell(row: Partnership) -> str:
    return f"{since_text(row.since, row.is_since_known)}{f' until {day_text(row.until)}' if row.until else ''}"


def _from(row: Partnership) -> str:
    source = row.source or (HOW.label(row.how).lower() if row.how != "OTHER" else "")
    return f" ({source})" if source else ""


def _code(field: str, text: str) -> str:
    vocabulary = {"discipline": DISCIPLINE, "market": MARKET}[field]
    code = vocabulary.resolve(text)
    if code:
        return code
    near = " or ".join(vocabulary.label(one) for one in vocabulary.nearest(text))
    hint = f"Did you mean {near}?" if near else f"Known are {', '.join(vocabulary.codes)}."
    raise ValidationError({field: [f"“{text[:60]}” is no known {field}. {hint}"]})


def _how(text: str) -> str:
    return HOW.resolve(text) or "OTHER"
