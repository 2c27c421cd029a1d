"""The pytest run behind `./dev check --mutants`: once as it is, then with one permission check off at a time."""

import os
import re
import time
from collections import defaultdict
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tools.mutants import rewriting, switches
from tools.mutants.doors import laxer_doors, open_door, watch_doors

rewriting.install()
SHARD, SHARDS = (int(part) for part in os.environ.get("DEV_MUTANT_SHARD", "0/1").split("/"))
# Of the tests that pass a check: the quickest of its own domain, and the quickest of all. What these miss is as good
# as untested.
MOST_TESTS = 60


class Between(pytest.Item):
    """Never runs. Standing between two tests it lets pytest keep what lasts for the session, such as the database."""

    def runtest(self) -> None: ...


class Run:
    """Which test passes which check, and what happens to the tests when a check is gone."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session
        self.between = Between.from_parent(session, name="between")
        self.seconds: dict[pytest.Item, float] = {}
        self.tests_of: dict[str, list[pytest.Item]] = defaultdict(list)
        self.survivors: list[str] = []

    def passes(self, item: pytest.Item) -> bool:
        if hasattr(item, "_initrequest"):
            item._initrequest()
        reports = runtestprotocol(item, log=False, nextitem=self.between)
        return all(report.passed or report.skipped for report in reports)

    def learn(self, say: Any) -> list[str]:
        """Run every test once. Answers those that fail as the code is: they can tell nothing."""
        failing = []
        for number, item in enumerate(self.session.items):
            switches.seen.clear()
            started = time.perf_counter()
            if not self.passes(item):
                failing.append(item.nodeid)
                continue
            self.seconds[item] = time.perf_counter() - started
            for check in switches.seen:
                self.tests_of[check].append(item)
            if number % 200 == 199:
                say(f"{number + 1} of {len(self.session.items)} tests seen")
        return failing

    def is_noticed(self, check: str) -> bool:
        switches.off = check
        try:
            with open_door(check):
                return any(not self.passes(item) for item in self._quickest(check))
        finally:
            switches.off = ""

    def _quickest(self, check: str) -> list[pytest.Item]:
        domain = re.split(r"[./]", check)[1]
        quick = sorted(self.tests_of[check], key=self.seconds.__getitem__)
        own = [item for item in quick if item.nodeid.split("/")[1] == domain]
        return list(dict.fromkeys([*own[:MOST_TESTS], *quick[:MOST_TESTS]]))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    if session.testsfailed or session.config.option.collectonly:
        return False
    terminal: Any = session.config.pluginmanager.getplugin("terminalreporter")
    watch_doors()
    run = Run(session)
    failing = run.learn(terminal.write_line)
    for name in failing:
        terminal.write_line(f"FAILS WITHOUT ANY CHANGE  {name}")
    same_for_all = {check for check in switches.idle if not run.tests_of[check]}
    checks = sorted({*rewriting.all_checks, *laxer_doors()} - same_for_all)
    mine = checks[SHARD::SHARDS]
    for number, check in enumerate(mine):
        if not run.is_noticed(check):
            why = "no test notices" if run.tests_of[check] else "no test comes by"
            run.survivors.append(check)
            terminal.write_line(f"SURVIVES  {check}  ({why})")
        if number % 50 == 49:
            terminal.write_line(f"{number + 1} of {len(mine)} checks taken away, {len(run.survivors)} unnoticed")
    terminal.write_line(
        f"{len(same_for_all)} reads are of rows that every member may see: the rule of the rows stands for them"
    )
    terminal.write_line(f"{len(mine)} permission checks, {len(run.survivors)} unnoticed when taken away")
    session.testsfailed = len(run.survivors) + len(failing)
    return True
