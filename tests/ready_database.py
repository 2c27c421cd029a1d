"""A SQLite test database that is migrated once and copied from then on: half a minute less for a run of a few tests.

The copy is thrown away when a migration, or what migrations are made of, says something else. `./dev test` has the
database of DATABASE_URL itself migrated beside its checks; then every process copies that one, on both engines.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
MADE_OF = ("*/migrations/*.py", "database/*.py", "*/vocabularies/*.py", "lib/ids.py", "lib/text_keys.py")
MIGRATED = bool(os.environ.get("DEV_TEST_MIGRATED"))  # tools/suite.py


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Whether a copy lies there already; it is migrated like any database, which finds nothing to do."""
    asked: bool = request.config.getvalue("reuse_db")
    ready, mine = _ready(request.config), _mine()
    if MIGRATED and not asked:
        return _copy_of_the_migrated(mine)
    if asked or mine is None or not ready.exists():
        return asked
    _remove(mine)
    shutil.copyfile(ready, mine)
    return True


@pytest.fixture(scope="session", autouse=True)
def wait_for_connections() -> None:
    """Where others use the machine, too, a server answers in its own time; no test is about the pool's five seconds."""
    options = connection.settings_dict["OPTIONS"]
    if "pool" in options:
        options["pool"]["timeout"] = options["connect_timeout"] = 60


@pytest.fixture(scope="session", autouse=True)
def keep_ready_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keeps what was migrated for the next run, before a test touched it, and takes the own copy away at the end."""
    asked = request.config.getvalue("reuse_db")
    if _mine() is None or asked or not _uses_database(request.session):
        yield
        return
    request.getfixturevalue("django_db_setup")
    mine = _mine()  # a worker's own name by now
    assert mine
    ready = _ready(request.config)
    if not ready.exists() and not MIGRATED:
        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock(), connection.cursor() as cursor:
            half = ready.with_suffix(f".{mine.name}")
            half.unlink(missing_ok=True)
            cursor.execute("VACUUM INTO %s", [str(half)])
        half.replace(ready)
    yield
    if request.getfixturevalue("django_db_keepdb"):
        with request.getfixturevalue("django_db_blocker").unblock():
            connection.close()
        _remove(mine)


def _copy_of_the_migrated(mine: Path | None) -> bool:
    """Whether it lies there already: PostgreSQL makes its copy by itself, when Django creates the test database."""
    name = str(connection.settings_dict["NAME"])
    if mine is None:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        return False
    _remove(mine)
    with closing(sqlite3.connect(name)) as migrated:
        migrated.execute("VACUUM INTO ?", [str(mine)])
    return True


def _uses_database(session: pytest.Session) -> bool:
    return any(item.get_closest_marker("django_db") for item in session.items)


def _mine() -> Path | None:
    """The file of this process's test database; None for one that is no file."""
    if connection.vendor != "sqlite":
        return None
    return Path(str(connection.settings_dict["TEST"]["NAME"]))


def _ready(config: pytest.Config) -> Path:
    digest = hashlib.sha256(f"{django.VERSION}".encode())
    for pattern in MADE_OF:
        for path in sorted((ROOT / "dealmecca").glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    folder: Path = config.cache.mkdir("database") if config.cache else ROOT / ".pytest_cache"
    return folder / f"{digest.hexdigest()[:16]}.sqlite3"


def _remove(file: Path) -> None:
    for path in (file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm", "-journal"))):
        path.unlink(missing_ok=True)
