"""The project's virtual environment in .venv: made, filled from the hashed lock files, and kept current."""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.console import ROOT, Failure, run, say

FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
DEALMECCA = FOLDER / "bin" / "dealmecca"

# The same trick installers use: sh runs the second line, Python reads it as a text. The folder may be moved.
LAUNCHER = """#!/bin/sh
'''exec' "$(dirname "$0")/python" "$0" "$@"
' '''
import sys

from dealmecca.cli import main

sys.exit(main())
"""
QUESTION = "import json, sys, sysconfig, pip; print(json.dumps([sys.version, sysconfig.get_path('purelib')]))"


@dataclass(frozen=True)
class Lock:
    """A lock file; `stamp` remembers, inside .venv, which version of it has been installed."""

    path: Path
    stamp: str
    duration: str


RUNTIME = Lock(ROOT / "requirements.lock", "dealmecca-runtime.stamp", "about half a minute")
DEVELOPMENT = Lock(ROOT / "requirements-dev.lock", "dealmecca-development.stamp", "about a minute")


def ensure(wanted: Lock) -> None:
    """Make .venv hold what the lock file says and the `dealmecca` command; quick when it already does."""
    with _one_at_a_time():
        version, packages = _existing() or _create()
        if not _is_current(wanted, version) and not (wanted is RUNTIME and _is_current(DEVELOPMENT, version)):
            _install(wanted, version)
        _write_when_different(packages / "dealmecca-checkout.pth", f"{ROOT}\n")
        _write_when_different(DEALMECCA, LAUNCHER)
        DEALMECCA.chmod(0o755)


def installed_state() -> str:
    """A text that changes whenever other packages are installed."""
    stamps = [FOLDER / lock.stamp for lock in (RUNTIME, DEVELOPMENT)]
    return " ".join(stamp.read_text() for stamp in stamps if stamp.is_file())


def variables(**extra: str) -> dict[str, str]:
    """The environment variables for our own programs: the person's own, and what the caller adds."""
    path = f"{FOLDER / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "VIRTUAL_ENV": str(FOLDER), "PATH": path, **extra}


def test_variables(database_url: str, scratch: Path) -> dict[str, str]:
    """The environment variables for tests: nothing of the person's own configuration, every file inside `scratch`."""
    ours = {name: value for name, value in variables().items() if not name.startswith("DEALMECCA_")}
    return ours | {
        "DEALMECCA_ENVIRONMENT": "test",
        "DATABASE_URL": database_url,
        "DIRECT_URL": "",
        "DEALMECCA_DATA_DIR": str(scratch / "media"),
        "TMPDIR": str(scratch),
        "PYTHONDONTWRITEBYTECODE": "",  # what one process compiled, the hundred others read
    }


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two terminals must not install at the same moment."""
    with (ROOT / "dev").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _existing() -> tuple[str, Path] | None:
    """Python's version and the package folder of a working .venv; None when there is none, or a half-made one."""
    if not os.access(PYTHON, os.X_OK):
        return None
    answer = subprocess.run([PYTHON, "-c", QUESTION], capture_output=True, text=True, cwd=ROOT)
    if answer.returncode != 0:
        return None
    version, packages = json.loads(answer.stdout)
    return version, Path(packages)


def _create() -> tuple[str, Path]:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Failure(
            "This Python cannot make virtual environments.", "On Debian or Ubuntu: apt-get install python3-venv"
        )
    say(f"Making the environment {FOLDER.name} with Python {sys.version.split()[0]}")
    status = run([sys.executable, "-m", "venv", "--clear", FOLDER], os.environ)
    made = _existing() if status == 0 else None
    if made is None:
        shutil.rmtree(FOLDER, ignore_errors=True)
        raise Failure(
            "Python could not make the environment .venv.",
            "Read its message above; on Debian or Ubuntu it is usually mended by: apt-get install python3-venv",
        )
    return made


def _install(lock: Lock, version: str) -> None:
    say(f"Installing {lock.path.name} ({lock.duration} the first time)")
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    status = run([*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(lock.path)], variables())
    if status != 0:
        raise Failure(
            f"pip could not install {lock.path.name}.",
            "Read its message above, check that this machine reaches a package index, and run the command again.",
        )
    (FOLDER / lock.stamp).write_text(_fingerprint(lock, version))


def _is_current(lock: Lock, version: str) -> bool:
    stamp = FOLDER / lock.stamp
    return stamp.is_file() and stamp.read_text() == _fingerprint(lock, version)


def _fingerprint(lock: Lock, version: str) -> str:
    if not lock.path.is_file():
        raise Failure(f"{lock.path.name} is missing.", f"Get it back: git checkout {lock.path.name}")
    return hashlib.sha256(lock.path.read_bytes() + version.encode()).hexdigest()


def _write_when_different(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text() != text:
        path.write_text(text)
