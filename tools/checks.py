"""The checks that read the code without running it: lint, format, types, import rules, migrations that are missing."""

import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import environment
from tools.console import finish, run, say, start


@dataclass(frozen=True)
class Check:
    """One program to run; `remedy` is what to do when it complains."""

    name: str
    command: Sequence[str | Path]
    remedy: str


@dataclass(frozen=True)
class Verdict:
    """How one stage of `./dev test` or `./dev check` ended."""

    name: str
    passed: bool
    seconds: float
    remedy: str = ""

    def __str__(self) -> str:
        outcome = "passed" if self.passed else f"FAILED. {self.remedy}"
        return f"{self.name:<18}{self.seconds:6.1f} s  {outcome}"


Running = tuple[Check, "subprocess.Popen[bytes]", Path]


def all_checks() -> list[Check]:
    """The slowest first: they run side by side."""
    python = environment.PYTHON
    return [
        Check("types", [python, "-m", "mypy"], "Mend the types named above; ./dev check looks again."),
        Check(
            "import rules",
            [python, environment.FOLDER / "bin" / "lint-imports", "--no-logo"],
            "Imports point down (pyproject.toml, [tool.importlinter]): move the code or ask the lower part's queries.",
        ),
        Check(
            "migrations",
            [environment.DEALMECCA, "makemigrations", "--check", "--dry-run", "--skip-checks"],
            "The models changed without a migration: run .venv/bin/dealmecca makemigrations.",
        ),
        Check(
            "system checks",
            [environment.DEALMECCA, "check", "--fail-level", "WARNING"],
            "Mend what Django names above; .venv/bin/dealmecca check looks again.",
        ),
        Check("lint", [python, "-m", "ruff", "check", "--output-format=concise"], "./dev format mends most of it."),
        Check("format", [python, "-m", "ruff", "format", "--check", "--output-format=concise"], "Run ./dev format."),
    ]


def run_checks() -> list[Verdict]:
    """Run every check side by side, each one's words printed only when it fails."""
    started = time.monotonic()
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="dealmecca-check-") as folder:
        variables = environment.test_variables(f"sqlite:///{folder}/unused.db", Path(folder))
        running: list[Running] = []
        try:
            for check in all_checks():
                words = Path(folder, check.name)
                with words.open("w") as output:
                    process = start(check.command, variables, stdout=output, stderr=output)
                running.append((check, process, words))
            for check, process, words in _as_they_end(running):
                status = process.returncode
                verdict = Verdict(check.name, status == 0, time.monotonic() - started, check.remedy)
                if not verdict.passed:
                    say(words.read_text().strip())
                say(str(verdict))
                verdicts.append(verdict)
        finally:
            for _, process, _ in running:
                finish(process)
    return verdicts


def _as_they_end(running: list[Running]) -> Iterator[Running]:
    waiting = list(running)
    while waiting:
        ended = [one for one in waiting if one[1].poll() is not None]
        yield from ended
        waiting = [one for one in waiting if one not in ended]
        time.sleep(0.05)


def format_code() -> int:
    """Let ruff mend and lay out everything it can; what it cannot is printed."""
    environment.ensure(environment.DEVELOPMENT)
    status = run([environment.PYTHON, "-m", "ruff", "check", "--fix"], environment.variables())
    return run([environment.PYTHON, "-m", "ruff", "format"], environment.variables()) or status
