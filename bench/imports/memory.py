"""How much memory a process and all processes below it hold, looked at while it runs; Linux only."""

import os
import subprocess
import time
from pathlib import Path

LOOKS_EVERY = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE") // 1024


def peak_of(child: "subprocess.Popen[str]") -> int:
    """Waits for its end; the most kilobytes at one look. A page that two of them share counts twice."""
    peak = 0
    while child.poll() is None:
        peak = max(peak, sum(_resident(number) for number in _with_children(child.pid)))
        time.sleep(LOOKS_EVERY)
    return peak


def _with_children(number: int) -> list[int]:
    try:
        below = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return []
    return [number, *(found for each in below for found in _with_children(int(each)))]


def _resident(number: int) -> int:
    try:
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * _PAGE
    except OSError:
        return 0
