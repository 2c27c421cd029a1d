"""Taking over what reviewers' decisions say about the weights, and going back."""

from django.core.exceptions import ValidationError
from django.db import transaction

from dealmecca.accounts.viewers import operator
from dealmecca.database.locks import lock_until_commit
from dealmecca.quality.models import MatchingWeights
from dealmecca.quality.permissions import Actor, can_tune, require
from dealmecca.quality.queries.weights import Lessons, lessons_of_decisions, rows_of, weights_in_force

WEIGHTS = "weights of matching"
ENOUGH, OF_EACH = 50, 10  # decisions of one kind of record, and of them merged and not the same
REFUSED = "Only admins change the weights by which records are compared."


@transaction.atomic
def apply_weights(*, actor: Actor) -> MatchingWeights:
    """Those that the decisions as they are now give. A kind of record with too few decisions, or whose decisions the
    new weights tell no better than the fixed ones, keeps the fixed ones. Raises ValidationError when nothing is left,
    or when it is what is in force."""
    require(can_tune(actor), REFUSED)
    lock_until_commit(WEIGHTS)
    lessons, _ = lessons_of_decisions(viewer=operator())
    learnt = {kind: lesson for kind, lesson in lessons.items() if not why_not(lessons, kind)}
    if not learnt:
        raise ValidationError("Nothing was applied: " + " ".join(filter(None, (why_not(lessons, k) for k in lessons))))
    rows = rows_of(learnt)
    now = weights_in_force()
    if now and [list(row) for row in rows] == now.weights:
        raise ValidationError("Nothing was applied: these weights are in force already.")
    count = sum(lesson.decisions for lesson in learnt.values())
    return MatchingWeights.objects.create(weights=rows, decisions=count, applied_by_id=actor.pk if actor else None)


@transaction.atomic
def reset_weights(*, actor: Actor, to: str = "") -> MatchingWeights:
    """The fixed weights again, or those of the earlier set whose id is `to`. Raises ValidationError."""
    require(can_tune(actor), REFUSED)
    lock_until_commit(WEIGHTS)
    earlier = MatchingWeights.objects.filter(pk=to).first() if to else None
    if to and earlier is None:
        raise ValidationError(f"There is no set of weights {to}.")
    now, rows = weights_in_force(), earlier.weights if earlier else []
    if (now.weights if now else []) == rows:
        raise ValidationError("Nothing was changed: these weights are in force already.")
    return MatchingWeights.objects.create(
        weights=rows,
        decisions=earlier.decisions if earlier else 0,
        again=earlier,
        applied_by_id=actor.pk if actor else None,
    )


def why_not(lessons: Lessons, kind: str) -> str:
    """Why what the decisions on this kind say is not taken over; "" when it is."""
    lesson = lessons[kind]
    what = "people" if kind == "contact" else "companies"
    other = lesson.decisions - lesson.same
    if lesson.decisions < ENOUGH or min(lesson.same, other) < OF_EACH:
        return (
            f"{lesson.decisions} decisions on {what} ({lesson.same} merged, {other} not the same) are too few: "
            f"{ENOUGH} are asked for, {OF_EACH} of each."
        )
    if not lesson.is_better:
        return f"Weights from the decisions on {what} would tell decisions that they have not seen no better."
    return ""
