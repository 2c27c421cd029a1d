"""`dealmecca seed_demo`: fill an empty directory with invented companies and people, and make the demo's log-ins."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from dealmecca.lib.conflicts import Conflict
from dealmecca.operations.actions import DEMO_PASSWORD, DEMO_SIGN_INS, make_demo_data, make_demo_sign_ins
from dealmecca.operations.queries import directory_is_empty


class Command(BaseCommand):
    help = (
        "Fill an empty directory with invented companies and people, always the same for the same three numbers, and "
        "make the demo's log-ins. Demo data of other numbers is replaced; a directory that holds anything else stays "
        "as it is."
    )
    requires_system_checks = ()  # they load every page; the second start of a demo should be quick

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--companies", type=_at_least(1), default=5_000, help="how many companies (default 5000)")
        parser.add_argument("--contacts", type=_at_least(0), default=50_000, help="how many people (default 50000)")
        parser.add_argument("--seed", type=_at_least(0), default=1, help="another number, other data (default 1)")
        parser.add_argument("--if-empty", action="store_true", help="leave a directory that holds anything as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        companies, contacts, seed = options["companies"], options["contacts"], options["seed"]
        progress = _Progress(self.stdout)
        if options["if_empty"] and not directory_is_empty():
            told = "The directory holds data already; it was left as it is."
        else:
            try:
                made = make_demo_data(companies=companies, contacts=contacts, seed=seed, report=progress.report)
            except Conflict as conflict:
                raise CommandError(str(conflict)) from None
            finally:
                progress.end()
            told = "This demo data is there already: nothing to do."
            if made:
                told = f"Made {companies:,} companies and {contacts:,} people in {progress.seconds():.1f} s."
        self.stdout.write(told)
        try:
            make_demo_sign_ins()
        except Conflict as conflict:
            raise CommandError(str(conflict)) from None
        emails = ", ".join(sign_in.email for sign_in in DEMO_SIGN_INS)
        self.stdout.write(f"Log in as {emails}; the password is {DEMO_PASSWORD}")


class _Progress:
    """A line that counts at a terminal; in a log one line per phase, when it is over."""

    def __init__(self, output: OutputWrapper) -> None:
        self._output = output
        self._is_terminal = output.isatty()
        self._started = monotonic()
        self._phase, self._phase_started = "", 0.0

    def report(self, phase: str, done: int, total: int) -> None:
        if phase != self._phase:
            self.end()
            self._phase, self._phase_started = phase, monotonic()
        if self._is_terminal:
            self._output.write(f"\r{phase:<12}{done:>9,} of {total:,} ", ending="")
            self._output.flush()

    def end(self) -> None:
        if self._phase:
            line = f"{self._phase:<12}{monotonic() - self._phase_started:>6.1f} s"
            self._output.write(f"\r{line:<40}" if self._is_terminal else line)
        self._phase = ""

    def seconds(self) -> float:
        return monotonic() - self._started


def _at_least(least: int) -> Callable[[str], int]:
    """An argparse type: a whole number that is not too small."""

    def whole_number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise ArgumentTypeError(f"{text!r} is no whole number of at least {least}")
        return int(text)

    return whole_number
