"""Members of archives, one at a time and in memory: .zip, .tar, and a .tar in gzip or xz."""

import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BufferedIOBase, BytesIO, RawIOBase
from itertools import islice
from pathlib import PurePosixPath

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files import limits

ZIP = b"PK"


def _lzma(data: BytesIO) -> BufferedIOBase:
    """Return a stream over .xz, whose head says how much memory it takes: the first byte asks whether that is too much."""
    lzma.LZMADecompressor(memlimit=limits.MEMORY).decompress(data.getvalue(), max_length=1)
    return lzma.LZMAFile(data)


# What a .tar may be packed in, by its first bytes, and how far that packs.
PACKINGS: dict[bytes, tuple[Callable[[BytesIO], BufferedIOBase], int]] = {
    b"\x1f\x8b": (lambda data: gzip.GzipFile(fileobj=data), limits.DEFLATE),
    b"\xfd7zXZ": (_lzma, limits.XZ),
    b"": (lambda data: data, 1),
}
END = bytes(tarfile.BLOCKSIZE)  # a .tar ends with two such blocks
FORGED = "no official archive is like that: download it again"
DAMAGE = (
    tarfile.TarError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    MemoryError,
)


def members(file: OfficialFile) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each plain file; links, devices and paths out of the archive are refused."""
    names = set()
    try:
        for name, content in (_zipped if file.data.startswith(ZIP) else _tarred)(file):
            if name in names:
                raise ImportRefused(f"{file.name}: two members {name!r}; expected each once: a damaged archive")
            names.add(name)
            yield name, content
    except DAMAGE as error:
        raise ImportRefused(
            f"{file.name}: cannot be unpacked ({str(error) or 'out of memory'}); cut short: download it again"
        ) from None


def only_member(file: OfficialFile, suffix: str) -> bytes:
    """Return the content of the one member of an archive, which must have the suffix."""
    found = list(islice(members(file), 2))
    if len(found) != 1 or not found[0][0].lower().endswith(suffix):
        raise ImportRefused(
            f"{file.name}: members {[name for name, _ in found]!r}; expected one {suffix} file: another archive"
        )
    return found[0][1]


def _zipped(file: OfficialFile) -> Iterator[tuple[str, bytes]]:
    left = limits.unpacked(len(file.data), limits.DEFLATE, limits.ARCHIVE)
    with zipfile.ZipFile(BytesIO(file.data)) as archive:
        for number, member in enumerate(archive.infolist(), start=1):
            is_link = stat.S_ISLNK(member.external_attr >> 16)
            _allow(file.name, number, member.filename, member.file_size, left, is_plain=not is_link)
            if not member.is_dir():
                left -= member.file_size
                yield member.filename, archive.read(member)  # up to its size; a false one has a false checksum


def _tarred(file: OfficialFile) -> Iterator[tuple[str, bytes]]:
    stream = _Unpacked(file)
    # Not tarfile's own unpacking, which takes twice the time and does not see that an end is missing.
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        for number, member in enumerate(archive, start=1):
            # A sparse file is larger than its bytes.
            is_plain = member.isdir() or (member.isreg() and not member.issparse())
            _allow(file.name, number, member.name, member.size, stream.most, is_plain=is_plain)
            if (content := archive.extractfile(member)) is not None:
                yield member.name, content.read()
        if not stream.last == stream.read(len(END)) == END:
            raise EOFError("it has no end mark")
        while stream.read(1_000_000):  # to the checksum of what was packed
            pass


class _Unpacked(RawIOBase):
    """What is packed in gzip or xz, or in neither, as a stream that ends where limits end."""

    def __init__(self, file: OfficialFile):
        unpack, ratio = next(packing for magic, packing in PACKINGS.items() if file.data.startswith(magic))
        self._name, self._stream = file.name, unpack(BytesIO(file.data))
        self.most = limits.unpacked(len(file.data), ratio, limits.ARCHIVE)
        self.last = b""  # what was read last

    def read(self, size: int = -1, /) -> bytes:
        self.last = self._stream.read(min(size, self.most + 1) if size >= 0 else self.most + 1)
        if self.tell() > self.most:
            raise ImportRefused(f"{self._name}: more than {self.most:,} bytes when unpacked; {FORGED}")
        return self.last

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._stream.seek(min(offset, self.most + 1), whence)

    def tell(self) -> int:
        return self._stream.tell()


def _allow(where: str, number: int, name: str, size: int, left: int, *, is_plain: bool) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise ImportRefused(f"{where}: member {name!r} points out of the archive; expected names below it; {FORGED}")
    if not is_plain:
        raise ImportRefused(
            f"{where}: member {name!r} is a link, device or sparse file; expected plain files; {FORGED}"
        )
    most = min(limits.most(name), left)
    if number > limits.MEMBERS or not 0 <= size <= most:
        raise ImportRefused(
            f"{where}: member {number} {name!r} of {size:,} bytes; expected up to {limits.MEMBERS:,} members and {most:,} bytes; {FORGED}"
        )
