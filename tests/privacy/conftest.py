"""What tests of people's rights share: an erasure ledger of their own, and uploads of their own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    settings.ERASURE_LEDGER = tmp_path / "ledger" / "erasures"
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path
