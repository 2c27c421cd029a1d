"""What a question means: which duties, which account, where somebody works, what was typed wrong, what is left over."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from django.db.models import Q
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, CompanyAlias
from dealmecca.lib.slips import is_long_enough, is_one_slip
from dealmecca.lib.text_keys import phrase_key
from dealmecca.roster.models import Duty, DutyCategory, DutyWord
from dealmecca.roster.queries.question import (
    AT,
    FOR,
    GRAMMAR,
    IN,
    VERBS,
    Piece,
    duty_key,
    name_key,
    pieces_of,
    spans_of,
    take_day,
)
from dealmecca.search.spellings import near_words

AGENCY_TYPES = frozenset(
    {"HOLDING_COMPANY", "AGENCY_NETWORK", "AGENCY", "OFFICE", "CONSULTANCY", "PRODUCTION", "PUBLIC_RELATIONS"}
)
MOST_NAMESAKES = 20
MOST_VARIANTS = 24  # of one run of words, with slips put right
SHORTEST_BEGINNING = 4


@dataclass(frozen=True)
class Understanding:
    """`accounts` and `agencies` hold several companies when a name means several. `left_over` are words that named
    nothing; `corrections` are (typed, meant). Without `day` the question is about today."""

    text: str
    duties: tuple[Duty, ...] = ()
    accounts: tuple[Company, ...] = ()
    agencies: tuple[Company, ...] = ()
    places: tuple[Duty, ...] = ()
    roles: tuple[Duty, ...] = ()
    day: date | None = None
    left_over: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    account_count: int = 0  # how many different accounts were named
    any_duty: bool = False  # duties are alternatives: chosen from a list, not said in one breath

    @property
    def is_empty(self) -> bool:
        return not (self.duties or self.accounts or self.agencies)


@dataclass(frozen=True)
class _Span:
    """A run of words and what it may mean: a duty, a verb that hints at one, or companies of that name."""

    start: int
    end: int
    duty: Duty | None = None
    companies: tuple[Company, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    is_beginning: bool = False
    is_verb: bool = False

    @property
    def cost(self) -> tuple[int, int, bool, bool, int]:
        """Smallest first: long before short, right before corrected, whole before beginning, duty before company."""
        return (self.start - self.end, len(self.corrections), self.is_beginning, self.duty is None, self.start)


def understand(*, viewer: User, text: str, exact: bool = False) -> Understanding:
    """Read a question. `exact` takes every word as it was typed. At most a dozen queries, whatever the text."""
    day, pieces = take_day(pieces_of(text), timezone.localdate())
    spans = spans_of(pieces)
    found = [*_duties(pieces, spans), *_companies(viewer, pieces, spans)]
    chosen = _choose(found)
    loose = _loose(pieces, chosen)
    if loose:
        found += _beginnings(viewer, pieces, loose)
        chosen = _choose(found)
        loose = _loose(pieces, chosen)
    chosen = _with_namesakes(viewer, pieces, chosen)
    slipped = [at for at in loose if is_long_enough(pieces[at].key)]
    if slipped and not exact:
        found += _corrected(viewer, pieces, slipped, chosen)
        chosen = _choose(found)
        loose = _loose(pieces, chosen)
    return _put_together(text, day, pieces, chosen, loose)


def _duties(pieces: list[Piece], spans: Iterable[tuple[int, int]]) -> list[_Span]:
    keys = {span: duty_key(pieces[span[0] : span[1]]) for span in spans}
    verbs = {at: VERBS[piece.key] for at, piece in enumerate(pieces) if piece.key in VERBS}
    words = DutyWord.objects.filter(key__in={*keys.values(), *verbs.values()}).select_related("duty")
    duties = {word.key: word.duty for word in words}
    found = [_Span(*span, duty=duties[key]) for span, key in keys.items() if key in duties]
    return found + [_Span(at, at + 1, duty=duties[key], is_verb=True) for at, key in verbs.items() if key in duties]


def _companies(viewer: User, pieces: list[Piece], spans: Iterable[tuple[int, int]]) -> list[_Span]:
    keys = {span: name_key(pieces[span[0] : span[1]]) for span in spans}
    keys = {span: key for span, key in keys.items() if key and not _is_grammar(pieces[span[0] : span[1]])}
    named = _named(viewer, set(keys.values()))
    return [_Span(*span, companies=tuple(named[key])) for span, key in keys.items() if key in named]


def _named(viewer: User, keys: set[str]) -> dict[str, list[Company]]:
    """Companies by the key of their name, or else of another name they have. Two queries."""
    found: dict[str, list[Company]] = defaultdict(list)
    for company in Company.objects.visible_to(viewer).filter(name_key__in=keys).order_by("pk")[:500]:
        if len(found[company.name_key]) < MOST_NAMESAKES:
            found[company.name_key].append(company)
    aliases = CompanyAlias.objects.filter(name_key__in=keys - set(found)).select_related("company").order_by("pk")
    for alias in aliases[:500]:
        if alias.company not in found[alias.name_key]:
            found[alias.name_key].append(alias.company)
    return found


def _beginnings(viewer: User, pieces: list[Piece], loose: list[int]) -> list[_Span]:
    """ "Halden" for Halden & Pike: words that begin a company's name, at the end of a word of it. One query."""
    runs = [(at, at + 1) for at in loose] + [(at, at + 2) for at in loose if at + 1 in loose]
    keys = {run: name_key(pieces[run[0] : run[1]]) for run in runs}
    keys = {run: key for run, key in keys.items() if len(key) >= SHORTEST_BEGINNING}
    if not keys:
        return []
    within = Q()
    for key in set(keys.values()):
        within |= Q(name_key__gt=key, name_key__lt=key + "\uffff")
    rows = list(Company.objects.visible_to(viewer).filter(within).order_by("name_key", "pk")[:300])
    found = []
    for run, key in keys.items():
        words = duty_key(pieces[run[0] : run[1]])
        means = [row for row in rows if row.name_key.startswith(key) and _begins(row.name, words)]
        if means:
            found.append(_Span(*run, companies=tuple(_topmost(means)), is_beginning=True))
    return found


