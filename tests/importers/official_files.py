"""Official files as importers get them, from disk or made in a test."""

import gzip
from hashlib import sha256
from pathlib import Path

from magnitsky_data.importers import Context, OfficialFile


def wrapped(name: str, data: bytes, day: str = "", basis: str = "download") -> OfficialFile:
    return OfficialFile(name, data, sha256(data).hexdigest(), day, "https://example.org", "", "licence", basis)


def opened(path: Path, day: str = "", basis: str = "download") -> OfficialFile:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return wrapped(path.name.removesuffix(".gz"), data, day, basis)


def context(scope: dict[str, tuple[str, ...]] | None = None, names: dict[str, str] | None = None) -> Context:
    return Context(frozenset(), frozenset(), {}, {}, {}, scope or {}, names or {})
