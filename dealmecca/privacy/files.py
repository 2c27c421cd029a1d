"""What is kept about somebody as one file: JSON for programs, a page for people, in a ZIP."""

import io
import json
import zipfile
from typing import Any

from django.template.loader import render_to_string

NAME = "dealmecca-about-you.zip"


def dossier_file(dossier: dict[str, Any]) -> bytes:
    """In memory: one person's rows are few, and nothing of them lies on a disk afterwards."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("about-you.json", json.dumps(dossier, indent=2, ensure_ascii=False))
        file.writestr("about-you.html", render_to_string("privacy/dossier.html", {"dossier": dossier}))
    return out.getvalue()
