"""Archives, workbooks among them, as their members, and back."""

import gzip
import io
import lzma
import re
import tarfile
import zipfile

Members = dict[str, bytes]
PACKED = {"tar.gz": (gzip.compress, gzip.decompress), "tar.xz": (lzma.compress, lzma.decompress)}
ZIPS = (".zip", ".xlsx", ".ods")


def kind_of(name: str) -> str:
    """Return the container that a file is, empty for one that is none."""
    name = name.lower()
    return "zip" if name.endswith(ZIPS) else next((kind for kind in PACKED if name.endswith(kind)), "")


def unpack(kind: str, data: bytes) -> Members:
    """Return the members of a container."""
    if kind == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(fileobj=io.BytesIO(PACKED[kind][1](data))) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar if m.isfile()}


def pack(kind: str, members: Members | list[tuple[str, bytes]]) -> bytes:
    """Return a container of members, which may stand twice in a list."""
    pairs = list(members.items()) if isinstance(members, dict) else members
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in pairs:
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in pairs:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return PACKED[kind][0](out.getvalue())


def few_rows(workbook: bytes, headers: int, most: int, wanted: re.Pattern[str]) -> bytes:
    """Return a workbook with its headers and few of the rows whose texts are wanted, all cells as they were."""
    members = unpack("zip", workbook)
    sheet, shared = (members[f"xl/{part}.xml"].decode() for part in ("worksheets/sheet1", "sharedStrings"))
    texts = re.findall(r"<si>.*?</si>|<si/>", shared, re.DOTALL)
    ours = {n for n, text in enumerate(texts) if wanted.search(text)}
    rows = re.findall(r"<row .*?</row>", sheet, re.DOTALL)
    used = [[int(n) for n in re.findall(r't="s"[^>]*><v>(\d+)</v>', row)] for row in rows]
    few = [n for n in range(headers, len(rows)) if ours.intersection(used[n])][:most]
    kept = [*range(headers), *few]
    start, end = sheet.index(rows[0]), sheet.rindex("</row>") + len("</row>")
    cut = "".join(
        re.sub(r'(?<= r=")([A-Z]*)\d+"', rf'\g<1>{number}"', rows[n]) for number, n in enumerate(kept, start=1)
    )
    needed = {text for n in kept for text in used[n]}
    texts = [text if n in needed else "<si><t/></si>" for n, text in enumerate(texts[: max(needed) + 1])]
    first, last = shared.index("<si"), shared.rindex("</si>") + len("</si>")
    members["xl/sharedStrings.xml"] = (shared[:first] + "".join(texts) + shared[last:]).encode()
    members["xl/worksheets/sheet1.xml"] = re.sub(r"<dimension[^>]*>", "", sheet[:start] + cut + sheet[end:]).encode()
    return pack("zip", members)
