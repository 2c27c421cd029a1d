"""`dealmecca privacy erase`: a person is forgotten, and what still stands of them is looked for."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.database.erasing import tables_that_hold
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import get_contact
from dealmecca.history.models import Door
from dealmecca.privacy.actions.erasing import erase_person
from dealmecca.privacy.queries.suppressions import listed_with, read_address

SUMMARY = "erase a person: ID, or one of their addresses; there is no undo"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("person", help="the id, email address, phone number or LinkedIn profile")
    parser.add_argument("--yes", action="store_true", help="without asking")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    people = _found(options["person"])
    if not people:
        raise CommandError("Nobody is listed so.")
    for contact in people:
        if not options["yes"] and input(f"Erase {contact.full_name} for good? [y/N] ").strip().lower() != "y":
            continue
        person = erase_person(actor=None, door=Door.CLI, contact=contact)
        command.stdout.write(f"{contact.pk}: erased, {len(person.addresses)} addresses suppressed.")
        for place, rows in tables_that_hold(person.points).items():
            command.stdout.write(f"  still named in {place}: {rows:,} rows")


def _found(text: str) -> list[Contact]:
    try:
        return [get_contact(viewer=operator(), contact_id=text)]
    except Contact.DoesNotExist:
        return listed_with(read_address(text))
