"""`./dev bench`: how long each list takes at the server, on the database that DATABASE_URL names (demo data in it)."""

import argparse
import os
import statistics
import time

import django

PATHS = {
    "people, no filter": "/people",
    "people, one word": "/people?q=media",
    "people, broad word and filter": "/people?q=director&seniority=VP&minVerificationLevel=2",
    "people, name": "/people?q=maren+oduya",
    "people, three filters": "/people?seniority=VP&seniority=DIRECTOR&industry=ADVERTISING&hasEmail=true",
    "people, has e-mail": "/people?hasEmail=true",
    "people, by name": "/people?sort=name",
    "people, changed last": "/people?sort=recent",
    "companies, no filter": "/companies",
    "companies, words": "/companies?q=halden",
    "companies, filter": "/companies?companyType=AGENCY&sort=name",
    "one box": "/search?q=halden",
    "home": "/",
    "API contacts": "/api/v1/contacts?limit=100",
    "API contacts, words": "/api/v1/contacts?q=media+director&limit=25",
    "API contacts, filters": "/api/v1/contacts?seniority=VP&hasPhone=true&minVerificationLevel=2",
    "API companies": "/api/v1/companies?limit=100",
    "API search": "/api/v1/search?q=halden",
}
GOAL_MS = 100


def main() -> None:
    """Print p50, p95 and query count per list. Timings tell about this machine, counts about the code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from dealmecca.accounts.models import User
    from dealmecca.directory.queries import directory_size

    admin = User.objects.get(email="admin@demo.example")
    people, companies = directory_size(viewer=admin)
    client = Client(headers={"host": "localhost"})
    client.force_login(admin)
    print(f"{connection.vendor}, {people:,} people, {companies:,} companies, {rounds} rounds\n")
    print(f"{'list':32} {'p50 ms':>8} {'p95 ms':>8} {'queries':>8} {'kB':>6}")
    samples: dict[str, list[float]] = {name: [] for name in PATHS}
    for _ in range(rounds):  # one round touches every list, so that a busy moment hits all alike
        for name, path in PATHS.items():
            started = time.perf_counter()
            answer = client.get(path)
            samples[name].append((time.perf_counter() - started) * 1000)
            assert answer.status_code == 200, (path, answer.status_code)
    slow = []
    for name, path in PATHS.items():
        with CaptureQueriesContext(connection) as queries:
            size = len(client.get(path).content) / 1024
        middle, late = statistics.median(samples[name]), sorted(samples[name])[int(rounds * 0.95) - 1]
        print(f"{name:32} {middle:8.1f} {late:8.1f} {len(queries):8} {size:6.0f}")
        if middle > GOAL_MS:
            slow.append(name)
    print(f"\nover {GOAL_MS} ms at the median: {', '.join(slow) or 'none'}")


main()
