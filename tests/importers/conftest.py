import gzip
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from magnitsky_data.importers import Context, OfficialFile

Open = Callable[..., OfficialFile]


@pytest.fixture(scope="session")
def sources() -> Path:
    """Folder of the official files; absent from a clone, so tests on real files are skipped there."""
    default = Path(__file__).parents[3] / "shared" / "sources"
    folder = Path(os.environ.get("MAGNITSKY_DATA_SOURCES", default))
    if not folder.is_dir():
        if os.environ.get("MAGNITSKY_DATA_SOURCES_REQUIRED"):
            pytest.fail(f"{folder}: no official files; set MAGNITSKY_DATA_SOURCES")
        pytest.skip("needs the official files; set MAGNITSKY_DATA_SOURCES")
    return folder


@pytest.fixture(scope="session")
def official() -> Open:
    """Make an official file of bytes, text or a path; a .gz of one file is unpacked."""

    def make(content: bytes | str | Path, name: str = "", date: str = "", basis: str = "") -> OfficialFile:
        data = content.read_bytes() if isinstance(content, Path) else content
        data = data.encode() if isinstance(data, str) else data
        name = name or (content.name if isinstance(content, Path) else "")
        if name.endswith(".gz") and not name.endswith(".tar.gz"):
            data, name = gzip.decompress(data), name.removesuffix(".gz")
        return OfficialFile(name, data, sha256(data).hexdigest(), date, "https://example.org/list", "", "", basis)

    return make


@pytest.fixture(scope="session")
def context() -> Context:
    return Context(frozenset(), frozenset(), {}, {}, {})
