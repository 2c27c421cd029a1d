"""The weights in force, and what the decisions on pairs say about them."""

from dataclasses import dataclass

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.queries import directory_size
from dealmecca.quality.matching.features import LEVELS
from dealmecca.quality.matching.finding import DUPLICATE, STRANGERS, Pair, find_people
from dealmecca.quality.matching.finding_offices import find_offices
from dealmecca.quality.matching.learning import PRIOR_NAME, Decided, Learnt, Lesson, learn
from dealmecca.quality.matching.scoring import prior_of_size
from dealmecca.quality.matching.weights import FIXED, SURE, Table, Weighing
from dealmecca.quality.models import DuplicatePair, MatchingWeights, PairState
from dealmecca.quality.queries.records import all_offices, all_people

KINDS = {"contact": "People", "company": "Companies"}
_PLACES = {level for place, level in enumerate(LEVELS["place"]) if place >= STRANGERS}
Lessons = dict[str, Lesson]


@dataclass(frozen=True)
class Effect:
    """What other weights would do to the pairs that are found."""

    come: int
    go: int
    become_sure: int
    no_longer_sure: int


def weights_in_force() -> MatchingWeights | None:
    """The set applied last; None while it is the fixed ones and has always been. One query."""
    return MatchingWeights.objects.order_by("-pk").first()


def weighing_in_force() -> Weighing:
    """For whoever compares records. One query."""
    applied = weights_in_force()
    return weighing_of(applied.weights) if applied else FIXED


def weighing_of(rows: list[tuple[str, str, str, float, int, int]]) -> Weighing:
    """The fixed weights with these in their places; what is no level any more is left out."""
    tables: dict[str, Table] = {
        kind: {feature: dict(levels) for feature, levels in table.items()}
        for kind, table in (("contact", FIXED.people), ("company", FIXED.companies))
    }
    priors = {"contact": FIXED.people_prior, "company": FIXED.companies_prior}
    for kind, feature, level, weight, *_ in rows:
        if feature == PRIOR_NAME:
            priors[kind] = weight
        elif level in tables[kind].get(feature, {}):
            tables[kind][feature][level] = weight
    return Weighing(tables["contact"], priors["contact"], tables["company"], priors["company"])


def rows_of(lessons: Lessons) -> list[tuple[str, str, str, float, int, int]]:
    """As they are stored."""
    return [
        (kind, one.feature, one.level, round(one.new, 2), one.decisions, one.same)
        for kind, lesson in lessons.items()
        for one in lesson.weights
    ]


def lessons_of_decisions(*, viewer: User) -> tuple[Lessons, int]:
    """({kind: what its decisions say}, how many decisions on moves were left out: they are another question).

    Always from the fixed weights, so that no decision counts twice. Merged is one record, "not the same" is two; what
    was put off says nothing, and neither does a merge that was taken apart. Two queries.
    """
    size = prior_of_size(directory_size(viewer=viewer)[0])
    decided: dict[str, list[Decided]] = {kind: [] for kind in KINDS}
    moves = 0
    rows = DuplicatePair.objects.visible_to(viewer).filter(state__in=[PairState.MERGED, PairState.NOT_SAME])
    for pair in rows.order_by("pk"):
        if pair.label != DUPLICATE:
            moves += 1
            continue
        levels = tuple((feature, level) for feature, level, _ in pair.reasons)
        is_far = pair.record_kind == "contact" and any(f == "place" and level in _PLACES for f, level in levels)
        decided[pair.record_kind].append(Decided(levels, pair.state == PairState.MERGED, size if is_far else 0.0))
    return {
        "contact": learn(decided["contact"], FIXED.people, FIXED.people_prior),
        "company": learn(decided["company"], FIXED.companies, FIXED.companies_prior),
    }, moves


def weights_now(lessons: Lessons) -> dict[str, list[tuple[Learnt, float]]]:
    """{kind: [(what was learnt, the weight in force)]}, what would change most first."""
    now = weighing_in_force()
    tables = {"contact": (now.people, now.people_prior), "company": (now.companies, now.companies_prior)}
    found = {}
    for kind, lesson in lessons.items():
        table, prior = tables[kind]
        lines = [(one, prior if one.feature == PRIOR_NAME else table[one.feature][one.level]) for one in lesson.weights]
        found[kind] = sorted(lines, key=lambda line: (-abs(line[0].new - line[0].old), line[0].feature, line[0].level))
    return found


def effects_of(weighing: Weighing) -> dict[str, Effect]:
    """What these weights would change in the queue: everybody and every company is compared twice."""
    now = weighing_in_force()
    people, offices = list(all_people(viewer=operator())), list(all_offices(viewer=operator()))
    return {
        "contact": _effect("contact", find_people(people, now), find_people(people, weighing)),
        "company": _effect("company", find_offices(offices, now), find_offices(offices, weighing)),
    }


def _effect(kind: str, before: list[Pair], after: list[Pair]) -> Effect:
    decided = DuplicatePair.objects.filter(record_kind=kind, state=PairState.NOT_SAME).values_list("a_id", "b_id")
    settled = {frozenset(ids) for ids in decided.iterator()}
    then, now = (
        {frozenset(pair[:2]): pair.confidence >= SURE for pair in pairs if pair.label != "office"}
        for pairs in (before, after)
    )
    for ids in settled:
        then.pop(ids, None)
        now.pop(ids, None)
    both = then.keys() & now.keys()
    return Effect(
        come=len(now.keys() - then.keys()),
        go=len(then.keys() - now.keys()),
        become_sure=sum(now[ids] and not then[ids] for ids in both),
        no_longer_sure=sum(then[ids] and not now[ids] for ids in both),
    )


def applied_weights(*, viewer: User) -> list[MatchingWeights]:
    """Every set, the newest first: it is the one in force."""
    return list(MatchingWeights.objects.visible_to(viewer).select_related("applied_by").order_by("-pk"))
