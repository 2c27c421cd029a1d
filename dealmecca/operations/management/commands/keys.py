"""`dealmecca keys`: make a member's key of the API, list them, revoke one."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dealmecca.accounts.queries import key_of_prefix, keys_of, user_named
from dealmecca.billing.actions.api_keys import issue_key, withdraw_key
from dealmecca.history.models import Door


class Command(BaseCommand):
    help = "Keys of the API: keys create EMAIL --scopes read,write; keys list EMAIL; keys revoke PREFIX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make a key and print it, this once")
        create.add_argument("email")
        create.add_argument("--scopes", required=True, help="of read, write, export, with commas between")
        create.add_argument("--name", default="Made by the operator")
        create.add_argument("--expires-days", type=int, help="left out: until it is revoked")
        verbs.add_parser("list", help="a member's keys").add_argument("email")
        verbs.add_parser("revoke", help="withdraw a key").add_argument("prefix", help="what follows dm_ in the key")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["verb"])(options)
        except ObjectDoesNotExist:
            raise CommandError(f"There is no {options.get('email') or options.get('prefix')}.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except PermissionDenied as error:
            raise CommandError(str(error)) from None

    def create(self, options: dict[str, Any]) -> None:
        owner, days = user_named(options["email"]), options["expires_days"]
        _, text = issue_key(
            actor=None,
            door=Door.CLI,
            owner=owner,
            name=options["name"],
            scopes=[scope.strip() for scope in options["scopes"].split(",") if scope.strip()],
            expires_at=timezone.now() + timedelta(days=days) if days is not None else None,
        )
        self.stdout.write(text)

    def list(self, options: dict[str, Any]) -> None:
        for key in keys_of(user_named(options["email"])):
            used = f"used {key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never used"
            state = "revoked" if key.revoked_at else "works" if key.is_working else "ran out"
            self.stdout.write(f"{key.prefix}  {state:<8} {','.join(key.scopes):<18} {used:<22} {key.name}")

    def revoke(self, options: dict[str, Any]) -> None:
        withdraw_key(actor=None, door=Door.CLI, key=key_of_prefix(options["prefix"].removeprefix("dm_").split("_")[0]))
        self.stdout.write("It works no more.")
