"""The linker's files: a directory as CSV, posts as JSON lines in, spans as JSON lines out, and labelled sentences."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dealmecca.forum.linking.lexicon import Lexicon, Named
from dealmecca.forum.linking.pieces import keys_of
from dealmecca.forum.linking.spans import Span, link

_COLUMNS = {
    "id": ("id", "company_id", "companyid", "record_id", "key"),
    "name": ("name", "company", "company_name", "companyname"),
    "aliases": ("aliases", "alias", "other_names", "also_known_as", "aka"),
    "city": ("city", "location", "office", "town"),
    "parent_id": ("parent_id", "parent", "parentid"),
    "is_ordinary": ("is_ordinary", "ordinary", "also_a_word", "ambiguous"),
}
_MARK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")


def read_directory(path: Path) -> list[Named]:
    """A CSV with a head row. Needs a name; without an id the name is the id. Raises ValueError with a sentence."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        heads = {_plain(head): head for head in rows.fieldnames or () if head}
        columns = {
            field: next((heads[name] for name in names if name in heads), "") for field, names in _COLUMNS.items()
        }
        if not columns["name"]:
            raise ValueError(f"{path.name} has no column “name”. Its first row is: {', '.join(heads) or 'empty'}.")
        return [_named({field: (row.get(head) or "").strip() for field, head in columns.items()}) for row in rows]


def read_posts(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of each line {"id": …, "text": …}. Raises ValueError that names the line."""
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                post = json.loads(line)
                yield post["id"], str(post["text"])
            except (json.JSONDecodeError, KeyError, TypeError):
                raise ValueError(f'Line {number} of {path.name} is no {{"id": …, "text": …}}.') from None


def write_links(path: Path, posts: Iterable[tuple[Any, str]], lexicon: Lexicon) -> tuple[int, int]:
    """One line for each post, also where nothing was found. Returns how many posts and spans."""
    count = found = 0
    with path.open("w", encoding="utf-8") as file:
        for post_id, text in posts:
            spans = [_json(span) for span in link(text, lexicon)]
            file.write(json.dumps({"id": post_id, "spans": spans}, ensure_ascii=False) + "\n")
            count, found = count + 1, found + len(spans)
    return count, found


def read_labelled(path: Path, lexicon: Lexicon) -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """Each line without its marks, and the spans they stood for. `[[name]]` is the company of that very name."""
    ids = {text: company.id for company in lexicon.companies.values() for text in (company.name, *company.aliases)}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        text, spans, last = "", set(), 0
        for mark in _MARK.finditer(line):
            text += line[last : mark.start()]
            spans.add((len(text), len(text) + len(mark[1]), mark[2] or _id_of(mark[1], ids, lexicon)))
            text += mark[1]
            last = mark.end()
        yield text + line[last:], spans


def _id_of(written: str, ids: dict[str, str], lexicon: Lexicon) -> str:
    if written in ids:
        return ids[written]
    names = lexicon.find(keys_of(written))
    if len(names) != 1:
        raise ValueError(f"“{written}” is no company of the directory.")
    return names[0].company.id


def _named(values: dict[str, str]) -> Named:
    aliases = tuple(alias.strip() for alias in re.split(r"[;|]", values["aliases"]) if alias.strip())
    flag = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    return Named(
        values["id"] or values["name"], values["name"], aliases, values["city"].split(",")[0], values["parent_id"],
        flag.get(values["is_ordinary"].casefold()),
    )  # fmt: skip


def _json(span: Span) -> dict[str, Any]:
    return {
        "start": span.start, "end": span.end, "company_id": span.company_id, "confidence": span.confidence,
    }  # fmt: skip


def _plain(head: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", head.strip()).lower().replace(" ", "_").replace("-", "_")
