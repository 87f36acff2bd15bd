"""Members of an archive and YAML documents, read in memory and with suspicion."""

import gzip
import io
import tarfile
import zlib
from pathlib import PurePosixPath
from typing import Any

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile

MEMBERS = 20_000  # the largest collection has 10,400 files
UNPACKED = 200_000_000  # bytes; the largest has a quarter of it
RECORD = 2_000_000  # bytes; the largest record has a hundredth of it


def members(file: OfficialFile, limit: int = UNPACKED) -> list[tuple[str, bytes]]:
    """Return name and content of each file of a .tar.gz; links, devices and paths out of it are refused."""
    data = _gunzip(file, limit)
    if not data.endswith(bytes(1024)):
        raise ImportRefused(f"{file.name}: the archive has no end mark; truncated: download it again")
    found: list[tuple[str, bytes]] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                if content := _content(archive, member, file.name):
                    found.append(content)
                if len(found) > MEMBERS:
                    raise ImportRefused(f"{file.name}: more than {MEMBERS:,} members; no collection has that many")
    except tarfile.TarError as error:
        raise ImportRefused(
            f"{file.name}: not a tar archive ({error}); truncated or of another format: download it again"
        ) from None
    if len({name for name, _ in found}) != len(found):
        raise ImportRefused(f"{file.name}: two members of one name; expected each once: a damaged or forged archive")
    return found


def _gunzip(file: OfficialFile, limit: int) -> bytes:
    if not file.data.startswith(b"\x1f\x8b"):
        return file.data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(file.data)) as stream:
            data = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(f"{file.name}: cannot be unpacked ({error}); truncated: download it again") from None
    if len(data) > limit:
        raise ImportRefused(f"{file.name}: more than {limit:,} bytes when unpacked; no collection is that large")
    return data


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo, where: str) -> tuple[str, bytes] | None:
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or "\\" in member.name:
        raise ImportRefused(
            f"{where}: member {member.name!r} points out of the archive; a forged archive: do not unpack it"
        )
    if member.isdir():
        return None
    stream = archive.extractfile(member) if member.isreg() else None
    if stream is None:
        raise ImportRefused(
            f"{where}: member {member.name!r} is a link or device; expected plain files: a forged archive"
        )
    content = stream.read()
    if len(content) != member.size:
        raise ImportRefused(
            f"{where}: member {member.name!r} has {len(content)} of {member.size} bytes; truncated: download it again"
        )
    return member.name, content


def document(content: bytes, where: str) -> dict[str, Any]:
    """Return the mapping of a YAML file; tags that make objects, and aliases, are refused."""
    try:
        import yaml
    except ImportError:
        raise CurationToolsMissing("importing YAML needs PyYAML; `pip install 'magnitsky-data[curate]'`") from None
    if len(content) > RECORD:
        raise ImportRefused(f"{where}: {len(content):,} bytes; no record is that large: a file of another kind")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # An alias can make a small file unfold to any size; no record has one.
        if b"*" in content and any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(content, Loader=loader)):
            raise ImportRefused(f"{where}: has YAML aliases; expected a plain record: a forged file")
        found = yaml.load(content, Loader=loader)  # noqa: S506 the loader is the safe one, in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ImportRefused(
            f"{where}: not a plain YAML record ({' '.join(str(error).split())[:200]}); truncated or of another format: download it again"
        ) from None
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise ImportRefused(
            f"{where}: a YAML {type(found).__name__}; expected a record of named fields: a file of another kind"
        )
    return found
