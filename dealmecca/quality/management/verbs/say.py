"""`dealmecca quality say`: the same word about many records, by a list of their ids."""

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.directory.queries import companies_by_id, contacts_by_id
from dealmecca.history.models import Door
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.words import Kind

SUMMARY = "say the same about many records: KIND, and a file with one id on each line"
AT_ONCE = 500


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("kind", choices=[kind for kind in Kind.values if kind != Kind.WRONG])
    parser.add_argument("ids", type=Path, metavar="FILE", help="ids of people or companies, one on each line")
    parser.add_argument("--note", default="")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    try:
        wanted = iter(dict.fromkeys(options["ids"].read_text(encoding="utf-8").split()))
    except OSError as error:
        raise CommandError(f"{options['ids']} cannot be read: {error.strerror}.") from None
    new = known = missing = 0
    while ids := list(islice(wanted, AT_ONCE)):
        contacts = list(contacts_by_id(viewer=operator(), ids=ids).values())
        companies = list(companies_by_id(viewer=operator(), ids=ids).values())
        missing += len(ids) - len(contacts) - len(companies)
        if not contacts and not companies:
            continue
        said: dict[str, Any] = {"kind": options["kind"], "note": options["note"], "door": Door.CLI}
        try:
            added = add_evidence(actor=None, contacts=contacts, companies=companies, **said)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        new, known, missing = new + len(added.new), known + len(added.known), missing + added.left_out
    command.stdout.write(f"{new:,} said, {known:,} said today already, {missing:,} left out.")
