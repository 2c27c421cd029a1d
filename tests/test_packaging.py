"""What `pip install .` brings: the command, every template and the built styles, and nothing from this checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from tools.console import ROOT

pytestmark = pytest.mark.once

# Renders a page a visitor sees and finds the static files it asks for.
SIGN_IN = """
import re
import django
django.setup()
from django.contrib.staticfiles import finders
from django.test import Client
import dealmecca
page = Client().get("/", follow=True)
assert page.status_code == 200, page.status_code
for address in sorted(set(re.findall(r'/static/([^"?]+)', page.content.decode()))):
    print(address, finders.find(address) or "MISSING")
print("package", dealmecca.__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel installed alone, and a way to run Python that sees it and its requirements, but not this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", folder, wheel]
    subprocess.run(pip, check=True, cwd=folder)

    def python(*arguments):
        # -S: no .pth file puts the checkout on the path.
        path = os.pathsep.join([str(folder), sysconfig.get_path("purelib")])
        variables = {name: value for name, value in os.environ.items() if not name.startswith("DEALMECCA_")}
        variables |= {
            "PYTHONPATH": path,
            "DATABASE_URL": f"sqlite:///{folder}/installed.db",
            "DJANGO_SETTINGS_MODULE": "dealmecca.config.settings",
        }
        command = [sys.executable, "-S", *arguments]
        return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=120)

    return folder, python


def test_every_file_of_the_package_is_in_the_wheel_and_no_other(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "dealmecca").rglob("*") if path.is_file()}
    assert packed == {name for name in files if "__pycache__" not in name}, "does .gitignore hide a file we ship?"
    assert {"dealmecca/web/static/web/app.css", "dealmecca/web/static/web/app.js"} <= packed
    assert any(name.endswith(".html") for name in packed)


def test_the_wheel_brings_the_command(wheel):
    archive = zipfile.ZipFile(wheel)
    entry_points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "dealmecca = dealmecca.cli:main" in archive.read(entry_points).decode()


def test_an_installed_copy_migrates_and_shows_a_styled_page_from_its_own_files(installed):
    folder, python = installed
    migrated = python("-m", "dealmecca", "migrate", "--verbosity=0")
    assert migrated.returncode == 0, migrated.stderr
    shown = python("-c", SIGN_IN)
    assert shown.returncode == 0, shown.stderr
    assert "app.css" in shown.stdout
    assert "MISSING" not in shown.stdout
    places = [line.split()[-1] for line in shown.stdout.splitlines()]
    ours = [place for place in places if "/site-packages/allauth/" not in place]  # the sign-in library brings its own
    assert len(ours) > 3 and all(place.startswith(str(folder)) for place in ours), places
