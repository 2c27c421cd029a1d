"""`dealmecca forum link` and `score`, by files and by the database."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dealmecca.directory.models import Company
from tests.factories import make_company

HERE = Path(__file__).parent / "linking"
COMPANIES = f"--directory={HERE / 'companies.csv'}"


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("forum", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    rows = [{"id": "p1", "text": "Kestrel Cola moved."}, {"id": 2, "text": "Nothing here."}]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    return path


@pytest.mark.once
def test_posts_in_spans_out(posts: Path, tmp_path: Path) -> None:
    out = tmp_path / "links.jsonl"
    assert "1 names in 2 posts" in run("link", COMPANIES, f"--in={posts}", f"--out={out}")
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    span = {"start": 0, "end": 12, "company_id": "kestrel", "confidence": 0.85}
    assert lines == [{"id": "p1", "spans": [span]}, {"id": 2, "spans": []}]


@pytest.mark.django_db
def test_without_a_file_the_directory_of_the_database_is_used(posts: Path, tmp_path: Path) -> None:
    company: Company = make_company("Kestrel Cola", aliases=["Nothing"])
    out = tmp_path / "links.jsonl"
    run("link", f"--in={posts}", f"--out={out}")
    assert json.loads(out.read_text().splitlines()[0])["spans"][0]["company_id"] == company.pk


@pytest.mark.once
def test_a_score_is_told_with_the_lines_that_were_read_wrong(tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.txt"
    labelled.write_text("# a comment\n[[Nike]] called.\nWe saw [[Target]] and nike.\nThe [[Gap|gap]] closes.\n")
    said = run("score", COMPANIES, f"--labelled={labelled}", "--show")
    assert "3 lines, 3 right, 1 too many, 0 missed: precision 0.750, recall 1.000" in said
    assert "nike (nike)" in said


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("posts.jsonl", "{", "Line 1 of posts.jsonl is no"),
        ("posts.jsonl", '{"id": 1}', "Line 1 of posts.jsonl is no"),
        ("companies.csv", "a,b\n1,2\n", "no column “name”"),
        ("companies.csv", "", "no column “name”"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    name: str, content: str, sentence: str, posts: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    directory: Any = f"--directory={tmp_path / 'companies.csv'}" if name == "companies.csv" else COMPANIES
    with pytest.raises(CommandError, match=sentence):
        run("link", directory, f"--in={posts}", f"--out={tmp_path / 'out'}")
    with pytest.raises(CommandError, match="No such file"):
        run("score", COMPANIES, "--labelled=nowhere.txt")
