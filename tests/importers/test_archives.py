"""Archives: members come out whole and in order; cut, forged and oversized ones are refused."""

import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from official_files import opened, wrapped

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files import limits
from magnitsky_data.importers.files.archives import members, only_member
from magnitsky_data.importers.files.open import open_file

URL = "https://example.org/list"
TWO = {"list/a.yaml": b"name: A\n", "list/b.yaml": b"name: B\n"}
PACKERS: dict[str, Callable[[bytes], bytes]] = {"tar": bytes, "tar.gz": gzip.compress, "tar.xz": lzma.compress}


def tarred(content: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, member in content.items():
            info = tarfile.TarInfo(name)
            info.size, info.type = len(member), kind
            info.linkname = "/etc/passwd" if kind != tarfile.REGTYPE else ""
            archive.addfile(info, io.BytesIO(member))
    return data.getvalue()


def zipped(content: dict[str, bytes], mode: int = stat.S_IFREG) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in content.items():
            info = zipfile.ZipInfo(name)
            info.external_attr, info.compress_type = mode << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, member)
    return data.getvalue()


def made(kind: str, content: dict[str, bytes]) -> OfficialFile:
    data = zipped(content) if kind == "zip" else PACKERS[kind](tarred(content))
    return wrapped(f"list.{kind}", data)


KINDS = [*PACKERS, "zip"]


@pytest.mark.parametrize("kind", ["tar.gz", "tar.xz", "zip"])
def test_an_archive_stays_packed(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"list.{kind}"
    path.write_bytes(made(kind, TWO).data)
    file = open_file(path, {sha256(path.read_bytes()).hexdigest(): {"url": URL}})
    assert (file.name, file.data) == (path.name, path.read_bytes())


@pytest.mark.parametrize("kind", KINDS)
def test_members_come_in_their_order(kind: str) -> None:
    assert list(members(made(kind, TWO))) == list(TWO.items())
    assert list(members(made(kind, {}))) == []
    assert only_member(made(kind, {"A.XML": b"<a/>"}), ".xml") == b"<a/>"


def test_folders_are_passed_over() -> None:
    for data in (tarred({"list": b""}, tarfile.DIRTYPE), zipped({"list/": b""}, stat.S_IFDIR)):
        assert list(members(wrapped("list", data))) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["/etc/passwd", "../a.yaml", "list/../../a.yaml", "..\\a.yaml"])
def test_a_path_out_of_the_archive_is_refused(kind: str, name: str) -> None:
    with pytest.raises(ImportRefused, match="points out of the archive"):
        list(members(made(kind, {name: b"x"})))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE]
)
def test_links_devices_and_sparse_files_are_refused(kind: bytes) -> None:
    with pytest.raises(ImportRefused, match="'a' is a link, device or sparse file"):
        list(members(wrapped("a.tar", tarred({"a": b""}, kind))))


def test_a_link_in_a_zip_is_refused() -> None:
    with pytest.raises(ImportRefused, match="'a' is a link, device or sparse file"):
        list(members(wrapped("a.zip", zipped({"a": b"/etc/passwd"}, stat.S_IFLNK))))


@pytest.mark.parametrize("kind", ["tar.gz", "tar.xz", "zip"])
def test_bombs_are_refused_before_they_are_unpacked(kind: str) -> None:
    """60 MB of zeros pack into 60 kB in gzip, of which 10 MB may come, and into 9 kB in xz, of which 45 MB may."""
    file = made(kind, {"a.xml": bytes(60_000_000)})
    with pytest.raises(
        ImportRefused, match=r"member 1 'a.xml' of 60,000,000 bytes; expected .* [14]\d,\d{3},\d{3} bytes"
    ):
        list(members(file))


def test_many_members_that_fit_alone_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    file = made("zip", {f"{n}": bytes(4_000_000) for n in range(3)})
    with pytest.raises(ImportRefused, match=r"member 3 '2' of 4,000,000 bytes"):
        list(members(file))
    monkeypatch.setattr(limits, "MEMBERS", 1)
    for kind in KINDS:
        with pytest.raises(ImportRefused, match=r"member 2 'list/b.yaml' .*expected up to 1 members"):
            list(members(made(kind, TWO)))


def test_a_bomb_in_the_header_of_a_member_is_refused() -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a" * 20_000_000))
    with pytest.raises(ImportRefused, match=r"more than 1\d,\d{3},\d{3} bytes when unpacked"):
        list(members(wrapped("a.tar.xz", lzma.compress(data.getvalue()))))


