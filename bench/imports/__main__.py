"""`python -m bench.imports`: a file of people comes in: new, again, changed and half known; in a database made for it.

Each import is a process of its own, as the command line runs it. Memory is what it and its children hold at most
(resident, the database server left out); the share is of the time that the database needs to load the same bytes by
itself: COPY into a table of texts on PostgreSQL, executemany on SQLite, without keys and indexes.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import django

from bench.imports.memory import peak_of

GOAL_ROWS, GOAL_MB = 4_000, 300


def main() -> None:
    """Print rows a second, memory, share of raw loading and statements for each file. Exits 1 under the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--again", action="store_true", help="also the same file, one with changes, one half known")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    django.setup()
    if options.one:
        print(json.dumps(import_one(options.one)))
        return
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            is_good = measure(Path(folder), options.rows, again=options.again)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    raise SystemExit(0 if is_good else 1)


def measure(folder: Path, rows: int, *, again: bool) -> bool:
    from django.db import connection

    from bench.imports.files import write_file

    plans: dict[str, dict[str, Any]] = {"new": {}}
    if again:
        plans |= {"the same again": {}, "a fifth changed": {"changed": True}, "half known": {"first": rows // 2}}
    print(f"{connection.vendor}, {rows:,} rows, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    columns = ("rows/s", "raw rows/s", "share", "MB", "stmts/batch", "cpu s", "load")
    print(f"{'file':16}" + "".join(f"{name:>12}" for name in columns))
    is_good = True
    for label, plan in plans.items():
        path = folder / "people.csv"
        write_file(path, rows, **plan)
        raw = rows / load_raw(path)
        started = time.perf_counter()
        found, peak = run_one(path)
        speed, megabytes = rows / found["seconds"], peak / 1024
        load = os.getloadavg()[0]
        print(
            f"{label:16}{speed:12,.0f}{raw:12,.0f}{speed / raw:12.1%}{megabytes:12.0f}"
            f"{found['statements'] / found['batches']:12.1f}{found['cpu']:12.1f}{load:12.1f}",
            flush=True,
        )
        assert time.perf_counter() - started >= found["seconds"]
        print(f"{'':16}{found['counts']}")
        is_good = is_good and megabytes < GOAL_MB and (speed >= GOAL_ROWS or connection.vendor != "postgresql")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return is_good


def load_raw(path: Path) -> float:
    """Seconds in which the database alone takes the same bytes, everything as text."""
    from django.db import connection, transaction

    with path.open(encoding="utf-8", newline="") as file:
        width = len(next(csv.reader(file)))
    names = ", ".join(f"c{number} text" for number in range(width))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE raw_rows ({names})")
        started = time.perf_counter()
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with path.open("rb") as bytes_, cursor.copy("COPY raw_rows FROM STDIN (FORMAT csv, HEADER)") as copy:
                    while block := bytes_.read(1 << 16):
                        copy.write(block)
            else:
                with path.open(encoding="utf-8", newline="") as file:
                    rows: Any = csv.reader(file)
                    next(rows)
                    cursor.executemany(f"INSERT INTO raw_rows VALUES ({', '.join(['%s'] * width)})", rows)
        seconds = time.perf_counter() - started
        cursor.execute("DROP TABLE raw_rows")
    return seconds


def run_one(path: Path) -> tuple[dict[str, Any], int]:
    """What the child says of its import, and the most kilobytes that it and its children held."""
    command = [sys.executable, "-m", "bench.imports", "--one", str(path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "DATABASE_URL": _address()})
    peak = peak_of(child)
    assert child.stdout
    said = child.stdout.read()
    if child.returncode:
        raise SystemExit(f"The import ended with {child.returncode}.")
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found, peak


def _address() -> str:
    """The test database's, for a process that does not make one."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(name)}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{quote(name)}"))


def import_one(path: Path) -> dict[str, Any]:
    """As `dealmecca import` does it."""
    from django.db import connection

    from dealmecca.imports.actions import begin_command, run_command

    counts = {"statements": 0, "batches": 0}

    def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        counts["statements"] += 1
        return execute(sql, params, many, context)

    def tell(progress: Any) -> None:
        counts["batches"] += 1

    connection.close()
    started = time.perf_counter()
    with connection.execute_wrapper(count):
        command = begin_command(path=path, kind="auto", mapping={}, match="auto", source="bench")
        report = run_command(command, dry_run=False, refused_to=None, tell=tell)
    seconds = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    told = ("created", "updated", "unchanged", "refused", "warnings")
    words = ", ".join(f"{name} {_plainly(report[name])}" for name in told if _plainly(report[name]) not in ("0", "0+0"))
    return {**counts, "seconds": seconds, "cpu": cpu, "counts": words}


def _plainly(count: Any) -> str:
    """Companies and people, or one number."""
    return f"{count['companies']}+{count['contacts']}" if isinstance(count, dict) else str(count)


if __name__ == "__main__":
    main()
