"""`python -m bench.import_kills`: an import killed many times ends as one that was left alone, and its undo leaves
nothing behind. Real processes, killed with SIGKILL at random moments."""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

COMPANIES, CITIES = 40, ("Austin", "Chicago", "Boston", "Reno", "Atlanta")
TITLES = ("VP Media", "Media Planner", "Director", "Buyer", "Chief Marketing Officer")
WORK = "from dealmecca.imports.actions import {verb}; {verb}({name}='{key}')"


def main() -> None:
    """Print the hashes. Exits 1 when two of them differ that should be equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    os.environ.setdefault("DEALMECCA_ENVIRONMENT", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/kills.db"
        os.environ["MEDIA_ROOT"] = folder
        django.setup()
        from django.conf import settings
        from django.db import connection

        settings.MEDIA_ROOT = Path(folder)
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            sys.exit(compare(options.rows, options.kills, random.Random(options.seed), Path(folder)))
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def compare(rows: int, kills: int, chance: random.Random, folder: Path) -> int:
    from bench.row_hashes import row_hash
    from dealmecca.history.models import Door
    from dealmecca.imports.actions import request_redo, request_undo

    seed_file, file = folder / "before.csv", folder / "people.csv"
    write(seed_file, max(rows // 10, 10), "seed", random.Random(1))
    write(file, rows, "import", random.Random(1))
    _finish(_start(seed_file), folder)
    before = row_hash()
    calm = _start(file)
    started = time.perf_counter()
    _finish(calm, folder)
    took = time.perf_counter() - started
    uninterrupted = stable_hash()
    print(f"{rows:,} rows, uninterrupted in {took:.0f} s")
    undone = request_undo(actor=None, item=calm, door=Door.CLI)
    _killed("turn_import", "undo_id", undone.pk, kills // 10, took, chance, folder)
    print(f"undo, killed {kills // 10} times:   {'equal' if (one := row_hash() == before) else 'DIFFERENT'}")
    item = _start(file)
    done = _killed("apply_import", "import_id", item.pk, kills, took, chance, folder)
    two = stable_hash() == uninterrupted
    print(f"import, killed {done} times:  {'equal' if two else 'DIFFERENT'}")
    after = row_hash()
    run = request_undo(actor=None, item=item, door=Door.CLI)
    _killed("turn_import", "undo_id", run.pk, 0, took, chance, folder)
    three = row_hash() == before
    print(f"its undo:                {'equal' if three else 'DIFFERENT'}")
    run = request_redo(actor=None, item=item, door=Door.CLI)
    _killed("turn_import", "undo_id", run.pk, kills // 10, took, chance, folder)
    four = row_hash() == after
    print(f"the undo of it:          {'equal' if four else 'DIFFERENT'}")
    return 0 if one and two and three and four and done >= kills else 1


def write(path: Path, rows: int, phase: str, chance: random.Random) -> None:
    """People and companies; a tenth were there before, with another title, phone or company."""
    with path.open("w") as file:
        file.write("Name,Email,Title,Phone,Company,City\n")
        for n in range(rows):
            office = n // COMPANIES if phase == "seed" or n % 3 else (n // COMPANIES) + 1
            phone = f"212-555-{n % 10_000:04}" if phase == "seed" or n % 2 else f"646-555-{n % 10_000:04}"
            title = TITLES[n % 5] if phase == "seed" else chance.choice(TITLES)
            file.write(f"Ann{n} Lee{n},ann{n}@firm.example,{title},{phone},Firm {office},{CITIES[office % 5]}\n")


def _start(path: Path) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from dealmecca.history.models import Door
    from dealmecca.imports.actions import start_import

    file = SimpleUploadedFile(path.name, path.read_bytes())
    return start_import(actor=None, file=file, filename=path.name, door=Door.API)


def _finish(item: Any, folder: Path) -> None:
    _killed("apply_import", "import_id", item.pk, 0, 0, random.Random(), folder)
    item.refresh_from_db()
    assert item.state == "DONE", item.error


def _killed(verb: str, name: str, key: str, kills: int, seconds: float, chance: random.Random, folder: Path) -> int:
    """The work in processes of its own, each killed after a while, until one ends by itself; returns how many were."""
    from django.utils import timezone

    from dealmecca.imports.actions.running import SILENCE
    from dealmecca.imports.models import Import, ImportUndo

    done = 0
    while True:
        process = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup(); from django.conf import settings; "
             f"settings.MEDIA_ROOT = {str(folder)!r}; " + WORK.format(verb=verb, name=name, key=key)],
            env={**os.environ, "DATABASE_URL": _address(), "DIRECT_URL": ""},
        )  # fmt: skip
        if done < kills:
            _wait_for_work(process, verb, key)
            time.sleep(chance.uniform(0, max(seconds / kills, 0.02)))
        else:
            process.wait()
        if process.poll() is not None:
            assert process.returncode == 0
            return done
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        done += 1
        silent = timezone.now() - 2 * SILENCE
        Import.objects.update(heartbeat_at=silent)
        ImportUndo.objects.update(heartbeat_at=silent)


def _wait_for_work(process: "subprocess.Popen[bytes]", verb: str, key: str) -> None:
    """Until the process holds the claim: a kill before that would prove nothing."""
    from django.utils import timezone

    from dealmecca.imports.actions.running import SILENCE
    from dealmecca.imports.models import Import, ImportUndo

    model: Any = Import if verb == "apply_import" else ImportUndo
    while process.poll() is None:
        if model.objects.filter(pk=key, heartbeat_at__gt=timezone.now() - SILENCE).exclude(claimed_by="").exists():
            return
        time.sleep(0.02)


def _address() -> str:
    from django.db import connection

    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    user, password = quote(values["USER"], safe=""), quote(values["PASSWORD"], safe="")
    return f"postgresql://{user}:{password}@{quote(values['HOST'], safe='')}:{values['PORT']}/{values['NAME']}"


def stable_hash() -> str:
    """What two runs of one file have in common: all that it says, without ids and times of making."""
    import hashlib
    import json

    from dealmecca.directory.models import Company, Contact, ExternalId, Position
    from dealmecca.search.models import CompanyLine, ContactLine

    firm = ("name", "name_key", "city", "industry", "company_type", "phone", "parent__name")
    person = ("first_name", "last_name", "name_key", "email_key", "title", "seniority", "department", "phone")
    asked: list[Any] = [
        Company.objects.values_list(*firm, "verification_level", "verification_score"),
        Contact.objects.values_list(*person, "company__name", "company__city", "lead_score", "verification_score"),
        Position.objects.values_list("contact__email_key", "company__name", "title", "since", "until"),
        ExternalId.objects.values_list("value", "company__name", "contact__email_key"),
        CompanyLine.objects.values_list("names", "sort_name", "city", "lead_score"),
        ContactLine.objects.values_list("names", "sort_name", "city", "lead_score", "seniority"),
    ]
    whole = hashlib.sha256()
    for rows in asked:
        hashes = sorted(hashlib.sha256(json.dumps(row, default=str).encode()).hexdigest() for row in rows.iterator())
        whole.update("".join(hashes).encode())
    return whole.hexdigest()


if __name__ == "__main__":
    main()
