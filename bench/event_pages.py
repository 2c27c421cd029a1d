"""`python -m bench.event_pages`: the time that the database takes for the pages of events, in a large made-up one.

5,000 events, one of them with 20,000 guests; prints the median of the database's own time (bench/statements.py), of
what this program sees of it, and the queries of each page; exits 1 when one takes longer than the
goal. Runs on the engine of DATABASE_URL, in a database made for it.
"""

import argparse
import os
import statistics
import sys
from datetime import timedelta

import django

from bench.statements import as_seen, catch, in_database

EVENTS, GUESTS, EACH = 5_000, 20_000, 20
SEATS = 19_000  # those who answer later wait
GOAL_MS = 3.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=31)
    rounds = parser.parse_args().rounds
    os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    from django.db import connection, transaction

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with transaction.atomic():
            pages = fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as it does itself
        print(f"{connection.vendor}: {EVENTS:,} events, {GUESTS:,} guests of one, {rounds} rounds")
        slow = measure(pages, rounds)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    sys.exit(1 if slow else 0)


def fill() -> list[str]:
    """The addresses that are asked."""
    from django.utils import timezone

    from dealmecca.accounts.models import User
    from dealmecca.database.bulk import insert_rows
    from dealmecca.directory.models import Company
    from dealmecca.events.models import Attendee, Event, EventCompany, Rating

    now = timezone.now()
    companies = [Company(name=f"Agency {n}", name_key=f"agency{n}", slug=f"agency-{n}") for n in range(500)]
    insert_rows(Company, companies)
    users = [
        User(email=f"guest{n:05}@bench.example", name=f"Guest {n}", company=companies[n % 500]) for n in range(GUESTS)
    ]
    User.objects.bulk_create(users)
    events = []
    for number in range(EVENTS):
        starts = now + timedelta(days=number // 10 - 200, hours=3)
        events.append(
            Event(
                title=f"Talk {number}", slug=f"talk-{number}", time_zone="America/New_York", status="PUBLISHED",
                starts_at=starts, ends_at=starts + timedelta(hours=2), city=f"City {number % 40}",
                city_key=f"city {number % 40}", search_text=f" talk {number} city", organiser=companies[number % 500],
            )
        )  # fmt: skip
    large, past = events[2_100], events[1_000]
    large.max_attendees = large.attendee_count = SEATS
    insert_rows(Event, events)
    kinds = ["EVERYBODY", "TEAM", "NOBODY"]
    rows = [
        Attendee(event=large, user=user, status="GOING" if n < SEATS else "WAITLISTED", visibility=kinds[n % 3],
                 queue_number=None if n < SEATS else n - SEATS + 1)
        for n, user in enumerate(users)
    ]  # fmt: skip
    for number, event in enumerate(events[: EVENTS // 2]):
        if event is not large:
            rows += [Attendee(event=event, user=users[(number * 7 + n) % GUESTS], status="GOING") for n in range(EACH)]
    insert_rows(Attendee, rows)
    insert_rows(EventCompany, [EventCompany(event=large, company=company) for company in companies[:40]])
    insert_rows(Rating, [Rating(event=past, user=user, overall=4) for user in users[:500]])
    return [
        large.url,
        past.url,
        "/events",
        "/events?when=past",
        "/events?q=talk+21",
        "/events/month",
        f"{large.url}/attendees",
    ]


def measure(pages: list[str], rounds: int) -> list[str]:
    from django.test import Client

    from dealmecca.accounts.models import User

    client, slow = Client(), []  # somebody who waits
    client.force_login(User.objects.order_by("-email")[5])
    for address in pages:

        def read(address: str = address) -> None:
            assert client.get(address).status_code == 200, address

        own, seen, count = [], [], 0
        for _ in range(rounds):
            statements = catch(read)
            own.append(in_database(statements))
            seen.append(as_seen(statements))
            count = len(statements)
        median, around = statistics.median(own), statistics.median(seen)
        print(f"{median:7.2f} ms database, {around:6.2f} ms as seen, {count:3} queries  {address}", flush=True)
        if median > GOAL_MS:
            slow.append(address)
    print(f"over {GOAL_MS:.0f} ms: {', '.join(slow) or 'none'}")
    return slow


if __name__ == "__main__":
    main()
