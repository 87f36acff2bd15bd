"""A file on disk to an ``OfficialFile``: unpacked where it is one file in gzip, hashed, its origin looked up."""

import gzip
import zlib
from hashlib import sha256
from pathlib import Path

from magnitsky_data.contract.cells import Row
from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files import limits

COMPRESSED = ".gz"
ARCHIVES = (".tar.gz", ".tar.xz", ".zip")  # kept packed: an importer reads their members


def open_file(path: Path, origins: dict[str, Row], date: str = "") -> OfficialFile:
    """Read a file, plain or gzip, and look its origin up by the SHA-256 of its content.

    ``origins`` maps hashes to rows with url, found_url, file_date and licence. Raises ``ImportRefused``
    for an empty or broken file.
    """
    data = content_of(path)
    digest = sha256(data).hexdigest()
    origin = origins[digest]
    return OfficialFile(
        published_name(path.name),
        data,
        digest,
        date or origin.get("file_date", ""),
        origin["url"],
        origin.get("found_url", ""),
        origin.get("licence", ""),
        "download" if date else origin.get("date_basis", ""),
        origin.get("earliest_date", ""),
    )


def published_name(name: str) -> str:
    """Return the name of a file without the suffix of its compression; archives keep theirs."""
    return name if name.endswith(ARCHIVES) else name.removesuffix(COMPRESSED)


def content_of(path: Path) -> bytes:
    """Return what a file holds, unpacked unless it is an archive; an empty one and a page of HTML are refused."""
    data = _unpacked(path)
    if wrong := no_data(data):
        raise ImportRefused(f"{path}: {wrong}; download it again")
    return data


def no_data(content: bytes) -> str:
    """Return why a content cannot be a data file, whatever its kind; empty when it can."""
    if not content.strip():
        return "the file is empty"
    head = content[:300].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "an HTML page, perhaps an error page of the publisher; expected the data file itself"
    return ""


def _unpacked(path: Path) -> bytes:
    most = limits.most(published_name(path.name))
    try:
        if published_name(path.name) != path.name:
            most = limits.unpacked(path.stat().st_size, limits.DEFLATE, most)
            with gzip.open(path) as stream:
                data = stream.read(most + 1)
        else:
            with path.open("rb") as plain:
                data = plain.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(f"{path}: cannot be read ({error}); download it again") from None
    if len(data) > most:
        raise ImportRefused(f"{path}: more than {most:,} bytes; no official file of its kind is that large")
    return data
