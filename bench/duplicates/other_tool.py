"""The same file by Splink, in an environment of its own that is made outside this repository."""

import csv
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.duplicates.people import Draw
from dealmecca.quality.matching.finding import DUPLICATE, Pair
from dealmecca.quality.matching.people import read_mail, read_phone, read_profile

RELEASE = "splink==5.0.0"
SCRIPT = Path(__file__).with_name("splink_alone.py")
ROOT = Path(__file__).resolve().parents[2]
COLUMNS = ("unique_id", "first", "last", "email", "local", "domain", "phone", "company", "city", "profile")


def people_by_splink(drawn: Draw, folder: Path) -> list[Pair]:
    """Pairs from Splink's expectation maximisation, with our normalised columns. Raises CalledProcessError."""
    python = _environment(folder.resolve())
    with TemporaryDirectory() as temporary:
        table, out = Path(temporary, "people.csv"), Path(temporary, "pairs.csv")
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *_rows(drawn)])
        subprocess.run([python, SCRIPT, table, out], check=True, stdout=sys.stderr)
        with out.open(encoding="utf-8", newline="") as file:
            return [Pair(a, b, float(confidence), DUPLICATE) for a, b, confidence in csv.reader(file)]


def _environment(folder: Path) -> Path:
    if ROOT in (folder, *folder.parents):
        raise ValueError("Splink's environment must lie outside the repository.")
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", RELEASE, "pandas"], check=True)
    return python


def _rows(drawn: Draw) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in drawn.rows:
        mail = read_mail(row.email)
        names = (row.first.strip(" .,").casefold(), row.last.casefold())
        phone, company = read_phone(row.phone)[0], row.company.casefold()
        profile = read_profile(row.linkedin)
        rows.append((row.id, *names, mail.key, mail.local, mail.domain, phone, company, row.city.casefold(), profile))
    return rows
