"""Facets: one character per facet and line, all lines' characters joined by the database, counted here by numpy.

A pass of GROUP BY per facet sorts all matches each time; joining one narrow column is one scan, and counting the
characters of 50,000 lines takes 2 ms (docs/decisions/0001-facets-by-code.md has the figures).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest

import numpy as np
from django.db.models import Q
from django.utils import timezone

from dealmecca.search.criteria import Criteria, FacetValue
from dealmecca.search.levels import day_number, levels_in
from dealmecca.search.models import CompanyLine, ContactLine, FacetTerm

FLAGS = ("verification_level", "has_email", "has_phone")
FALLS = "verification_level"  # the one that is another on another day
LEVELS = (1, 2, 3, 4, 5)
SHOWN = 24
_OFFSET, _SURROGATES, _SURROGATE_COUNT = 0x100, 0xD800, 0x800

Line = type[ContactLine] | type[CompanyLine]
Tally = defaultdict[int, int]  # number of a value -> how many lines have it


def code_of(numbers: Sequence[int]) -> str:
    """The facet code: one character for each number, in the order of Line.TERMS + FLAGS."""
    return "".join(_character(number) for number in numbers)


def _character(number: int) -> str:
    point = number + _OFFSET
    return chr(point if point < _SURROGATES else point + _SURROGATE_COUNT)


def names_of(line: Line) -> tuple[str, ...]:
    return (*line.TERMS, *FLAGS)


def tally(line: Line, joined: str, only: str = "") -> dict[str, Tally]:
    """Counts per facet and number from joined facet codes; of one facet when `only` names it.

    Level 0 counts lines whose level fell since they were written.
    """
    names = names_of(line)
    points = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4").reshape(-1, len(names)).astype(np.int64)
    points -= np.where(points >= _SURROGATES, _SURROGATE_COUNT, 0) + _OFFSET
    if only in ("", FALLS):
        at = names.index(FALLS)
        points[:, at] = levels_in(points[:, at], day_number(timezone.localdate()))
    return {name: _counted(points[:, at]) for at, name in enumerate(names) if only in ("", name)}


def _counted(column: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Tally:
    counts = np.bincount(column)
    present = np.flatnonzero(counts)
    return defaultdict(int, zip(present.tolist(), counts[present].tolist(), strict=True))


def present(line: Line, tallies: dict[str, Tally], criteria: Criteria) -> dict[str, list[FacetValue]]:
    """Tallies as people and API see them: most frequent first, chosen values always among them. One query."""
    chosen = {name: set(getattr(criteria, name)) for name in line.TERMS}
    wanted: set[int] = set()
    for name in line.TERMS:
        frequent = nlargest(SHOWN, ((count, number) for number, count in tallies[name].items() if number))
        wanted.update(number for _, number in frequent)
    picked = Q(pk__in=wanted)
    for name, keys in chosen.items():
        if keys:
            picked |= Q(facet=name, key__in=keys)
    terms = list(FacetTerm.objects.filter(picked))
    facets: dict[str, list[FacetValue]] = {}
    for name in line.TERMS:
        values = [
            FacetValue(term.key, term.label, tallies[name].get(term.pk, 0), term.key in chosen[name])
            for term in terms
            if term.facet == name and (tallies[name].get(term.pk, 0) or term.key in chosen[name])
        ]
        facets[name] = sorted(values, key=lambda value: (-value.count, value.label))[: SHOWN + len(chosen[name])]
    levels = tallies["verification_level"]
    facets["min_verification_level"] = [
        FacetValue(str(level), str(level), count, criteria.min_verification_level == level)
        for level in LEVELS
        if (count := sum(levels.get(higher, 0) for higher in LEVELS if higher >= level))
    ]
    for name in ("has_email", "has_phone"):
        facets[name] = [
            FacetValue(text, label, tallies[name].get(flag, 0), getattr(criteria, name) is bool(flag))
            for text, label, flag in (("true", "Yes", 1), ("false", "No", 0))
            if tallies[name].get(flag, 0)
        ]
    return facets


def numbers_for(values: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    """The number of each (facet, key, label), making the missing ones; the caller is in a transaction."""
    wanted = {(facet, key): label for facet, key, label in values if key}
    if not wanted:
        return {}
    known = _known(wanted)
    missing = sorted(set(wanted) - set(known))
    if missing:
        FacetTerm.objects.bulk_create(
            [FacetTerm(facet=facet, key=key, label=wanted[facet, key]) for facet, key in missing], ignore_conflicts=True
        )
        known = _known(wanted)
    return known


def _known(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    keys = {key for _, key in wanted}
    return {(term.facet, term.key): term.pk for term in FacetTerm.objects.filter(key__in=keys)}
