"""`./dev lock`: both lock files from pyproject.toml, hashed, for every platform, naming no package host."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.console import ROOT, Failure, run, say

TOOLS = ROOT / ".venv-tools"
TARGETS = (("requirements.lock", ()), ("requirements-dev.lock", ("--group", "dev")))


def lock(arguments: Sequence[str]) -> int:
    """Versions already locked stay unless asked: ./dev lock --upgrade, or --upgrade-package NAME."""
    uv = _uv()
    variables = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    common = [uv, "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    for name, groups in TARGETS:
        say(f"Locking {name}")
        command = [*common, f"--python={sys.executable}", "pyproject.toml", *groups, "-o", name, *arguments]
        if run(command, variables) != 0:
            raise Failure(
                f"uv could not lock {name}.", "Read its message: a requirement in pyproject.toml cannot be met."
            )
    return 0


def _uv() -> str | Path:
    installed = shutil.which("uv") or shutil.which(str(TOOLS / "bin" / "uv"))
    if installed:
        return installed
    say("Installing uv into .venv-tools")
    python = TOOLS / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-qq", "--only-binary", ":all:", "uv>=0.9"]
    if run([sys.executable, "-m", "venv", TOOLS], os.environ) != 0 or run(install, os.environ) != 0:
        raise Failure("uv could not be installed.", "Install it so that it is on the PATH, and run ./dev lock again.")
    return TOOLS / "bin" / "uv"
