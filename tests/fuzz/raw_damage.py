"""Ways to damage a file without a look at what it says: bytes, encodings, containers, and bombs."""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable

from .containers import kind_of, pack, unpack
from .documents import BODIES

# Name and content of a file to another name and content, None where that kind of file cannot be damaged so.
RawDamage = Callable[[str, bytes, random.Random], tuple[str, bytes] | None]
MEGABYTE = 1_000_000


def _range(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 2, 7, 64, 700)))


def _same(change: Callable[[bytes, random.Random], bytes]) -> RawDamage:
    return lambda name, data, chance: (name, change(data, chance))


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 8))):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _without(data: bytes, chance: random.Random) -> bytes:
    start, end = _range(data, chance)
    return data[:start] + data[end:]


def _again(data: bytes, chance: random.Random) -> bytes:
    start, end = _range(data, chance)
    return data[:end] + data[start:]


def _overwritten(data: bytes, chance: random.Random) -> bytes:
    start, end = _range(data, chance)
    new = bytes(end - start) if chance.random() < 0.5 else chance.randbytes(end - start)
    return data[:start] + new + data[end:]


def _inside(change: Callable[[bytes, random.Random], bytes]) -> RawDamage:
    """Damage to the text of a file, or to that of one member of an archive, packed again."""

    def damage(name: str, data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
        if not (kind := kind_of(name)):
            return None if name.endswith(".xls") else (name, change(data, chance))
        members = unpack(kind, data)
        part = chance.choice(sorted(n for n in members if BODIES.fullmatch(n)))
        return name, pack(kind, {**members, part: change(members[part], chance)})

    return damage


def _encoded(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    into = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1251", "latin-1", "cp037", "utf-7", "utf-8-sig", "twice"))
    return text.encode().decode("latin-1").encode() if into == "twice" else text.encode(into, "replace")


def _declared(data: bytes, chance: random.Random) -> bytes:
    name = chance.choice((b"utf-16", b"latin-1", b"windows-1251", b"ascii", b"x-none"))
    head, _, body = data.partition(b"?>")
    return b'<?xml version="1.0" encoding="' + name + b'"?>' + (body if head.startswith(b"<?xml") else data)


def _members(change: Callable[[list[tuple[str, bytes]], random.Random], None]) -> RawDamage:
    def damage(name: str, data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
        if not (kind := kind_of(name)):
            return None
        pairs = list(unpack(kind, data).items())
        change(pairs, chance)
        return name, pack(kind, pairs)

    return damage


def _renamed(pairs: list[tuple[str, bytes]], chance: random.Random) -> None:
    at = chance.randrange(len(pairs))
    name = pairs[at][0]
    pairs[at] = (chance.choice(("../" + name, "/" + name, name.upper(), "x.yaml", name + ".bak")), pairs[at][1])


def _twice(pairs: list[tuple[str, bytes]], chance: random.Random) -> None:
    pairs.append(chance.choice(pairs))


def _dropped(pairs: list[tuple[str, bytes]], chance: random.Random) -> None:
    del pairs[chance.randrange(len(pairs))]


def _crossed(pairs: list[tuple[str, bytes]], chance: random.Random) -> None:
    one, other = chance.randrange(len(pairs)), chance.randrange(len(pairs))
    pairs[one], pairs[other] = (pairs[one][0], pairs[other][1]), (pairs[other][0], pairs[one][1])


def _wrapped(name: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """The file in a container under its own name, plain under the name of a packed one, or another container."""
    match chance.randrange(6):
        case 0:
            return name, gzip.compress(data)
        case 1:
            return name, pack("zip", {name: data})
        case 2:
            return f"{name}.gz", data
        case 3:
            return f"{name}.gz", gzip.compress(gzip.compress(data))
        case 4:
            return name, pack("tar.gz", {name: data})
        case _:
            return name, b"<!DOCTYPE html><html><body>404</body></html>" if chance.random() < 0.5 else b"\n"


def _bomb(name: str, data: bytes, chance: random.Random) -> tuple[str, bytes]:
    suffix = name.lower().rpartition(".")[2]
    many = chance.choice((MEGABYTE, 11 * MEGABYTE))
    deep = {"xml": b"<a>", "json": b"[", "jsonl": b"[", "yml": b"- ", "csv": b'"', "md": b"- "}.get(suffix, b"a")
    wide = {"xml": b"<a b=''/>", "json": b"{},", "jsonl": b"{}\n", "yml": b"a: {}\n", "csv": b",\n"}.get(suffix, b"a\n")
    head, tail = (data[:200], data[-200:]) if chance.random() < 0.5 else (b"", b"")
    match chance.randrange(6):
        case 0:
            return f"{name}.gz", gzip.compress(bytes(200 * MEGABYTE), 1)
        case 1:
            return f"{name}.gz", gzip.compress(head + wide * (90 * MEGABYTE // len(wide)) + tail, 1)
        case 2:
            return name, head + deep * (many // len(deep)) + tail
        case 3:
            return name, head + wide * (many // len(wide)) + tail
        case 4:
            half = len(data) // 2
            return name, data[:half] + chance.choice((b" ", b"x", b"\n", "𝕏".encode())) * many + data[half:]
        case _:
            return name, (data + b"\n") * (many // len(data))


def _packed_bomb(name: str, data: bytes, chance: random.Random) -> tuple[str, bytes] | None:
    if not (kind := kind_of(name)):
        return None
    members = unpack(kind, data)
    part = chance.choice(sorted(n for n in members if BODIES.fullmatch(n)))
    match chance.randrange(5):
        case 0:
            return name, pack(kind, {**members, part: bytes(150 * MEGABYTE)})
        case 1:
            return name, pack(kind, {**members, part: members[part] * (11 * MEGABYTE // len(members[part]))})
        case 2:
            return name, pack(kind, {**members, **{f"{n}-{part}": b"" for n in range(21_000)}})
        case 3 if kind == "tar.xz":
            return name, _large_dictionary(data)
        case _ if name.endswith(".xlsx"):
            return name, _far(members, chance)
        case _:
            outer = io.BytesIO()
            with zipfile.ZipFile(outer, "w") as archive:
                archive.writestr(part, data)
            return name, outer.getvalue()


def _large_dictionary(data: bytes) -> bytes:
    """An .xz whose first block asks for a dictionary of 4 GB: https://tukaani.org/xz/xz-file-format.txt, 3.1 and 5.3.1."""
    size = (data[12] + 1) * 4
    header = bytearray(data[12 : 12 + size - 4])
    header[header.index(b"\x21\x01") + 2] = 40
    return data[:12] + bytes(header) + zlib.crc32(header).to_bytes(4, "little") + data[12 + size :]


def _far(members: dict[str, bytes], chance: random.Random) -> bytes:
    """A workbook with a cell far from all others."""
    sheet = "xl/worksheets/sheet1.xml"
    cell = chance.choice(("XFD1048576", "A1048576", "XFD1", "ZZZ9", "A99999999999", "AAAAAAA1", "A0"))
    row = f'<row><c r="{cell}"><v>7</v></c></row></sheetData>'.encode()
    return pack("zip", {**members, sheet: members[sheet].replace(b"</sheetData>", row)})


BYTES: dict[str, RawDamage] = {
    "bits flipped": _same(_flip),
    "file cut": _same(lambda data, chance: data[: chance.randrange(1, len(data))]),
    "bytes deleted": _same(_without),
    "bytes twice": _same(_again),
    "bytes overwritten": _same(_overwritten),
    "text: bits flipped": _inside(_flip),
    "text: bytes deleted": _inside(_without),
    "text: bytes twice": _inside(_again),
    "text: bytes overwritten": _inside(_overwritten),
    "other encoding": _inside(_encoded),
    "encoding declared": lambda n, d, c: _inside(_declared)(n, d, c) if n.lower().endswith((".xml", ".ods", ".xlsx")) else None,
    "wrong container": _wrapped,
    "bomb": _bomb,
    "packed bomb": _packed_bomb,
    "member missing": _members(_dropped),
    "member twice": _members(_twice),
    "member renamed": _members(_renamed),
    "members exchanged": _members(_crossed),
}  # fmt: skip
