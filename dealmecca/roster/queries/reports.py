"""What members reported, and what became of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.roster.employers import employer_of
from dealmecca.roster.models import Evidence, Handling, Outcome, Said
from dealmecca.roster.queries.claims import Claim, claims_of

DENIALS = (Said.LEFT, Said.WRONG)
UNDO_WITHIN = timedelta(days=1)
OPEN_SHOWN = 300  # denials that moderators see at once, the oldest


@dataclass(frozen=True)
class Became:
    """What became of a report, in words; `tone` is the tag's."""

    label: str
    tone: str = ""
    about: str = ""


@dataclass(frozen=True)
class MyReport:
    """One word of the viewer; "left" about a whole job is one report on several handlings."""

    said: Said
    recorded_at: datetime
    handlings: list[Handling]
    became: Became


@dataclass(frozen=True)
class OpenReport:
    """A claim that members deny and nobody has decided on; counted by employer."""

    claim: Claim
    first_at: datetime
    left_by: int
    wrong_by: int
    confirmed_by: int
    notes: list[str]


def words_to_undo(*, viewer: User, handling: Handling, said: Said) -> list[Evidence]:
    """What the viewer last said about it, with all that was said in the same breath, if that was within a day."""
    mine = Evidence.objects.filter(user=viewer, said=said, withdrawn_at=None)
    last = mine.filter(handling=handling, recorded_at__gt=timezone.now() - UNDO_WITHIN).order_by("-recorded_at").first()
    return list(mine.filter(recorded_at=last.recorded_at)) if last else []


def my_reports(*, viewer: User, after: str | None = None, limit: int = 50) -> tuple[list[MyReport], str | None]:
    """What the viewer said, newest first, and the cursor to go on. Raises ValueError for a broken cursor."""
    rows = _with_names(Evidence.objects.filter(user=viewer, withdrawn_at=None)).order_by("-recorded_at", "-pk")
    if after:
        at, key = _read(after)
        rows = rows.filter(Q(recorded_at__lt=at) | Q(recorded_at=at, pk__lt=key))
    found = list(rows[: limit + 1])
    shown = found[:limit]
    later = _words_of_others(viewer, shown)
    breaths: dict[tuple[datetime, str], list[Evidence]] = defaultdict(list)
    for word in shown:
        breaths[word.recorded_at, word.said].append(word)
    reports = [
        MyReport(Said(said), at, [word.handling for word in words], _became(words[0], later[words[0].handling_id]))
        for (at, said), words in breaths.items()
    ]
    last = shown[-1] if len(found) > limit else None
    return reports, encode_cursor([last.recorded_at.isoformat(), last.pk]) if last else None


def open_reports(*, viewer: User) -> list[OpenReport]:
    """Denied claims that still hold, longest open first. The caller has checked that the viewer decides on reports."""
    today = timezone.localdate()
    holds = Q(handling__until=None) | Q(handling__until__gt=today)
    job_lasts = Q(handling__position__until=None) | Q(handling__position__until__gt=today)
    visible = Handling.objects.visible_to(viewer)
    rows = _with_names(open_denials().filter(holds, job_lasts, handling__in=visible, handling__folded_into=None))
    words = list(rows.order_by("recorded_at", "pk")[:OPEN_SHOWN])
    by_handling: dict[str, list[Evidence]] = defaultdict(list)
    for word in words:
        by_handling[word.handling_id].append(word)
    claims = claims_of([denials[0].handling for denials in by_handling.values()], today)
    return [_open_report(claim, by_handling[claim.id]) for claim in claims]


def open_denials() -> QuerySet[Evidence]:
    """Written as the index has it."""
    return Evidence.objects.filter(withdrawn_at=None, outcome="", said__in=DENIALS)


def _open_report(claim: Claim, denials: Sequence[Evidence]) -> OpenReport:
    employers = {said: {word.employer for word in denials if word.said == said} for said in DENIALS}
    return OpenReport(
        claim=claim,
        first_at=denials[0].recorded_at,
        left_by=len(employers[Said.LEFT]),
        wrong_by=len(employers[Said.WRONG]),
        confirmed_by=claim.standing.confirmed_by,
        notes=list(dict.fromkeys(word.note for word in denials if word.note)),
    )


def _with_names(words: QuerySet[Evidence]) -> QuerySet[Evidence]:
    return words.select_related(
        "handling__contact", "handling__account", "handling__duty", "handling__position__company"
    )


def _words_of_others(viewer: User, words: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    """What people of other employers said about the same handlings. One query."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    others = Evidence.objects.filter(handling__in={word.handling_id for word in words}, withdrawn_at=None)
    for word in others.exclude(employer=employer_of(viewer)) if words else ():
        found[word.handling_id].append(word)
    return found


def _became(word: Evidence, others: Sequence[Evidence]) -> Became:
    """The strongest answer that there is: a decision, a changed record, then what others say."""
    is_denial = word.said != Said.CONFIRMED
    if word.outcome == Outcome.UPHELD:
        return Became("You were right", "ok", "A moderator changed the record.")
    if word.outcome == Outcome.REJECTED:
        return Became("The record stays", "", "A moderator checked it.")
    if _ended(word.handling):
        changed = Became("Changed since", "ok", "The record was changed after you said so.")
        return changed if is_denial else Became("Ended since", "", "It was right when you confirmed it.")
    agree = {other.employer for other in others if (other.said != Said.CONFIRMED) == is_denial}
    later = {
        other.employer
        for other in others
        if (other.said != Said.CONFIRMED) != is_denial and other.recorded_at > word.recorded_at
    }
    if is_denial and agree:
        return Became("Others agree", "warn", "It is marked as disputed.")
    if later:
        said = "confirmed it" if is_denial else "denied it"
        return Became(f"Others {said}", "" if is_denial else "warn", f"{_count(later)} since.")
    if is_denial:
        return Became("Open", "tint", "Nobody has decided yet. A second voice marks it as disputed.")
    return Became("Still right", "", f"{_count(agree)} said so too." if agree else "Nobody else has said so yet.")


def _count(employers: set[str]) -> str:
    return "One other company" if len(employers) == 1 else f"{len(employers)} other companies"


def _ended(handling: Handling, today: date | None = None) -> bool:
    today = today or timezone.localdate()
    return any(end is not None and end <= today for end in (handling.until, handling.position.until))


def _read(cursor: str) -> tuple[datetime, str]:
    at, key = decode_cursor(cursor, (str, str))
    moment = datetime.fromisoformat(str(at))
    if timezone.is_naive(moment):
        raise ValueError("This cursor is not one that we handed out.")
    return moment, str(key)
