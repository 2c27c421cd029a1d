"""`dealmecca quality weights`: by what records are compared, and what reviewers' decisions say about it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.quality.actions.weights import apply_weights, reset_weights, why_not
from dealmecca.quality.matching.learning import PRIOR, Fit
from dealmecca.quality.queries.pairs import signed
from dealmecca.quality.queries.weights import (
    KINDS,
    applied_weights,
    effects_of,
    lessons_of_decisions,
    rows_of,
    weighing_of,
    weights_now,
)

SUMMARY = "show the weights by which records are compared, and tune them by the decisions on pairs"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--from-decisions", action="store_true", help="what the decisions say; changes nothing")
    parser.add_argument("--apply", action="store_true", help="with --from-decisions: compare by these from now on")
    parser.add_argument("--reset", action="store_true", help="compare by the fixed weights again")
    parser.add_argument("--back-to", metavar="ID", default="", help="compare by this earlier set again")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    say = command.stdout.write
    try:
        if options["reset"] or options["back_to"]:
            applied = reset_weights(actor=None, to=options["back_to"])
            say(f"Set {applied.pk} is in force. The queue follows when duplicates are looked for the next time.")
        elif options["from_decisions"]:
            _tell_decisions(say)
            if options["apply"]:
                applied = apply_weights(actor=None)
                say(f"Applied as set {applied.pk}, from {applied.decisions:,} decisions.")
                say("The queue follows when duplicates are looked for the next time.")
            else:
                say("Nothing was changed. --apply takes these weights over.")
        elif options["apply"]:
            raise CommandError("Say --from-decisions --apply.")
        else:
            _tell_sets(say)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None


def _tell_sets(say: Any) -> None:
    sets = applied_weights(viewer=operator())
    if not sets:
        say("The fixed weights are in force; no others were ever applied.")
    for place, each in enumerate(sets):
        what = f"{len(each.weights)} weights from {each.decisions:,} decisions" if each.weights else "the fixed weights"
        again = f", set {each.again_id} again" if each.again_id else ""
        who = each.applied_by or "the operator"
        say(f"{each.pk}  {each.applied_at:%Y-%m-%d %H:%M}  by {who}: {what}{again}{'' if place else '; in force'}")


def _tell_decisions(say: Any) -> None:
    lessons, moves = lessons_of_decisions(viewer=operator())
    now = weights_now(lessons)
    for kind, lesson in lessons.items():
        other = lesson.decisions - lesson.same
        say(f"{KINDS[kind]}: {lesson.decisions:,} decisions, {lesson.same:,} merged, {other:,} not the same")
        if lesson.decisions:
            say(f"  {'':44}{'fixed':>7}{'now':>7}{'new':>7}{'pairs':>8}{'merged':>8}{'expected':>10}")
        for one, weight in now[kind]:
            name = f"{one.feature}: {one.level}" if one.level else one.feature
            say(
                f"  {name:44}{signed(one.old):>7}{signed(weight):>7}{signed(one.new):>7}"
                f"{one.decisions:>8,}{one.same:>8,}{one.expected:>10,.1f}"
            )
        if lesson.decisions:
            say(f"  the fixed weights tell these decisions: {_fit(lesson.before)}")
            say(f"  the new ones, each decision judged by weights that had not seen it: {_fit(lesson.after)}")
        if why := why_not(lessons, kind):
            say(f"  Kept as they are: {why}")
    if moves:
        say(f"Left out: {moves:,} decisions on moves, which are another question.")
    learnt = {kind: lesson for kind, lesson in lessons.items() if not why_not(lessons, kind)}
    if learnt:
        for kind, effect in effects_of(weighing_of(rows_of(learnt))).items():
            say(
                f"In the queue of {KINDS[kind].lower()} {effect.come:,} pairs would come and {effect.go:,} go; "
                f"{effect.become_sure:,} would become sure, {effect.no_longer_sure:,} no longer be."
            )
    say(f"Each weight is held where it is by a prior worth {PRIOR} decisions at even odds.")


def _fit(fit: Fit) -> str:
    return f"precision {fit.precision:.3f}, recall {fit.recall:.3f}, {fit.loss:.3f} bits a decision"
