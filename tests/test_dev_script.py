"""The script ./dev and its tools: what a newcomer types first must work, and say what to do when it cannot."""

import ast
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import psycopg
import pytest

from tools import environment, postgres, suite
from tools.checks import Verdict
from tools.console import ROOT, Failure

pytestmark = pytest.mark.once
DEV = ROOT / "dev"


def dev(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(DEV), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd="/", env={**os.environ, **variables}, timeout=120
    )


def test_alone_it_lists_every_command_with_one_line():
    answer = dev()
    assert answer.returncode == 0
    names = [line.split()[0] for line in answer.stdout.splitlines() if line.startswith("  ")]
    expected = {"demo", "test", "serve", "worker", "check", "format", "lock", "css", "bench", "shell", "postgres"}
    assert expected <= set(names)
    assert all(len(line) <= 120 for line in answer.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["demoo"], "Did you mean ./dev demo?"),
        (["xyzzy"], "./dev alone lists them."),
        (["check", "everything"], "It takes --mutants"),
        (["demo", "--port", "99999"], "Choose one between"),
    ],
)
def test_a_mistyped_command_says_what_to_type(arguments, sentence):
    answer = dev(*arguments)
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_taken_port_is_said_before_anything_is_installed():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = dev("demo", "--port", str(port))
    assert answer.returncode == 1
    assert f"--port {port + 1}" in answer.stderr
    assert answer.stdout == ""


def test_it_needs_nothing_but_the_standard_library():
    for path in [DEV, *(ROOT / "tools").glob("*.py")]:
        if path.name == "pytest_plugin.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                top = name.partition(".")[0]
                assert top in sys.stdlib_module_names or top == "tools", f"{path.name} imports {name}"


def test_an_old_python_gets_as_far_as_the_sentence_about_its_version():
    ast.parse(DEV.read_text(), feature_version=(3, 7))


def test_a_machine_that_cannot_make_environments_is_told_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Failure, match="apt-get install python3-venv"):
        environment.ensure(environment.RUNTIME)


def test_nothing_is_installed_again_while_the_lock_files_stay_the_same(monkeypatch):
    monkeypatch.setattr(environment, "run", lambda *_: pytest.fail("it installed something"))
    monkeypatch.setattr(environment, "_is_current", lambda lock, version: lock is environment.DEVELOPMENT)
    environment.ensure(environment.RUNTIME)  # what developers have includes what the product needs
    environment.ensure(environment.DEVELOPMENT)


def test_tests_never_see_the_persons_own_database_or_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("DIRECT_URL", "postgresql://live.example/deals")
    monkeypatch.setenv("DEALMECCA_EMAIL_URL", "smtp://live.example")
    variables = environment.test_variables("sqlite:////somewhere/else.db", tmp_path)
    assert not [name for name, value in variables.items() if "live.example" in value]
    assert variables["DEALMECCA_ENVIRONMENT"] == "test"


def test_both_locks_are_hashed_and_name_no_host():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for lock, wanted in [
        (environment.RUNTIME, project["project"]["dependencies"]),
        (environment.DEVELOPMENT, project["project"]["dependencies"] + project["dependency-groups"]["dev"]),
    ]:
        text = lock.path.read_text()
        assert "://" not in text
        entries = re.findall(r"^([a-z0-9.-]+)==\S+(?: ;[^\\]*)? \\\n    --hash=sha256:", text, flags=re.MULTILINE)
        assert len(entries) == len(re.findall(r"^\S", text, flags=re.MULTILINE))
        missing = {re.split(r"[\[<>=!~; ]", requirement)[0] for requirement in wanted} - set(entries)
        assert not missing, f"run ./dev lock: {missing} in pyproject.toml only"


def test_the_throw_away_server_is_ours_to_command_and_leaves_nothing_behind():
    with postgres.throwaway_server() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("create database test_another")
            connection.execute("create extension pg_trgm")
            row = connection.execute("select lower('ÉCOLE'), current_setting('data_directory')").fetchone()
        assert row is not None
        assert row[0] == "école"
        folder = Path(row[1]).parent
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_run_stops_its_server(number):
    process = subprocess.Popen([sys.executable, DEV, "postgres"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = next(line for line in process.stdout if line.startswith("DATABASE_URL=")).strip().partition("=")[2]
    with psycopg.connect(url) as connection:
        row = connection.execute("show data_directory").fetchone()
    assert row is not None
    process.send_signal(number)
    assert process.wait(30) == 128 + number
    process.stdout.close()
    assert not Path(row[0]).parent.exists()


def test_the_folder_of_a_killed_run_is_swept_and_that_of_a_living_one_is_not(tmp_path):
    base = Path("/tmp") if os.path.isdir("/tmp") else tmp_path
    killed = base / f"{postgres.PREFIX}killed-{os.getpid()}"
    killed.mkdir()
    (killed / "owner.lock").touch()
    with postgres.throwaway_server() as url:
        assert not killed.exists()
        with postgres.throwaway_server():
            psycopg.connect(url).close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://localhost/deals", "Write postgresql://"),
        ("postgresql://127.0.0.1:1/deals?password=x", "Start that server or unset TEST_DATABASE_URL."),
    ],
)
def test_an_unusable_test_database_is_a_failure_with_a_sentence(monkeypatch, url, sentence):
    monkeypatch.setenv("TEST_DATABASE_URL", url)
    with pytest.raises(Failure, match=re.escape(sentence)), postgres.database_for_tests():
        pass


def test_a_postgresql_that_cannot_run_is_a_failed_stage_not_a_skipped_one(monkeypatch, capsys):
    monkeypatch.setenv("TEST_DATABASE_URL", "mysql://localhost/deals")
    verdict = suite._test_on_postgresql([])
    assert not verdict.passed
    assert "FAILED" in str(verdict)
    assert "postgresql://" in verdict.remedy


def test_pytests_last_line_counts_a_failed_stage_and_no_option_hides_it(tmp_path):
    test_file = tmp_path / "test_something.py"
    test_file.write_text("def test_passes(): pass\ndef test_other(): pass\n")
    stages = [vars(Verdict("lint", True, 1.0)), vars(Verdict("types", False, 2.0, "Mend the types."))]
    quick = ["-c", os.devnull, "-p", "no:django", "-p", "tools.pytest_plugin"]
    command = [sys.executable, "-m", "pytest", *quick, "-n", "2", "-k", "passes", str(test_file)]
    variables = {**os.environ, "DEV_TEST_STAGES": json.dumps(stages)}
    answer = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=variables, timeout=120)
    last_line = answer.stdout.strip().splitlines()[-1]
    assert answer.returncode == 1
    assert "1 failed, 2 passed" in last_line
    assert "types: Mend the types." in answer.stdout


def test_the_browser_is_found_on_the_path_or_where_the_person_says(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert suite.find_browser() is None
    browser = tmp_path / "chromium"
    shutil.copy(shutil.which("true", path="/usr/bin:/bin") or "/bin/true", browser)
    assert suite.find_browser() == str(browser)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert suite.find_browser() == str(browser)


def test_ci_calls_exactly_the_command_a_person_calls():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert os.access(DEV, os.X_OK)
    assert subprocess.run(["sh", "-n", script]).returncode == 0
    assert script.read_text().rstrip().endswith("exec ./dev test")


def test_listing_the_commands_is_instant():
    started = time.monotonic()
    dev()
    assert time.monotonic() - started < 5