def test_a_member_of_a_false_size_is_refused() -> None:
    data = bytearray(tarred({"a": b"x" * 600, "b": b"y"}))
    info = tarfile.TarInfo("a")
    info.size = -1024  # at which a reader would go round for ever
    data[:512] = info.tobuf(tarfile.GNU_FORMAT)
    with pytest.raises(ImportRefused, match=r"a\.tar: member 1 'a' of|cannot be unpacked"):
        list(members(wrapped("a.tar", bytes(data))))
    packed = bytearray(zipped({"a": b"x" * 600}))
    at = packed.index(b"PK\x01\x02") + 24
    packed[at : at + 4] = (5).to_bytes(4, "little")
    with pytest.raises(ImportRefused, match="cannot be unpacked"):
        list(members(wrapped("a.zip", bytes(packed))))


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_cut_anywhere_is_refused(kind: str) -> None:
    whole = made(kind, {f"list/{n}.yaml": f"name: {n}\n".encode() * 40 for n in range(30)}).data
    if kind == "tar":  # the filling after the end mark may be missing
        whole = whole[: 30 * 1024 + 1024]
    assert len(list(members(wrapped("whole", whole)))) == 30
    for end in (*range(1, 30), *range(30, len(whole), 509), len(whole) - 513, len(whole) - 512, len(whole) - 1):
        with pytest.raises(ImportRefused):
            list(members(wrapped(f"list.{kind}", whole[:end])))


def test_what_is_no_archive_is_refused() -> None:
    for data in (
        b"no archive",
        b"PK no zip",
        lzma.compress(b"x" * 700),
        gzip.compress(b"", mtime=0),
        b"\x1f\x8b",
        b"\xfd7zXZ",
    ):
        with pytest.raises(ImportRefused, match="cannot be unpacked"):
            list(members(wrapped("a", data)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(kind: str) -> None:
    data = tarred({"a": b"1"})[:1024] + tarred({"a": b"2"}) if kind != "zip" else b""
    if kind == "zip":
        stored = io.BytesIO()
        with zipfile.ZipFile(stored, "w") as archive:
            archive.writestr("a", b"1")
            archive.writestr("a", b"2")
        data = stored.getvalue()
    else:
        data = PACKERS[kind](data)
    with pytest.raises(ImportRefused, match="two members 'a'"):
        list(members(wrapped("a", data)))


def test_only_one_member_of_the_right_kind_is_taken() -> None:
    for content in (TWO, {}, {"a.exe": b"x"}):
        with pytest.raises(ImportRefused, match=r"expected one .xml file"):
            only_member(made("zip", content), ".xml")


def test_real_archives(sources: Path) -> None:
    """Counts of sources/ca/README.md: 80 records and an index of Canada; an .ods is a .zip."""
    path = sources / "ca/2026-08-22/ca_jvcfoa_yaml.tar.gz"
    assert len(list(members(wrapped(path.name, path.read_bytes())))) == 81
    names = [name for name, _ in members(opened(sources / "format-samples/uk/FCDO_SL_Mon_Aug_11_2025.ods"))]
    assert "content.xml" in names


def test_an_xz_that_asks_for_too_much_memory_is_refused() -> None:
    """The size of its dictionary stands in the head of a block: https://tukaani.org/xz/xz-file-format.txt, 5.3.1."""
    whole = made("tar.xz", TWO).data
    size = (whole[12] + 1) * 4
    head = bytearray(whole[12 : 12 + size - 4])
    head[head.index(b"\x21\x01") + 2] = 40  # 4 GB
    forged = whole[:12] + bytes(head) + zlib.crc32(head).to_bytes(4, "little") + whole[12 + size :]
    with pytest.raises(ImportRefused, match=r"a\.tar\.xz: cannot be unpacked \(Memory usage limit exceeded\)"):
        list(members(wrapped("a.tar.xz", forged)))


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_that_lacks_bytes_anywhere_is_refused(kind: str) -> None:
    whole = made(kind, {f"list/{n}.yaml": f"name: {n * 7919}\n".encode() * 9 for n in range(9)}).data
    end = len(whole) if kind != "tar" else whole.rindex(b"\n") + 1024
    for start in range(4, end - 40, 37):
        with pytest.raises(ImportRefused):
            list(members(wrapped(f"list.{kind}", whole[:start] + whole[start + 23 :])))