def _with_namesakes(viewer: User, pieces: list[Piece], chosen: list[_Span]) -> list[_Span]:
    """ "Larkspur" alone is what Larkspur Media is called, and Larkspur & Vane too: agencies that it begins join in."""
    alone = {
        span.start: span
        for span in chosen
        if span.end - span.start == 1 and span.companies and not span.is_beginning and not _clients(span)
    }
    more = {
        span.start: span.companies for span in _beginnings(viewer, pieces, list(alone)) if span.end - span.start == 1
    }
    return [
        replace(span, companies=tuple(dict.fromkeys([*span.companies, *_agencies(more[span.start])])))
        if alone.get(span.start) is span and span.start in more
        else span
        for span in chosen
    ]


def _clients(span: _Span) -> tuple[Company, ...]:
    return tuple(company for company in span.companies if company.company_type not in AGENCY_TYPES)


def _agencies(companies: Iterable[Company]) -> list[Company]:
    return [company for company in companies if company.company_type in AGENCY_TYPES]


def _begins(name: str, words: str) -> bool:
    return f"{phrase_key(name)} ".startswith(f"{words} ")


def _topmost(companies: list[Company]) -> list[Company]:
    """Those whose parent is not among them: the agency speaks for its offices."""
    ids = {company.pk for company in companies}
    return [company for company in companies if company.parent_id not in ids][:MOST_NAMESAKES]


