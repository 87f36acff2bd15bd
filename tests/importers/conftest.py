"""Official files for the tests of importers: the real ones, and small ones made in a test."""

import gzip
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import official_files
import pytest

from magnitsky_data.importers import Context, OfficialFile, importer
from magnitsky_data.importers.lists import ListState


@pytest.fixture(scope="session")
def list_file() -> Callable[..., OfficialFile]:
    """Make an official file of bytes, text or a path; a .gz of one file is unpacked."""

    def make(content: bytes | str | Path, name: str = "", date: str = "", basis: str = "") -> OfficialFile:
        data = content.read_bytes() if isinstance(content, Path) else content
        data = data.encode() if isinstance(data, str) else data
        name = name or (content.name if isinstance(content, Path) else "")
        if name.endswith(".gz") and not name.endswith(".tar.gz"):
            data, name = gzip.decompress(data), name.removesuffix(".gz")
        return OfficialFile(name, data, sha256(data).hexdigest(), date, "https://example.org/list", "", "", basis)

    return make


@pytest.fixture
def list_context() -> Context:
    """A context: the curated readings, and no entry in scope."""
    return official_files.context()


@pytest.fixture(scope="session")
def state_of(sources: Path, list_file: Callable[..., OfficialFile]) -> Callable[..., ListState]:
    """Read the state in a file of the sources, of the day that its folder is named after."""

    def read(name: str, path: str, basis: str = "", scope: dict[str, tuple[str, ...]] | None = None) -> ListState:
        file = list_file(sources / path, date=path.split("/")[1], basis=basis)
        (found,) = official_files.read_all(importer(name).read_states, [file], official_files.context(scope))
        return found

    return read
