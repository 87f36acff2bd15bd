"""Official files for the tests of importers: the real ones, and small ones made in a test."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from magnitsky_data.importers import Context, OfficialFile, importer
from magnitsky_data.importers.lists import ListState
from magnitsky_data.importers.lists.expect import meet

CONTEXT = Context(frozenset(), frozenset(), {}, {}, {})


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


@pytest.fixture(scope="session")
def list_context() -> Context:
    """A context: none of these importers needs anything of it."""
    return CONTEXT


@pytest.fixture(scope="session")
def state_of(sources: Path, list_file: Callable[..., OfficialFile]) -> Callable[..., ListState]:
    """Read the state in a file of the sources, of the day that its folder is named after."""

    def read(name: str, path: str, basis: str = "", scope: dict[str, tuple[str, ...]] | None = None) -> ListState:
        file = list_file(sources / path, date=path.split("/")[1], basis=basis)
        (found,) = importer(name).read_states([file], replace(CONTEXT, scope=scope or {}))
        return found

    return read


@pytest.fixture
def loose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few records, which the expectations on real lists would refuse."""
    for module in ("publications", "mirror"):
        monkeypatch.setattr(
            f"magnitsky_data.importers.lists.{module}.meet", lambda state, _, where: meet(state, (), where)
        )
