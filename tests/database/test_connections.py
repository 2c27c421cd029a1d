"""Database addresses as people and hosters write them, and the settings that keep data safe."""

from pathlib import Path

import pytest
from django.db import connection

from dealmecca.database.connections import database_settings

BASE = Path("/srv/deals")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("file:./dev.db", "/srv/deals/dev.db"),
        ("file:dev.db", "/srv/deals/dev.db"),
        ("file:/var/lib/deals.db", "/var/lib/deals.db"),
        ("sqlite:///dev.db", "/srv/deals/dev.db"),
        ("sqlite:////var/lib/deals.db", "/var/lib/deals.db"),
    ],
)
def test_sqlite_addresses(url: str, name: str) -> None:
    settings = database_settings(url, base=BASE)
    assert settings["ENGINE"].endswith("sqlite3")
    assert str(Path(settings["NAME"])) == name


def test_a_hosted_postgresql_address_keeps_its_options() -> None:
    url = "postgresql://ana:s%40cret@ep-cool-1-pooler.example.com:6543/deals?sslmode=require&channel_binding=require"
    settings = database_settings(url, pool_size=5)
    assert (settings["USER"], settings["PASSWORD"], settings["PORT"]) == ("ana", "s@cret", 6543)
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["OPTIONS"]["channel_binding"] == "require"
    assert settings["OPTIONS"]["pool"]["max_size"] == 5
    assert settings["CONN_HEALTH_CHECKS"] is True
    assert settings["DISABLE_SERVER_SIDE_CURSORS"] is True


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "dev.db", "", "sqlite://dev.db", "postgresql://host", "sqlite:///", "postgresql://h:p/x"]
)
def test_any_other_address_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        database_settings(url, base=BASE)


@pytest.mark.parametrize(
    ("options", "named"),
    [("sslmoed=require", "sslmoed"), ("sslmode=requrie", "requrie"), ("pgbouncer=true", "pgbouncer")],
)
def test_a_typo_in_the_options_of_an_address_is_named(options: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        database_settings(f"postgresql://ana:secret@host/deals?{options}")


@pytest.mark.django_db
def test_sqlite_is_in_wal_with_full_synchronous_and_foreign_keys() -> None:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"
        return
    with connection.cursor() as cursor:
        seen = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert seen == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
