"""Taste, executable: each rule is one sentence whose message says where to go instead."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command, get_commands
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dealmecca"
SOURCES = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
DOORS = [
    path
    for path in SOURCES
    if path.name in ("views.py", "api.py", "jobs.py") or {"views", "api", "commands"} & set(path.parts)
]
LONGEST = 300


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def calls(path: Path) -> Iterator[ast.Attribute]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            yield node


def test_no_file_is_longer_than_one_idea() -> None:
    """Past 300 lines a file becomes a folder of the same name, one noun per file."""
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py"), ROOT / "dev"]
    long = {named(path): lines for path in files if (lines := len(path.read_text().splitlines())) > LONGEST}
    assert long == {}


def test_every_module_opens_with_a_sentence_on_what_lives_there() -> None:
    empty = [named(p) for p in SOURCES if p.read_text().strip() and not ast.get_docstring(ast.parse(p.read_text()))]
    assert empty == []


def test_doors_never_reach_into_tables() -> None:
    """`.objects` in a view, API, job or command: ask queries.py, or write an action."""
    found = [f"{named(path)}:{node.lineno}" for path in DOORS for node in calls(path) if node.attr == "objects"]
    assert found == []


def test_only_the_database_folder_knows_the_engines() -> None:
    """`vendor`, postgres modules and sqlite3 belong in dealmecca/database/."""
    pattern = re.compile(
        r"\.vendor\b|django\.contrib\.postgres|^import sqlite3|from psycopg|import psycopg", re.MULTILINE
    )
    outside = [p for p in SOURCES if "database" not in p.relative_to(PACKAGE).parts[:1]]
    assert [named(path) for path in outside if pattern.search(path.read_text())] == []


def test_no_row_is_changed_by_read_add_save() -> None:
    """`thing.count += 1; thing.save()` loses updates: use F() in one UPDATE."""
    found = []
    for path in SOURCES:
        text = path.read_text()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute) and ".save(" in text:
                found.append(f"{named(path)}:{node.lineno}")
    assert found == []


def test_templates_hold_no_inline_code() -> None:
    """Inline scripts, handlers and styles are refused by our content security policy: static/web/ has the place."""
    pattern = re.compile(r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|\sstyle\s*=|javascript:", re.IGNORECASE)
    found = [named(path) for path in PACKAGE.rglob("templates/**/*.html") if pattern.search(path.read_text())]
    assert found == []


def test_nothing_is_marked_safe_outside_the_parts() -> None:
    """mark_safe and |safe are for dealmecca/web/parts/, which escapes what it puts together."""
    found = [named(p) for p in SOURCES if "mark_safe" in p.read_text() and "parts" not in p.parts]
    found += [named(p) for p in PACKAGE.rglob("templates/**/*.html") if re.search(r"\|\s*safe\b", p.read_text())]
    assert found == []


def test_names_of_modules_say_what_lives_there() -> None:
    """No utils, helpers, common, services, managers, signals or base: name the subject."""
    vague = {"utils", "helpers", "common", "services", "managers", "signals", "base", "misc"}
    assert [named(path) for path in SOURCES if path.stem in vague] == []


def test_every_index_and_constraint_says_which_query_or_promise_it_serves() -> None:
    """A comment stands beside each index; a constraint's name says its promise."""
    silent = []
    for path in PACKAGE.rglob("models*/**/*.py"):
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            near = "".join(lines[max(0, number - 2) : number + 5])  # the formatter may break the line
            if "models.Index(" in line and "#" not in near:
                silent.append(f"{named(path)}:{number + 1}")
    assert silent == []


def test_every_foreign_key_chose_what_happens_on_delete() -> None:
    """Ours restrict unless a row belongs to its parent; SET NULL for authors."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("dealmecca.")]
    chosen = {
        f"{model.__name__}.{field.name}": getattr(field.remote_field.on_delete, "__name__", "")
        for model in ours
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    }
    assert set(chosen.values()) <= {"PROTECT", "CASCADE", "SET_NULL", "RESTRICT"}
    assert chosen["Contact.company"] == chosen["Company.parent"] == "PROTECT"


def test_every_page_has_a_test_file_of_its_name() -> None:
    """tests/<domain>/test_<view>.py for each view of ours, or test_<domain>_pages.py for steps of one job."""
    missing = []
    tests = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    for pattern in patterns(get_resolver().url_patterns):
        module = getattr(pattern.callback, "__module__", "")
        if module.startswith("dealmecca.") and ".views" in module:
            domain, stem = module.split(".")[1], module.rpartition(".")[2]
            named_for_it = {f"test_{stem}.py", f"test_{pattern.name}.py", f"test_{domain.rstrip('s')}_pages.py"}
            if stem != "views" and not named_for_it & tests:
                missing.append(f"{pattern.name} ({module})")
    assert missing == []


def patterns(entries: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry


def test_the_map_names_every_folder() -> None:
    text = (ROOT / "docs" / "map.md").read_text()
    folders = [path.name for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith("_")]
    assert [name for name in folders if f"{name}/" not in text] == []


def test_our_commands_are_documented() -> None:
    ours = [name for name, app in get_commands().items() if str(app).startswith("dealmecca.")]
    text = "".join(path.read_text() for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
    assert [name for name in ours if f"dealmecca {name}" not in text] == []


@pytest.mark.django_db
def test_the_configuration_passes_its_own_checks() -> None:
    call_command("check", fail_level="WARNING")
