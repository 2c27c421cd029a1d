"""`python -m bench.addresses`: whether the time of an answer tells if an address has an account.

Signs in, asks for a reset and signs up by turns with addresses that are known and such that are not, with the hasher of
production, and compares the two piles by the Mann-Whitney test (normal approximation). Exits 1 when one pile is slower
by more than chance.
"""

import argparse
import math
import os
import sys
import time
from collections.abc import Sequence

import django

CHANCE = 0.01
EVEN_SECONDS = 0.4  # as outside of tests


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    times = parser.parse_args().times
    os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import override_settings

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        hashers = [hasher for hasher in settings.PASSWORD_HASHERS if "MD5" not in hasher]
        with override_settings(PASSWORD_HASHERS=hashers, EVEN_ANSWER_SECONDS=EVEN_SECONDS):
            told = measure(times)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    sys.exit(1 if told else 0)


def measure(times: int) -> list[str]:
    """The doors whose time tells. Prints a line for each."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import make_password
    from django.test import Client

    from dealmecca.accounts.models import User

    secret = make_password("a quiet sentence of hers")
    users = User.objects.bulk_create(
        User(email=f"known{number}@bench.example", password=secret) for number in range(times)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    doors = {
        "sign in": ("/accounts/login/", {"password": "something that is wrong"}, "login"),
        "reset": ("/accounts/password/reset/", {}, "email"),
        "sign up": ("/accounts/signup/", {"password1": "a quiet sentence", "name": "Bench"}, "email"),
    }
    print(f"{times} times each\n\n{'door':10} {'known ms':>9} {'unknown ms':>11} {'p':>7}")
    telling = []
    for door, (address, values, field) in doors.items():
        took: dict[str, list[float]] = {"known": [], "unknown": []}
        for number in range(times):
            for kind in ("known", "unknown") if number % 2 else ("unknown", "known"):
                sent = {**values, field: f"{kind}{number}@bench.example"}
                if kind == "unknown":
                    sent[field] = f"{door.replace(' ', '')}{sent[field]}"  # nobody signed up with it a moment ago
                client = Client(headers={"host": "localhost"}, REMOTE_ADDR=f"10.{len(door)}.{number}.{len(kind)}")
                started = time.perf_counter()
                client.post(address, sent)
                took[kind].append((time.perf_counter() - started) * 1000)
        p = same_by_chance(took["known"], took["unknown"])
        middles = [sorted(one)[len(one) // 2] for one in took.values()]
        print(f"{door:10} {middles[0]:9.1f} {middles[1]:11.1f} {p:7.3f}")
        telling += [door] if p < CHANCE else []
    print(f"\ntold apart by their time: {', '.join(telling) or 'none'}")
    return telling


def same_by_chance(ones: Sequence[float], others: Sequence[float]) -> float:
    """Two-sided p of Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than
    the Other" (1947), by the normal approximation; times hold no ties worth correcting for."""
    above = sum((one > other) + 0.5 * (one == other) for one in ones for other in others)
    count = len(ones) * len(others)
    spread = math.sqrt(count * (len(ones) + len(others) + 1) / 12)
    return math.erfc(abs(above - count / 2) / spread / math.sqrt(2))


if __name__ == "__main__":
    main()
