"""`dealmecca privacy export`: all that is kept about one person, as a ZIP."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import get_contact
from dealmecca.privacy.files import NAME, dossier_file
from dealmecca.privacy.queries.dossier import dossier_of

SUMMARY = "write all that is kept about a person into a ZIP: ID"


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("person", help="the id")
    parser.add_argument("--out", type=Path, default=Path(NAME))
    parser.add_argument("--with-texts", action="store_true", help="with sellers' notes: for the person's eyes alone")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    try:
        contact = get_contact(viewer=operator(), contact_id=options["person"])
    except Contact.DoesNotExist:
        raise CommandError("Nobody is listed with this id.") from None
    out: Path = options["out"]
    out.touch(mode=0o600)
    out.write_bytes(dossier_file(dossier_of(contact=contact, with_texts=options["with_texts"])))
    command.stdout.write(f"Wrote {out}.")
