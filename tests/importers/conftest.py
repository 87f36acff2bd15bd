"""Where the official files lie that are too large for the repository."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sources() -> Path:
    folder = Path(os.environ.get("MAGNITSKY_DATA_SOURCES", ROOT.parent / "shared" / "sources"))
    if not folder.is_dir():
        if os.environ.get("MAGNITSKY_DATA_SOURCES_REQUIRED"):
            pytest.fail(f"{folder}: no official files; set MAGNITSKY_DATA_SOURCES to their folder")
        pytest.skip(f"{folder}: no official files; set MAGNITSKY_DATA_SOURCES to their folder")
    return folder
