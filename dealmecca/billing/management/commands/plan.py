"""`dealmecca plan EMAIL --tier PRO --until 2027-01-31`: the operator's hand on somebody's plan."""

from argparse import ArgumentParser
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from dealmecca.accounts.models import SubscriptionTier
from dealmecca.billing.actions.subscriptions import grant_plan
from dealmecca.billing.queries.members import member_by_email
from dealmecca.history.models import Door


class Command(BaseCommand):
    help = "Give somebody a plan, or say which one they have. FREE ends what was given or invoiced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--tier", choices=SubscriptionTier.values)
        parser.add_argument("--seats", type=int, default=1, help="for TEAM (default 1)")
        parser.add_argument("--until", metavar="DATE", help="the last day, as 2027-01-31 (default: no end)")

    def handle(self, *args: Any, **options: Any) -> None:
        user = member_by_email(email=options["email"])
        if user is None:
            raise CommandError(f"Nobody signs in as {options['email']}.")
        if options["tier"]:
            try:
                until = date.fromisoformat(options["until"]) if options["until"] else None
            except ValueError:
                raise CommandError("Write --until as 2027-01-31.") from None
            # The end of that day where the member lives.
            end = datetime.combine(until + timedelta(days=1), time(), user.zone) if until else None
            try:
                grant_plan(
                    actor=None, door=Door.CLI, user=user, tier=options["tier"], seats=options["seats"], until=end
                )
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from None
            user.refresh_from_db()
        end_text = f" until {user.plan_until.isoformat(timespec='minutes')}" if user.plan_until else ""
        self.stdout.write(f"{user.email}: {user.get_subscription_tier_display()}{end_text}")
