"""The file in which erasures are written down, outside the database and its backups: ids and digests, no values.

One line of JSON for each event, appended and forced to the disk. Whoever restores an older backup replays it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

ERASED, SUPPRESSED, LIFTED = "erased", "suppressed", "lifted"
Event = dict[str, Any]


def write_events(events: Iterable[Event]) -> None:
    """In the middle of the transaction that does it: what is written and then not done is done by the next replay."""
    lines = "".join(json.dumps(event, sort_keys=True) + "\n" for event in events)
    if not lines:
        return
    path = Path(settings.ERASURE_LEDGER)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if _ends_half(path):
            lines = "\n" + lines
        os.write(descriptor, lines.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_events() -> Iterator[Event]:
    """In the order in which they happened. A line that a crash cut off is left out: its transaction was, too."""
    path = Path(settings.ERASURE_LEDGER)
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict) and event.get("what") in (ERASED, SUPPRESSED, LIFTED):
                yield event


def _ends_half(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
