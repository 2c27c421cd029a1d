"""`./dev css`: the style sheet and scripts that the package ships, built from assets/ with Node."""

import hashlib
import os
import shutil

from tools.console import ROOT, Failure, run

FOLDER = ROOT / "assets"


def build() -> int:
    """Install Node's packages when their lock changed, then build. The built files are committed."""
    if shutil.which("npm") is None:
        raise Failure("Node.js is missing.", "Install Node 20 or newer; only ./dev css needs it.")
    lock, stamp = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".installed"
    if not lock.is_file():
        raise Failure("assets/package-lock.json is missing.", "Get it back with: git checkout assets")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        # Not `npm ci`: it refuses a lock without every other platform's binaries. This obeys the lock's hashes too.
        if run(["npm", "install", "--no-save", "--no-audit", "--no-fund"], os.environ, folder=FOLDER) != 0:
            raise Failure(
                "npm could not install the packages of assets/.", "Read its message, then run ./dev css again."
            )
        stamp.write_text(wanted)
    if run(["npm", "run", "build"], os.environ, folder=FOLDER) != 0:
        raise Failure("The style sheet could not be built.", "Read npm's message above: it names the file and line.")
    return 0
