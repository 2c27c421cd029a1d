"""`python -m bench.roster`: the roster's questions of a large made-up data set, in a database made for it."""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import django

TREE, ADVERTISERS, AGENCIES, OFFICES = 10_000, 2_000, 500, 4
PEOPLE, HANDLINGS, PARTNERSHIPS = 50_000, 100_000, 30_000
GOAL_MS = 50
TODAY = date.today()
random = Random(7)


def main() -> None:
    """Print the median and the query count of each question. Exits 1 when one is over the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--keep", action="store_true", help="leave the database behind, and use one left behind")
    options = parser.parse_args()
    os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    from django.db import connection, transaction

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=options.keep)
    try:
        from dealmecca.roster.models import Handling

        started = time.perf_counter()
        if not Handling.objects.exists():
            with transaction.atomic():
                fill()
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        print(f"{connection.vendor}: filled in {time.perf_counter() - started:.0f} s, {options.rounds} rounds\n")
        slow = measure(options.rounds)
        print(f"\nover {GOAL_MS} ms at the median: {', '.join(slow) or 'none'}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0, keepdb=options.keep)


def fill() -> None:
    """Companies, people, who handles what and who said so: bulk rows without history, then the search lines."""
    from dealmecca.accounts.models import User
    from dealmecca.database.bulk import insert_rows
    from dealmecca.directory.actions.search import rebuild_search
    from dealmecca.directory.models import Company, Contact, FormerTitle, Position
    from dealmecca.lib.company_names import company_key
    from dealmecca.roster.models import Duty, Evidence, Handling, Partnership

    def company(number: int, kind: str, parent: Company | None = None) -> Company:
        name = f"{kind} {number}"
        slug = name.lower().replace(" ", "-")
        return Company(name=name, name_key=company_key(name), slug=slug, company_type=kind.upper(), parent=parent)

    tree = [company(0, "Agency")]
    for number in range(1, TREE):
        tree.append(company(number, "Agency", tree[(number - 1) // 10]))
    advertisers = [company(number, "Advertiser") for number in range(ADVERTISERS)]
    agencies = [company(TREE + number, "Agency") for number in range(AGENCIES)]
    offices = [company(TREE * 2 + n, "Agency", agencies[n % AGENCIES]) for n in range(AGENCIES * OFFICES)]
    offices += [company(TREE * 3 + n, "Agency", agencies[0]) for n in range(200)]  # one is large
    for rows in (tree, advertisers, agencies, offices):
        insert_rows(Company, rows)
    users = User.objects.bulk_create(User(email=f"user{n}@employer{n // 4}.example", name="") for n in range(200))

    people, jobs, former = [], [], []
    for number in range(PEOPLE):
        at = random.choice(offices[-200:] if number % 20 == 0 else random.choice([offices, offices, tree]))
        person = Contact(first_name=f"Person{number}", last_name="Example", name_key=f"person{number}", company=at,
                         lead_score=number % 100, title="Director", seniority="DIRECTOR")  # fmt: skip
        began = TODAY - timedelta(random.randrange(30, 2_500))
        job = Position(contact=person, company=at, title=person.title, seniority=person.seniority, since=began)
        people.append(person)
        jobs.append(job)
        if number % 3 == 0:
            day = began + (TODAY - began) / 2
            former.append(FormerTitle(position=job, title="Planner", seniority="SPECIALIST", until=day))
    insert_rows(Contact, people)
    insert_rows(Position, jobs)
    insert_rows(FormerTitle, former)

    duties = list(Duty.objects.order_by("slug"))
    handlings, said, seen = [], [], set()
    for number in range(HANDLINGS):
        job = random.choice(jobs)
        account, duty = advertisers[_skewed(number, ADVERTISERS)], random.choice(duties)
        if (job.pk, account.pk, duty.pk) in seen:
            continue
        seen.add((job.pk, account.pk, duty.pk))
        began = job.since + (TODAY - job.since) * random.random()
        ended = TODAY - timedelta(random.randrange(20)) if number % 7 == 0 else None
        row = Handling(contact_id=job.contact_id, position=job, account=account, duty=duty, since=began,
                       until=max(began, ended) if ended else None)  # fmt: skip
        handlings.append(row)
        for user in random.sample(users, 2 + number % 2):
            day = began + (TODAY - began) * random.random()
            word = "WRONG" if random.random() < 0.05 else "CONFIRMED"
            employer = f"domain {user.email.partition('@')[2]}"
            said.append(Evidence(handling=row, said=word, how="SPOKE", said_on=day, user=user, employer=employer))
    insert_rows(Handling, handlings)
    insert_rows(Evidence, said)

    partnerships = []
    for number in range(PARTNERSHIPS):
        is_over = number >= ADVERTISERS * 2  # first one open each in two disciplines, then what was before
        client, discipline = advertisers[number % ADVERTISERS], ("MEDIA", "CREATIVE")[number // ADVERTISERS % 2]
        since = TODAY - timedelta(random.randrange(400, 4_000) if is_over else random.randrange(300))
        partnerships.append(Partnership(
            agency=agencies[_skewed(number, AGENCIES)], advertiser=client, discipline=discipline, market="US",
            is_aor=True, since=since, until=since + timedelta(90) if is_over else None,
        ))  # fmt: skip
    insert_rows(Partnership, partnerships)
    rebuild_search()


def _skewed(number: int, count: int) -> int:
    """One in a hundred goes to the first: somebody is large."""
    return 0 if number % 100 == 0 else number % count


def questions() -> Iterator[tuple[str, Callable[[], Any]]]:
    from django.test import Client

    from dealmecca.accounts.models import User
    from dealmecca.directory.models import Company
    from dealmecca.directory.queries import company_tree
    from dealmecca.roster.models import Handling
    from dealmecca.roster.queries import ClaimFilter, accounts_of, agencies_of, find_claims, list_claims

    viewer = User.objects.order_by("pk")[0]
    client = Client(headers={"host": "localhost"})
    client.force_login(viewer)
    named = {row.slug: row for row in Company.objects.filter(slug__in=SLUGS.values())}
    advertiser, usual, agency, office = (named[SLUGS[key]] for key in ("advertiser", "usual", "agency", "middle"))
    handling = Handling.objects.filter(account=advertiser, until=None).select_related("duty")[0]
    before = TODAY - timedelta(730)

    def claims(**wanted: Any) -> Callable[[], Any]:
        return lambda: find_claims(viewer=viewer, wanted=ClaimFilter(**wanted))

    def page(company: Company) -> Callable[[], Any]:
        return lambda: visit(f"/companies/{company.slug}")

    def card(account: Company) -> Callable[[], Any]:
        duty = Handling.objects.filter(account=account, until=None).select_related("duty")[0].duty
        text = f"Who handles {duty.name} for {account.name}?"
        assert b'class="answer"' in client.get("/search", {"q": text}).content
        return lambda: visit("/search", q=text)

    def visit(path: str, **words: str) -> int:
        answer = client.get(path, words)
        assert answer.status_code == 200
        return len(answer.content)

    yield "claims, large account and duty", claims(accounts=(advertiser.pk,), duties=(handling.duty_id,))
    yield "claims, usual account", claims(accounts=(usual.pk,))
    yield "claims, large account", claims(accounts=(advertiser.pk,))
    yield "claims, person", claims(contacts=(handling.contact_id,))
    yield "claims, agency of 5 offices", claims(agencies=(named[SLUGS["small"]].pk,))
    yield "claims, agency of 200 offices", claims(agencies=(agency.pk,))
    yield "claims, 10,000 offices, account", claims(agencies=(named[SLUGS["top"]].pk,), accounts=(usual.pk,))
    yield "claims, account, 2 years ago", claims(accounts=(usual.pk,), day=before)
    yield "agencies of an advertiser", lambda: agencies_of(viewer=viewer, company=usual)
    yield "accounts of an agency", lambda: accounts_of(viewer=viewer, company_ids=[agency.pk], day=TODAY)
    yield "list of claims, first page", lambda: list_claims(viewer=viewer, wanted=ClaimFilter())
    yield "list of claims, 2 years ago", lambda: list_claims(viewer=viewer, wanted=ClaimFilter(day=before))
    yield "tree of 10,000", lambda: company_tree(viewer=viewer, company=office)
    yield "answer card, usual account", card(usual)
    yield "answer card, large account", card(advertiser)
    yield "page, usual advertiser", page(usual)
    yield "page, large advertiser", page(advertiser)
    yield "page, large agency", page(agency)
    yield "page, amid 10,000 companies", page(office)


SLUGS = {
    "advertiser": "advertiser-0", "usual": "advertiser-77", "agency": f"agency-{TREE}", "small": f"agency-{TREE + 9}",
    "top": "agency-0", "middle": "agency-77",
}  # fmt: skip


def measure(rounds: int) -> Sequence[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = dict(questions())
    samples: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(rounds + 1):  # one round touches every question; the first only warms up
        for name, ask in asked.items():
            started = time.perf_counter()
            ask()
            samples[name] += [(time.perf_counter() - started) * 1000] if number else []
    slow = []
    print(f"{'question':34} {'median ms':>9} {'queries':>8} {'found':>7}")
    for name, ask in asked.items():
        with CaptureQueriesContext(connection) as queries:
            found = ask()
        middle = statistics.median(samples[name])
        count = len(found) if isinstance(found, list) else ""
        print(f"{name:34} {middle:9.1f} {len(queries):8} {count:>7}")
        slow += [name] if middle > GOAL_MS else []
    return slow


if __name__ == "__main__":
    main()
