"""The rows of a file, cleaned, batch by batch; those of a large one by a second process, beside the one that writes.

The second process reads the file and touches no database; what words were learnt comes with its order. It is ahead by
one batch, as it waits until that one is taken. If it ends before the file does, for whatever reason, the rest is
prepared here: same rows, same errors.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from dealmecca.directory.learning import Learnt, learnt_words
from dealmecca.imports.engine.columns import Columns
from dealmecca.imports.engine.rows import FileRow, RowCleaner
from dealmecca.lib.tables import TableShape, read_rows

LARGE = 2 * 1024 * 1024  # bytes; smaller ones are done before a process has started


class Preparation(NamedTuple):
    """From which row on a file is to be prepared, and how many rows make a batch; and which words mean what."""

    path: Path
    shape: TableShape
    columns: Columns
    first: int
    size: int
    learnt: Learnt = {}


def batches_of(wanted: Preparation) -> Generator[list[FileRow]]:
    """Close it (or exhaust it) to end the second process. Raises UnusableFile when the file breaks off."""
    wanted = wanted._replace(learnt=learnt_words())
    first = wanted.first
    if wanted.shape.kind == "csv" and wanted.path.stat().st_size >= LARGE and (os.cpu_count() or 1) > 1:
        with closing(_by_second_process(wanted)) as told:
            for rows in told:
                if not rows:
                    return
                first += len(rows)
                yield rows
    yield from prepared_here(wanted._replace(first=first))


def prepared_here(wanted: Preparation) -> Generator[list[FileRow]]:
    cleaner = RowCleaner(wanted.columns, wanted.learnt)
    with closing(read_rows(wanted.path, wanted.shape)) as table:
        waiting = islice(table, wanted.first, None)
        while rows := list(cleaner.clean(islice(waiting, wanted.size))):
            yield rows


def _by_second_process(wanted: Preparation) -> Generator[list[FileRow]]:
    """An empty batch is the last one of a file that was read to its end."""
    command = [sys.executable, "-m", f"{__name__}_child", str(os.getpid())]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as child:
        assert child.stdin and child.stdout
        try:
            with suppress(BrokenPipeError), child.stdin:
                pickle.dump(wanted, child.stdin)
            with suppress(EOFError, pickle.UnpicklingError):
                while True:
                    yield pickle.load(child.stdout)
        finally:
            child.kill()