def _corrected(viewer: User, pieces: list[Piece], slipped: list[int], chosen: Sequence[_Span]) -> list[_Span]:
    """Spans that hold a slipped word put right. Four queries, whatever the words."""
    near = near_words(pieces[at].key for at in slipped)
    duty_words = [word.key for word in DutyWord.objects.all()]
    vocabulary = {part for key in duty_words for part in key.split() if is_long_enough(part)}
    meant: dict[int, list[str]] = {}
    for at in slipped:
        typed = pieces[at].key
        candidates = [word for word in vocabulary if is_one_slip(typed, word)] + near.get(typed, [])
        if candidates:
            meant[at] = [typed, *dict.fromkeys(candidates)][:6]
    found: list[_Span] = []
    variants: list[tuple[tuple[int, int], list[Piece], tuple[tuple[str, str], ...]]] = []
    for start, end in spans_of(pieces):
        inside = [at for at in range(start, end) if at in meant]
        if not inside or any(_cuts(span, start, end) for span in chosen):
            continue
        for words in list(product(*(meant[at] for at in inside)))[:MOST_VARIANTS]:
            right = {at: word for at, word in zip(inside, words, strict=True) if word != pieces[at].key}
            if not right:
                continue
            run = [Piece(right[at], right[at]) if at in right else pieces[at] for at in range(start, end)]
            variants.append(((start, end), run, tuple((pieces[at].text, word) for at, word in right.items())))
    duties = {
        word.key: word.duty
        for word in DutyWord.objects.filter(key__in={duty_key(run) for _, run, _ in variants}).select_related("duty")
    }
    named = _named(viewer, {name_key(run) for _, run, _ in variants if not _is_grammar(run)})
    for span, run, corrections in variants:
        if duty := duties.get(duty_key(run)):
            found.append(_Span(*span, duty=duty, corrections=corrections))
        if companies := named.get(name_key(run)):
            found.append(_Span(*span, companies=tuple(companies), corrections=corrections))
    return found


def _cuts(span: _Span, start: int, end: int) -> bool:
    """Whether the run would break up what was understood already."""
    overlaps = span.start < end and start < span.end
    return overlaps and not (start <= span.start and span.end <= end) and not span.is_beginning


def _choose(found: Sequence[_Span]) -> list[_Span]:
    """Spans that do not overlap: the longest first, and within a run the better reading."""
    chosen: list[_Span] = []
    for span in sorted(found, key=lambda span: span.cost):
        if all(span.end <= other.start or span.start >= other.end for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)


def _loose(pieces: list[Piece], chosen: Sequence[_Span]) -> list[int]:
    """Words that belong to nothing and mean something."""
    taken = {at for span in chosen for at in range(span.start, span.end)}
    quiet = GRAMMAR | FOR | AT | IN | set(VERBS)
    return [at for at, piece in enumerate(pieces) if at not in taken and piece.key and piece.key not in quiet]


def _is_grammar(run: Sequence[Piece]) -> bool:
    return all(piece.key in GRAMMAR | FOR | AT | IN or not piece.key for piece in run)


def _put_together(
    text: str, day: date | None, pieces: list[Piece], chosen: Sequence[_Span], loose: Sequence[int]
) -> Understanding:
    duties = [span.duty for span in chosen if span.duty and not span.is_verb]
    verbs = [span.duty for span in chosen if span.duty and span.is_verb]
    at_work, accounts = _sides(pieces, [span for span in chosen if span.companies])
    places = [duty for duty in duties if duty.category == DutyCategory.GEOGRAPHY]
    roles = [duty for duty in duties if duty.category == DutyCategory.ROLE]
    others = [duty for duty in duties if duty not in places and duty not in roles]
    asked = others or roles or places or verbs
    return Understanding(
        text=text,
        duties=tuple(dict.fromkeys(asked)),
        accounts=tuple(dict.fromkeys(company for span in accounts for company in span.companies)),
        agencies=tuple(dict.fromkeys(company for span in at_work for company in span.companies)),
        places=tuple(dict.fromkeys(duty for duty in places if duty not in asked)),
        roles=tuple(dict.fromkeys(duty for duty in (*roles, *verbs) if duty not in asked)),
        day=day,
        left_over=tuple(pieces[at].text for at in loose),
        corrections=tuple(dict.fromkeys(pair for span in chosen for pair in span.corrections)),
        account_count=len(accounts),
    )


def _sides(pieces: list[Piece], spans: list[_Span]) -> tuple[list[_Span], list[_Span]]:
    """Where somebody works, and for whom: by what the company is, and by the word before its name."""
    at_work: list[_Span] = []
    accounts: list[_Span] = []
    for span in spans:
        before = pieces[span.start - 1].key if span.start else ""
        clients = _clients(span)
        if clients and not (before in AT and len(spans) > 1):
            accounts.append(replace(span, companies=clients))
        else:
            at_work.append(span)
    return at_work, _narrowed(accounts)


def _narrowed(accounts: list[_Span]) -> list[_Span]:
    """A brand and its owner both named: the brand is meant."""
    owners = {company.parent_id for span in accounts for company in span.companies}
    return [span for span in accounts if not any(company.pk in owners for company in span.companies)] or accounts
