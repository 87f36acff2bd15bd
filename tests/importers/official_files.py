"""Official files as importers get them, from disk or made in a test."""

import gzip
import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.lists import Entry, ListState, Particular
from magnitsky_data.importers.lists.expect import meet
from magnitsky_data.importers.readings import Reader
from magnitsky_data.importers.run import read_readings

ROOT = Path(__file__).parents[2]
READINGS = read_readings(ROOT, Contract.read(ROOT / "datapackage.json"))


def wrapped(name: str, data: bytes, day: str = "", basis: str = "download") -> OfficialFile:
    return OfficialFile(name, data, sha256(data).hexdigest(), day, "https://example.org", "", "licence", basis)


def opened(path: Path, day: str = "", basis: str = "download") -> OfficialFile:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return wrapped(path.name.removesuffix(".gz"), data, day, basis)


def context(scope: dict[str, tuple[str, ...]] | None = None, names: dict[str, str] | None = None) -> Context:
    """What importers may know: the curated readings, with none unknown yet, and a scope."""
    return Context(
        frozenset(), frozenset(), {}, {}, {}, scope or {}, names or {}, readings=replace(READINGS, unknown={})
    )


def read_all(
    read_states: Callable[[list[OfficialFile], Context], Iterable[ListState]], files: list[OfficialFile], known: Context
) -> list[ListState]:
    """Read the states in files, all of whose texts must be known, as an import asks."""
    fresh = replace(known, readings=replace(known.readings, unknown={}))
    found = list(read_states(files, fresh))
    fresh.readings.refuse_unknown()
    return found


def met(
    read_states: Callable[[list[OfficialFile], Context], Iterable[ListState]], files: list[OfficialFile], known: Context
) -> list[ListState]:
    """Read the states in files, each of which must be as full as is expected of its list."""
    found = read_all(read_states, files, known)
    return [meet(state, READINGS.expectations.get(state.list_id, ())) for state in found]


def reader(list_id: str, where: str = "x") -> Reader:
    """Reads the texts at a place; what is unknown is in ``reader.readings.unknown``."""
    return replace(READINGS, unknown={}).at(list_id, where)


def xlsx(*sheets: Sequence[Sequence[str | int]]) -> bytes:
    """A workbook, its texts inline; no library at hand writes one."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    book = "".join(f'<sheet name="Sheet {n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kinds}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{office}.worksheet+xml"/>' for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>{book}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
    }
    for number, rows in zip(numbers, sheets, strict=True):
        cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
        )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return data.getvalue()


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def archive(**texts: str | bytes) -> bytes:
    """A .tar.gz of files; two underscores in a name stand for a stop."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        for name, text in texts.items():
            content = text.encode() if isinstance(text, str) else text
            info = tarfile.TarInfo(name.replace("__", "."))
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return data.getvalue()


def by_id(state: ListState) -> dict[str, Entry]:
    return {entry.entry_id: entry for entry in state.entries}


def values(entry: Entry, part: str, kind: str) -> list[str]:
    return [p.value for p in entry.parts[part] if isinstance(p, Particular) and p.particular_type == kind]


def programs(state: ListState) -> Counter[str]:
    return Counter(program for entry in state.entries for program in entry.programs)
