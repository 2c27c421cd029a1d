"""Labelled sentences: [[what is written|id]]."""

import re
from collections.abc import Iterator
from pathlib import Path

_MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]]+)\]\]")


def marked(path: Path) -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """Each line without its marks, and the spans they stood for."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, spans, last = "", set(), 0
        for mark in _MARK.finditer(line):
            text += line[last : mark.start()]
            spans.add((len(text), len(text) + len(mark[1]), mark[2]))
            text += mark[1]
            last = mark.end()
        yield text + line[last:], spans
