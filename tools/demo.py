"""`./dev demo` and its neighbours: a filled database and the web server, ready to sign in."""

import argparse
import os
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import closing

from tools import environment
from tools.console import ROOT, Failure, become, finish, run, say, start

HOST = "127.0.0.1"
LOG_INS = ("admin@demo.example", "pro@demo.example", "free@demo.example")
PASSWORD = "mecca-demo-2026"
SECONDS_TO_START = 60
DATABASE = ROOT / "dev.db"
PREPARED = environment.FOLDER / "dealmecca-demo.stamp"
AFRESH = "Read the message above; to start afresh, delete dev.db and run ./dev demo again."


def demo(arguments: Sequence[str]) -> int:
    """Install, migrate, fill with synthetic companies and people, serve."""
    options = _read(arguments)
    if not options.no_serve:
        _refuse_taken_port(options.port)
    environment.ensure(environment.RUNTIME)
    variables = environment.variables()
    numbers = {"companies": options.companies, "contacts": options.contacts, "seed": options.seed}
    asked = [f"--{name}={number}" for name, number in numbers.items() if number is not None]
    if asked or not _is_prepared():
        _prepare(asked or ["--if-empty"], variables)
    if options.no_serve:
        say("The demo is ready: ./dev demo serves it.")
        return 0
    return _serve(options.port, variables)


def manage(command: str, arguments: Sequence[str], lock: environment.Lock = environment.RUNTIME) -> int:
    """Become one of the product's own commands."""
    environment.ensure(lock)
    become([environment.DEALMECCA, command, *arguments], environment.variables())
    return 0


def _prepare(numbers: Sequence[str], variables: dict[str, str]) -> None:
    if run([environment.DEALMECCA, "migrate", "--verbosity=0", "--skip-checks"], variables) != 0:
        raise Failure("The database could not be migrated.", AFRESH)
    if run([environment.DEALMECCA, "seed_demo", *numbers], variables) != 0:
        raise Failure("The demo data could not be made.", AFRESH)
    if _is_ours_to_read():
        PREPARED.write_text(_state())


def _is_prepared() -> bool:
    """Whether dev.db needs neither migration nor data; asked of the file, as starting Django twice takes seconds."""
    if not _is_ours_to_read() or not PREPARED.is_file() or PREPARED.read_text() != _state():
        return False
    question = "SELECT (SELECT count(*) FROM users WHERE email IN (?, ?, ?)) = 3 AND EXISTS (SELECT 1 FROM companies)"
    try:
        with closing(sqlite3.connect(f"{DATABASE.as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute(question, LOG_INS).fetchone()[0])
    except sqlite3.Error:
        return False


def _is_ours_to_read() -> bool:
    """Whether the demo uses dev.db: the person has chosen no other database."""
    dotenv = ROOT / ".env"
    is_chosen = "DATABASE_URL" in os.environ or (dotenv.is_file() and "DATABASE_URL" in dotenv.read_text())
    return DATABASE.is_file() and not is_chosen


def _state() -> str:
    """What a migrated dev.db depends on: which file it is, our migrations, the installed packages."""
    migrations = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("dealmecca/*/migrations/*.py"))
    return " ".join([str(DATABASE.stat().st_ino), *migrations, environment.installed_state()])


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev demo", description=demo.__doc__)
    parser.add_argument("--companies", type=int, metavar="N", help="how many companies (5,000)")
    parser.add_argument("--contacts", type=int, metavar="N", help="how many people (50,000)")
    parser.add_argument("--seed", type=int, metavar="N", help="another number makes other names")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="where to serve (8000)")
    parser.add_argument("--no-serve", action="store_true", help="fill the database and stop")
    return parser.parse_args(arguments)


def _refuse_taken_port(port: int) -> None:
    if not 0 < port < 65536:
        raise Failure(f"{port} is no port.", "Choose one between 1024 and 65535, such as --port 8000.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Failure(
                f"Port {port} belongs to the system.", "Choose one above 1023, such as --port 8000."
            ) from None
        except OSError:
            raise Failure(f"Port {port} is taken.", f"Choose another: ./dev demo --port {port + 1}") from None


def _serve(port: int, variables: dict[str, str]) -> int:
    server = start([environment.DEALMECCA, "serve", f"--port={port}"], variables)
    try:
        _wait_until_it_answers(server, port)
        say(f"\nDealMecca runs at http://{HOST}:{port}  (Ctrl-C stops it)")
        say(f"Sign in as {', '.join(LOG_INS)}\nPassword of each: {PASSWORD}\n")
        return server.wait()
    except KeyboardInterrupt:
        finish(server, ask=False)
        return 0
    finally:
        finish(server)


def _wait_until_it_answers(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Failure("The server stopped while starting.", f"Read its message, or try: ./dev serve --port {port}")
        try:
            opener.open(f"http://{HOST}:{port}/livez", timeout=5)
            return
        except urllib.error.HTTPError:
            return  # an answer all the same
        except OSError:
            time.sleep(0.1)
    raise Failure("The server did not answer within a minute.", f"See it alone: ./dev serve --port {port}")
