"""`python -m bench.events`: fifty processes answer one event at once, ten thousand times, for two hundred seats.

Prints how long it took and what was wrong afterwards; exits 1 when anything was. `--naive` is the control, which reads
before it writes: it must oversell. Runs on the engine of DATABASE_URL, in a database made for it.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import django

ANSWERS, SEATS, PROCESSES, PEOPLE = 10_000, 200, 50, 2_000
PAUSE = (
    0.05  # seconds at most between two answers of one process: on SQLite whoever commits would always be first again
)
# Of a hundred answers: going, not going, maybe. People answer again and again, since there are fewer of them.
MIX = ["GOING"] * 72 + ["NOT_GOING"] * 20 + ["MAYBE"] * 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--seats", type=int, default=SEATS)
    parser.add_argument("--naive", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    from django.db import connection

    from tests.races import answers

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        event_id = make_room(options.seats, PEOPLE)
        each = options.answers // PROCESSES
        act = naive_storm if options.naive else storm
        started = time.perf_counter()
        again = sum(int(waits) * times for waits, times in answers(lambda n: act(event_id, n, each), PROCESSES).items())
        seconds = time.perf_counter() - started
        print(f"{connection.vendor}: {options.answers} answers, {options.seats} seats, {PROCESSES} processes")
        print(f"{seconds:.1f} s, {options.answers / seconds:.0f} answers a second; asked again after 20 s: {again}")
        wrong = faults(event_id)
        print("\n".join(wrong) or "never over, no seat lost, every count equals its rows, no deadlock")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    sys.exit(1 if wrong else 0)


def make_room(seats: int, people: int) -> str:
    """A published event with so many seats, and people who may come; its id."""
    from django.urls import get_resolver
    from django.utils import timezone

    from dealmecca.accounts.models import User
    from dealmecca.events.models import Event, EventStatus

    assert get_resolver().url_patterns  # loaded before the processes part, as in a server that answered before
    User.objects.bulk_create(User(email=f"guest{n:05}@bench.example", password="!") for n in range(people))
    starts = timezone.now() + timedelta(days=30)
    event = Event.objects.create(
        title="The one room", slug="the-one-room", time_zone="UTC", starts_at=starts, ends_at=starts,
        max_attendees=seats, status=EventStatus.PUBLISHED,
    )  # fmt: skip
    return event.pk


def storm(event_id: str, number: int, times: int) -> int:
    """What one process does: random people give random answers, some of them twice in a row.

    Returns how often it had to ask again, because fifty who never rest kept SQLite's lock from it for 20 s.
    """
    from dealmecca.events.actions.rsvps import set_rsvp

    return _storm(event_id, number, times, lambda user, event, status: set_rsvp(actor=user, event=event, status=status))


def naive_storm(event_id: str, number: int, times: int) -> int:
    """The control."""
    return _storm(event_id, number, times, lambda user, event, status: naive_answer(user, event, status))


def naive_answer(user: Any, event: Any, status: str, gate: Callable[[], object] = lambda: None) -> None:
    """Looks whether there is a seat, then takes one: as such code is usually written."""
    from dealmecca.events.models import Attendee, Event

    there = Event.objects.get(pk=event.pk)
    goes = Attendee.objects.filter(event=there, status="GOING").count()
    gate()
    if status == "GOING":
        wanted = "GOING" if goes < (there.max_attendees or 0) else "WAITLISTED"
        values = {"status": wanted, "queue_number": 1 if wanted == "WAITLISTED" else None}
    else:
        values = {"status": status, "queue_number": None}
    Attendee.objects.update_or_create(event=there, user=user, defaults=values)
    seats = min(goes + (values["status"] == "GOING"), there.max_attendees or 0)
    Event.objects.filter(pk=there.pk).update(attendee_count=seats)


def _storm(event_id: str, number: int, times: int, act: Callable[..., object]) -> int:
    from django.db import OperationalError

    from dealmecca.accounts.models import User
    from dealmecca.events.models import Event

    random, event = Random(number), Event.objects.get(pk=event_id)
    people, again = list(User.objects.order_by("email")), 0
    for _ in range(times):
        user, status = random.choice(people), random.choice(MIX)
        left = 2 if random.random() < 0.1 else 1
        while left:
            try:
                act(user, event, status)
                left -= 1
            except OperationalError as error:
                if "locked" not in str(error):  # a deadlock, for one
                    raise
                again += 1
        time.sleep(random.random() * PAUSE)
    return again


def faults(event_id: str) -> list[str]:
    """Every promise that the rows of this event break, in words."""
    from dealmecca.events.models import Attendee, Event

    event = Event.objects.get(pk=event_id)
    rows = list(Attendee.objects.filter(event=event).values_list("status", "user", "queue_number"))
    count = {status: sum(row[0] == status for row in rows) for status in ("GOING", "OFFERED", "WAITLISTED")}
    taken, seats = count["GOING"] + count["OFFERED"], event.max_attendees or 0
    numbers = [row[2] for row in rows if row[2] is not None]
    promises = {
        f"oversold: {taken} of {seats}": taken <= seats,
        f"a lost seat: {taken} of {seats} while {count['WAITLISTED']} wait": taken == seats or not count["WAITLISTED"],
        f"attendee_count {event.attendee_count}, rows {count['GOING']}": event.attendee_count == count["GOING"],
        f"held_count {event.held_count}, rows {count['OFFERED']}": event.held_count == count["OFFERED"],
        "somebody is there twice": len({row[1] for row in rows}) == len(rows),
        "two have one number in the queue": len(set(numbers)) == len(numbers),
    }
    return [fault for fault, is_kept in promises.items() if not is_kept]


if __name__ == "__main__":
    main()
