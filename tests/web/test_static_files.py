"""Built files are here, versioned, and ask nobody else for anything."""

import gzip
import re
from pathlib import Path

from django.templatetags.static import static

import dealmecca

STATIC = Path(dealmecca.__file__).parent / "web" / "static" / "web"


def test_an_address_changes_with_the_content() -> None:
    assert re.fullmatch(r"/static/web/app\.css\?v=[0-9a-f]{10}", static("web/app.css"))


def test_what_pages_need_is_shipped() -> None:
    for name in ("app.css", "app.js", "htmx.min.js", "icon.svg", "fonts/inter-latin-wght-normal.woff2"):
        assert (STATIC / name).stat().st_size > 100


def test_styles_and_our_script_load_nothing_from_elsewhere() -> None:
    assert re.findall(r"url\(['\"]?(?:https?:)?//", (STATIC / "app.css").read_text()) == []
    assert "//" not in re.sub(r"/\*.*?\*/", "", (STATIC / "app.js").read_text(), flags=re.DOTALL).replace("://", "")


def test_pages_stay_light() -> None:
    """A first visit is at most 100 kB as sent: what every page needs here, and 10 kB for the page itself."""
    sent = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in ("app.css", "app.js", "htmx.min.js")}
    font = (STATIC / "fonts" / "inter-latin-wght-normal.woff2").stat().st_size
    assert sent["app.css"] < 22_500
    assert sum(sent.values()) + font + 10_000 < 100_000
    assert len((STATIC / "app.js").read_text().splitlines()) <= 200
