"""`./dev test`: the checks, the suite on PostgreSQL, then the whole suite with the browser on SQLite."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tools import checks, environment, postgres
from tools.checks import Verdict
from tools.console import Failure, report, run, say, start

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INTERRUPTED, NOTHING_COLLECTED = 2, 5


def run_tests(arguments: Sequence[str]) -> int:
    """Run every stage even when an earlier one failed. pytest comes last and counts failed stages as failed tests."""
    environment.ensure(environment.DEVELOPMENT)
    browser = find_browser()
    verdicts = checks.run_checks()
    verdicts.append(_test_on_postgresql(arguments))
    if browser is None:
        remedy = (
            "Chromium is missing. On Debian or Ubuntu: apt-get install chromium; elsewhere set CHROMIUM to its path."
        )
        verdicts.append(Verdict("browser", False, 0, remedy))
    say()
    for verdict in verdicts:
        say(str(verdict))
    say("The suite on SQLite, with packaging and browser tests:")
    marked = [] if browser else ["-m", "not browser"]
    earlier = {"DEV_TEST_STAGES": json.dumps([asdict(verdict) for verdict in verdicts]), "CHROMIUM": browser or ""}
    with tempfile.TemporaryDirectory(prefix="dealmecca-test-") as scratch:
        status = _pytest(f"sqlite:///{scratch}/suite.db", Path(scratch), [*marked, *arguments], earlier)
    return status or (0 if all(verdict.passed for verdict in verdicts) else 1)


def find_browser() -> str | None:
    """The path of the Chromium that the browser tests drive: CHROMIUM when set, else the first one installed."""
    given = os.environ.get("CHROMIUM")
    candidates = (given,) if given else BROWSERS
    return next((found for name in candidates if (found := shutil.which(name))), None)


def _test_on_postgresql(arguments: Sequence[str]) -> Verdict:
    say("The suite on PostgreSQL:")
    started = time.monotonic()
    remedy = "See the failures above; one test alone: ./dev postgres -- .venv/bin/pytest tests/…"
    with tempfile.TemporaryDirectory(prefix="dealmecca-test-") as scratch:
        try:
            with postgres.database_for_tests() as url:
                status = _pytest(url, Path(scratch), ["-m", "not once and not browser", *arguments], {})
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
