"""Where the official files lie that are too large for the repository, and how tests wrap them."""

import gzip
import os
from hashlib import sha256
from pathlib import Path

import pytest

from magnitsky_data.importers import Context, OfficialFile

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sources() -> Path:
    folder = Path(os.environ.get("MAGNITSKY_DATA_SOURCES", ROOT.parent / "shared" / "sources"))
    if not folder.is_dir():
        if os.environ.get("MAGNITSKY_DATA_SOURCES_REQUIRED"):
            pytest.fail(f"{folder}: no official files; set MAGNITSKY_DATA_SOURCES to their folder")
        pytest.skip(f"{folder}: no official files; set MAGNITSKY_DATA_SOURCES to their folder")
    return folder


def wrapped(name: str, data: bytes, day: str = "", basis: str = "download") -> OfficialFile:
    return OfficialFile(name, data, sha256(data).hexdigest(), day, "https://example.org", "", "licence", basis)


def opened(path: Path, day: str = "", basis: str = "download") -> OfficialFile:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return wrapped(path.name.removesuffix(".gz"), data, day, basis)


def context(scope: dict[str, tuple[str, ...]] | None = None, names: dict[str, str] | None = None) -> Context:
    return Context(frozenset(), frozenset(), {}, {}, {}, scope or {}, names or {})
