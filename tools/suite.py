"""`./dev test`: the checks, the suite on PostgreSQL, then the whole suite with the browser on SQLite."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

from tools import checks, environment, postgres
from tools.checks import Verdict
from tools.console import Failure, finish, report, run, say, start

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "Chromium is missing. On Debian or Ubuntu: apt-get install chromium; elsewhere set CHROMIUM to its path."
INTERRUPTED, NOTHING_COLLECTED = 2, 5


def run_tests(arguments: Sequence[str]) -> int:
    """Run every stage even when an earlier one failed. pytest comes last and counts failed stages as failed tests."""
    environment.ensure(environment.DEVELOPMENT)
    browser = find_browser()
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory(prefix="dealmecca-test-") as scratch:
        url = f"sqlite:///{scratch}/suite.db"
        with migrating(url, Path(scratch)) as once_migrated:
            on_postgresql = _test_on_postgresql(arguments, lambda: verdicts.extend(checks.run_checks()))
            verdicts = [*(verdicts or checks.run_checks()), on_postgresql]
            if browser is None:
                verdicts.append(Verdict("browser", False, 0, NO_BROWSER))
            say()
            for verdict in verdicts:
                say(str(verdict))
            say("The suite on SQLite, with packaging and browser tests:")
            marked = [] if browser else ["-m", "not browser"]
            earlier = {"DEV_TEST_STAGES": json.dumps([asdict(verdict) for verdict in verdicts])}
            earlier |= {"CHROMIUM": browser or ""} | once_migrated()
            status = _pytest(url, Path(scratch), [*marked, *arguments], earlier)
    return status or (0 if all(verdict.passed for verdict in verdicts) else 1)


@contextmanager
def migrating(url: str, scratch: Path) -> Iterator[Callable[[], dict[str, str]]]:
    """Migrates an empty database beside what else is done, by the product's own command.

    What comes out answers, when that is done, the variable by which tests/ready_database.py copies it for each
    process; or nothing when it failed: then pytest migrates by itself, and says why it cannot.
    """
    variables = environment.test_variables(url, scratch)
    with (scratch / "migrate.log").open("w") as words:
        command: list[str | Path] = [environment.DEALMECCA, "migrate", "--verbosity=0"]
        process = start(command, variables, stdout=words, stderr=words)
    try:
        yield lambda: {"DEV_TEST_MIGRATED": "1"} if process.wait() == 0 else {}
    finally:
        finish(process)


def find_browser() -> str | None:
    """The path of the Chromium that the browser tests drive: CHROMIUM when set, else the first one installed."""
    given = os.environ.get("CHROMIUM")
    candidates = (given,) if given else BROWSERS
    return next((found for name in candidates if (found := shutil.which(name))), None)


def _test_on_postgresql(arguments: Sequence[str], meanwhile: Callable[[], None] = lambda: None) -> Verdict:
    """`meanwhile` is done while the database is migrated, if there is a server at all."""
    started = time.monotonic()
    remedy = "See the failures above; one test alone: ./dev postgres -- .venv/bin/pytest tests/…"
    with tempfile.TemporaryDirectory(prefix="dealmecca-test-") as folder:
        scratch = Path(folder)
        try:
            with postgres.database_for_tests() as url, ExitStack() as stack:
                ours = not os.environ.get("TEST_DATABASE_URL")  # nobody else's is migrated
                once_migrated = stack.enter_context(migrating(url, scratch)) if ours else dict
                meanwhile()
                say("The suite on PostgreSQL:")
                started = time.monotonic()
                status = _pytest(url, scratch, ["-m", "not once and not browser", *arguments], once_migrated())
        except Failure as failure:
            report(failure)
            status, remedy = 1, str(failure).splitlines()[-1].strip()
    if status == INTERRUPTED:
        raise KeyboardInterrupt
    nothing_asked_here = status == NOTHING_COLLECTED and bool(arguments)
    return Verdict("PostgreSQL suite", status == 0 or nothing_asked_here, time.monotonic() - started, remedy)


def _pytest(database_url: str, scratch: Path, arguments: Sequence[str], extra: dict[str, str]) -> int:
    workers = str(min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2))
    variables = environment.test_variables(database_url, scratch) | extra
    return run([environment.PYTHON, "-m", "pytest", "-n", workers, *arguments], variables)


def run_mutants() -> int:
    """Take each permission check away in turn (tools/mutants): fails when no test notices one. It takes long."""
    shards = 2
    with tempfile.TemporaryDirectory(prefix="dealmecca-mutants-") as scratch:
        running = []
        for number in range(shards):
            folder = Path(scratch, str(number))
            folder.mkdir()
            variables = environment.test_variables(f"sqlite:///{folder}/suite.db", folder)
            variables["DEV_MUTANT_SHARD"] = f"{number}/{shards}"
            plugins = ["-p", "tools.mutants.plugin", "-p", "no:xdist", "-p", "no:cacheprovider"]
            command: list[str | Path] = [
                environment.PYTHON,
                "-m",
                "pytest",
                *plugins,
                "-m",
                "not browser",
                "-q",
                "--no-header",
            ]
            running.append(start(command, variables))
        return max(process.wait() for process in running)
