"""`dealmecca who "ctv kestrel cola"`: who handles what, from a terminal."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from dealmecca.accounts.viewers import operator
from dealmecca.lib.query_values import iso_day
from dealmecca.roster.queries import Claim
from dealmecca.roster.queries.answers import Answer, answer_question
from dealmecca.roster.schemas.answers import who_answer

SHOWN = 10


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Ask who handles what: a duty and an account in any words, an agency, a market or a day if it matters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", nargs="+", metavar="QUESTION", help='such as "ctv kestrel cola"')
        parser.add_argument("--as-of", metavar="DATE", help="that day instead of today, as 2025-03-31")
        parser.add_argument("--exact", action="store_true", help="take every word as it is typed")
        parser.add_argument("--json", action="store_true", help="answer as the API does")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = iso_day(options["as_of"]) if options["as_of"] else None
        except ValueError as problem:
            raise CommandError(f"--as-of: {problem}") from None
        text = " ".join(options["question"])
        found = answer_question(viewer=operator(), text=text, day=day, exact=options["exact"])
        if options["json"]:
            answer = who_answer(found).model_dump(by_alias=True)
            self.stdout.write(json.dumps(answer, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(found)))


def _lines(found: Answer) -> list[str]:
    asked = found.understanding
    lines = [f"Showing {meant} for “{typed}”; --exact takes it as typed." for typed, meant in asked.corrections]
    if found.card:
        lines.append(_line(found.card, found.day))
    others = found.others[:SHOWN]
    if others:
        lines += ["Also:" if found.card else "Who fits:", *(f"  {_line(claim, found.day)}" for claim in others)]
        if len(found.others) > SHOWN:
            lines.append(f"  … and {len(found.others) - SHOWN:,} more")
    if not found.claims:
        what = (
            "No duty and no company that we know is named." if asked.is_empty else "Nobody is recorded for all of it."
        )
        lines.append(what)
    return [_printable(line) for line in lines]


def _line(claim: Claim, day: date) -> str:
    standing = claim.standing
    said = f"confirmed {standing.confirmed_on} by {standing.confirmed_by}" if standing.confirmed_on else "not confirmed"
    told = [
        claim.contact.full_name,
        ", ".join(text for text in (claim.title, claim.company.name) if text),
        f"{claim.duty.name} for {claim.account.name}",
        f"{'since' if claim.is_since_known else 'known since'} {claim.since}",
        said,
        *(["disputed"] if claim.is_disputed else ["recheck due"] if standing.is_stale else []),
        *([f"until {claim.until}"] if claim.until else []),
    ]
    return " · ".join(told)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)  # no terminal escapes
