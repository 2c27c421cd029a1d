"""From a database address to Django's settings: pool and timeouts for PostgreSQL, WAL and locks for SQLite."""

import atexit
import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import dj_database_url
from django.db import connections
from psycopg.pq import Conninfo

# Sources of each value: docs/decisions/0004-sqlite-settings.md. FULL: WAL with NORMAL loses acknowledged commits at
# power loss. IMMEDIATE: a deferred transaction that turns into a write ignores the busy timeout. trusted_schema
# stays on: off, SQLite 3.40 refuses JSON_VALID() in the checks of JSON columns.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA journal_size_limit=67108864; "
    "PRAGMA secure_delete=ON; PRAGMA cell_size_check=ON; PRAGMA cache_size=-32000; "
    "PRAGMA temp_store=MEMORY;"
)
SQLITE_BUSY_SECONDS = 20
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def database_settings(url: str, *, pool_size: int = 8, base: Path | None = None) -> dict[str, Any]:
    """Django's settings for one address.

    Accepts `file:./dev.db` (as the specification writes it), `sqlite:///dev.db`, and PostgreSQL addresses with their
    query options (`sslmode`, `channel_binding`). Relative SQLite paths start at `base` (default: where you stand).
    Raises ValueError for anything else; its sentence begins after the name of the setting.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "file" or scheme == "sqlite":
        return _sqlite(url, base or Path.cwd())
    if scheme in ("postgres", "postgresql"):
        return _postgresql(url, pool_size)
    raise ValueError(
        f"is {f'{scheme}:' if ':' in url else url!r}, no database that DealMecca knows. "
        "Use sqlite:///dev.db or postgresql://user:password@host/database."
    )


def _sqlite(url: str, base: Path) -> dict[str, Any]:
    rest = url.partition(":")[2].partition("?")[0]
    if url.lower().startswith("sqlite"):
        if not rest.startswith("///"):
            raise ValueError(
                "needs three slashes before the path of a SQLite file: sqlite:///dev.db; four if it is absolute."
            )
        rest = rest[3:]
    elif rest.startswith("//"):
        rest = rest[2:]
    path = Path(unquote(rest))
    if not rest or path.is_dir():
        raise ValueError(f"names no file ({url!r}): a SQLite address ends in one, such as sqlite:///dev.db.")
    name = str(path if path.is_absolute() else base / path)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {"timeout": SQLITE_BUSY_SECONDS, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
        "TEST": {"NAME": str(Path(tempfile.gettempdir()) / f"dealmecca-test-{Path(name).stem}.sqlite3")},
    }


def _postgresql(url: str, pool_size: int) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=0, conn_health_checks=True))
    except (ValueError, dj_database_url.UnknownSchemeError) as error:
        raise ValueError(f"cannot be read: {error}") from None
    if not settings.get("NAME"):
        raise ValueError("names no database: postgresql://user:password@host/database.")
    options: dict[str, Any] = dict(settings.get("OPTIONS") or {})
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    unknown = sorted(set(options) - known)
    if unknown:
        raise ValueError(f"has the option {unknown[0]!r}, which PostgreSQL does not know.")
    if options.get("sslmode", SSL_MODES[0]) not in SSL_MODES:
        raise ValueError(f"has the sslmode {options['sslmode']!r}: use one of {', '.join(SSL_MODES)}.")
    options.setdefault("connect_timeout", 3)
    options.setdefault("application_name", "dealmecca")
    options.update(tcp_user_timeout=10_000, keepalives_idle=30)
    options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 5}
    # The address may be a transaction pooler: no server-side cursors, and (Django's default) no prepared statements.
    return {**settings, "OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": True}


def close_pools_at_exit() -> None:
    """A pool that is left to the interpreter's last breath waits five seconds there for threads that no longer run."""
    owner = os.getpid()

    def close() -> None:
        if os.getpid() != owner:
            return  # a forked child: the connections are its parent's
        for connection in connections.all(initialized_only=True):
            connection.close()
            if pool := getattr(connection, "pool", None):
                pool.close()  # and it stays where it is, so that no thread opens another

    atexit.register(close)
