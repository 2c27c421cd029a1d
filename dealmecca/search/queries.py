"""Finding records: one page, its count and its facets, the same answers on both engines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models import Count as CountOf
from django.db.models.expressions import OrderBy
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from dealmecca.database.aggregates import JoinedText
from dealmecca.lib.cursors import decode_cursor, encode_cursor
from dealmecca.lib.text_keys import QueryWord, closed_up, name_key, query_words
from dealmecca.search.criteria import FACET_FIELDS, Count, Criteria, Found
from dealmecca.search.facets import LEVELS, Line, names_of, present, tally
from dealmecca.search.levels import COLUMNS, at_least, day_number, exactly, has_fallen, level_from
from dealmecca.search.models import LINES, FacetTerm

COUNT_CAP = 1_000
ALL_AT_ONCE = 5_000


def find(
    kind: str, criteria: Criteria, *, cursor: str | None = None, limit: int = 25, with_facets: bool = True
) -> Found:
    """Search lines of one kind. Raises ValueError for a cursor that is broken or belongs to another order.

    Without facets only as many matches are counted as are told.
    """
    line = LINES[kind]
    words = query_words(criteria.text)
    if criteria.text.strip() and not words:
        return Found([], None, Count(0), present(line, tally(line, ""), criteria))
    term_numbers = _term_numbers(criteria)
    matches = _filtered(line, criteria, words, term_numbers)
    ids, next_cursor = _page(matches, criteria, words, cursor, limit)
    if not with_facets:
        counted = matches.order_by()[: COUNT_CAP + 1].count()
        return Found(ids, next_cursor, Count(min(counted, COUNT_CAP), counted > COUNT_CAP), {})
    tallies, total = _tallies(line, criteria, words, term_numbers)
    count = Count(min(total, COUNT_CAP), total > COUNT_CAP)
    return Found(ids, next_cursor, count, present(line, tallies, criteria))


def find_all(kind: str, criteria: Criteria, *, limit: int | None = None) -> list[str]:
    """The ids of all that match, in the order in which the pages of `find` show them; at most `limit`. One query more
    than there are filters. 200,000 ids take 20 MB."""
    matches, order = _matches(kind, criteria)
    if matches is None:
        return []
    rows = matches.order_by(*_directions(order)).values_list("record_id", flat=True)
    return list(rows[:limit].iterator(chunk_size=ALL_AT_ONCE))


def count_all(kind: str, criteria: Criteria, *, limit: int | None = None) -> int:
    """How many match, exactly, or at least `limit`."""
    matches, _ = _matches(kind, criteria)
    return 0 if matches is None else matches.order_by()[:limit].count()


def _matches(kind: str, criteria: Criteria) -> tuple[QuerySet[Any] | None, list[tuple[str, bool]]]:
    words = query_words(criteria.text)
    if criteria.text.strip() and not words:
        return None, []
    return _in_order(_filtered(LINES[kind], criteria, words, _term_numbers(criteria)), criteria, words)


def newest(kind: str, limit: int) -> list[str]:
    """Ids of the records changed last."""
    return list(LINES[kind]._default_manager.order_by("-changed_at", "-n").values_list("record_id", flat=True)[:limit])


def _term_numbers(criteria: Criteria) -> dict[tuple[str, str], int]:
    wanted = [(name, key) for name in FACET_FIELDS for key in getattr(criteria, name)]
    if not wanted:
        return {}
    terms = FacetTerm.objects.filter(facet__in={name for name, _ in wanted}, key__in={key for _, key in wanted})
    return {(term.facet, term.key): term.pk for term in terms}


def _filtered(
    line: Line, criteria: Criteria, words: list[QueryWord], numbers: dict[tuple[str, str], int]
) -> QuerySet[Any]:
    lines: QuerySet[Any] = line._default_manager.all()
    if words:
        lines = lines.filter(n__in=line.WORDS.matching(words))
    for name, value in criteria.filters().items():
        if name == "min_verification_level":
            lines = lines.filter(at_least(value, day_number(timezone.localdate())))
        elif name == "company":
            lines = lines.filter(company_id__in=value)
        elif isinstance(value, bool):
            lines = lines.filter(**{name: value})
        else:
            lines = lines.filter(**{f"{name}__in": [numbers[name, key] for key in value if (name, key) in numbers]})
    return lines


def _ranked(lines: QuerySet[Any], text: str, words: list[QueryWord]) -> QuerySet[Any]:
    """Annotate `tier`: 0 the name itself, 1 the name begins with these words, 2 with these letters, 3 every word
    begins a word of the name, 4 elsewhere."""
    wholes = {name_key(text), closed_up(text), " ".join(word.joined for word in words)}
    in_name = Q()
    for word in words:
        joined = Q(names__contains=f" {word.joined}")
        parts = Q(*(Q(names__contains=f" {part}") for part in word.parts)) if len(word.parts) > 1 else Q(pk__in=[])
        in_name &= joined | parts

    def any_of(end: str) -> Q:
        return Q(*(Q(names__contains=f"| {whole}{end}") for whole in sorted(wholes)), _connector=Q.OR)

    return lines.annotate(
        tier=Case(
            When(any_of(" |"), then=Value(0)),
            When(any_of(" "), then=Value(1)),
            When(any_of(""), then=Value(2)),
            When(in_name, then=Value(3)),
            default=Value(4),
            output_field=IntegerField(),
        )
    )


# Each order: column and direction, the row number last so that every order is total and a cursor points at one place.
ORDERS: dict[str, list[tuple[str, bool]]] = {
    "relevance": [("tier", False), ("lead_score", True), ("n", True)],
    "leadScore": [("lead_score", True), ("n", True)],
    "name": [("sort_name", False), ("n", False)],
    "recent": [("changed_at", True), ("n", True)],
}


def _page(
    lines: QuerySet[Any], criteria: Criteria, words: list[QueryWord], cursor: str | None, limit: int
) -> tuple[list[str], str | None]:
    lines, order = _in_order(lines, criteria, words)
    if cursor:
        lines = lines.filter(_after(order, _decode(cursor, criteria.sort, order)))
    columns = [name for name, _ in order]
    rows = list(lines.order_by(*_directions(order)).values_list("record_id", *columns)[: limit + 1])
    next_cursor = None
    if len(rows) > limit:
        rows = rows[:limit]
        next_cursor = encode_cursor([criteria.sort, *(_cursor_value(value) for value in rows[-1][1:])])
    return [row[0] for row in rows], next_cursor


def _in_order(
    lines: QuerySet[Any], criteria: Criteria, words: list[QueryWord]
) -> tuple[QuerySet[Any], list[tuple[str, bool]]]:
    """The lines with all columns that their order takes, and that order."""
    order = ORDERS[criteria.sort]
    if criteria.sort == "relevance":
        order = order if words else order[1:]
        lines = _ranked(lines, criteria.text, words) if words else lines
    return lines, order


def _directions(order: list[tuple[str, bool]]) -> list[OrderBy]:
    return [F(name).desc() if down else F(name).asc() for name, down in order]


def _after(order: list[tuple[str, bool]], values: list[Any]) -> Q:
    """Rows that come after `values` in this order, written so that an index on the first column bounds the scan."""
    condition = Q()
    equal = Q()
    for (name, down), value in zip(order, values, strict=True):
        condition |= equal & Q(**{f"{name}__{'lt' if down else 'gt'}": value})
        equal &= Q(**{name: value})
    first, down = order[0]
    return Q(**{f"{first}__{'lte' if down else 'gte'}": values[0]}) & condition


def _cursor_value(value: Any) -> str | int:
    return value if isinstance(value, (int, str)) else value.isoformat()


def _decode(cursor: str, sort: str, order: list[tuple[str, bool]]) -> list[Any]:
    kinds: list[type] = [str, *(str if name in ("sort_name", "changed_at") else int for name, _ in order)]
    made_for, *rest = decode_cursor(cursor, kinds)
    values: list[Any] = list(rest)
    if made_for != sort:
        raise ValueError("This cursor belongs to another sort order: start again without it.")
    if order[0][0] == "changed_at":
        try:
            moment = parse_datetime(str(values[0]))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise ValueError("This cursor is broken: start again without it.")
        values[0] = moment
    if any(isinstance(value, int) and abs(value) > 2**62 for value in values):
        raise ValueError("This cursor is broken: start again without it.")
    return values


def _tallies(
    line: Line, criteria: Criteria, words: list[QueryWord], numbers: dict[tuple[str, str], int]
) -> tuple[dict[str, Any], int]:
    """Counts per facet, each without its own filter: one pass for all, and one more for each filter in force."""

    def joined(which: Criteria) -> str:
        found = _filtered(line, which, words, numbers).aggregate(codes=JoinedText("facet_code"))
        return str(found["codes"] or "")

    everything = joined(criteria)
    tallies = tally(line, everything)
    for name in criteria.without("company").filters():  # a company is no facet
        facet = "verification_level" if name == "min_verification_level" else name
        tallies |= tally(line, joined(criteria.without(name)), only=facet)
    if tallies["verification_level"].pop(0, 0):
        fallen = _filtered(line, criteria.without("min_verification_level"), words, numbers)
        _count_fallen(fallen, tallies["verification_level"])
    return tallies, len(everything) // len(names_of(line))


def _count_fallen(lines: QuerySet[Any], tally: dict[int, int]) -> None:
    """Lines whose level fell since they were written, under the level that they have today."""
    today = day_number(timezone.localdate())
    for untils in lines.filter(has_fallen(today)).order_by().values_list(*COLUMNS).iterator(ALL_AT_ONCE):
        level = level_from(untils, today)
        tally[level] = tally.get(level, 0) + 1


def levels_of(kind: str, record_ids: Sequence[str], day: date) -> dict[str, int]:
    """The levels by which these records are found on this day, by id."""
    rows = LINES[kind]._default_manager.filter(record_id__in=record_ids).values_list("record_id", *COLUMNS)
    return {key: level_from(untils, day_number(day)) for key, *untils in rows}


def count_levels(kind: str, day: date) -> dict[int, int]:
    """How many records have each level on this day. One query."""
    today = day_number(day)
    counts = {f"n{level}": CountOf("pk", filter=exactly(level, today)) for level in LEVELS}
    found = LINES[kind]._default_manager.aggregate(**counts)
    return {level: found[f"n{level}"] for level in LEVELS}


def ids_at_level(kind: str, level: int, day: date) -> QuerySet[Any]:
    """The ids of the records that have this level on this day, as a subquery."""
    return LINES[kind]._default_manager.filter(exactly(level, day_number(day))).values("record_id")
