"""Small official files of all importers and publications: true ones cut to a few records, so that a mutant costs little.

Where no file at hand has entries on our programmes, a programme of true records is written anew as ours.
"""

import gzip
import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from magnitsky_data.importers.us_ofac.reductions import given_first

from .containers import few_rows, pack, unpack

FEW = 12  # records of a list in a seed
DAY = "2026-08-22"
IMPORTERS = {"BILL": "us_congress", "s284": "us_congress", "legi": "us_legislators", "mid_": "ru_mfa"}
OURS = re.compile(r"GLOMAG|MAGNIT|Human Rights|Anti-Corruption|Thematic|Corrupt Foreign")


@dataclass(frozen=True)
class Seed:
    """Files that one import reads together; the first is the one that is damaged."""

    publication: str
    importer: str
    files: dict[str, bytes] = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the file that is damaged."""
        return next(iter(self.files))


def seeds(sources: Path, made: dict[str, str], scope: dict[str, str]) -> list[Seed]:
    """Return the seeds: ``made`` has the texts of small files by name, ``scope`` names of OFAC's entries by number."""
    true = (*_ofac(sources, scope), *_others(sources), *_records(sources)) if sources.is_dir() else ()
    small = [
        Seed(f"small {name}", IMPORTERS.get(name[:4], "us_votes"), {name: text.encode()}) for name, text in made.items()
    ]
    return [*(Seed(name, importer, files()) for name, importer, files in true), *small]


Made = tuple[str, str, Callable[[], dict[str, bytes]]]


def _ofac(at: Path, scope: dict[str, str]) -> Iterator[Made]:
    ofac, samples = at / "ofac", at / "format-samples" / "ofac"
    for first in ("sdn", "alt", "add"):
        yield f"flat files, {first}.csv", "us_ofac", lambda first=first: _flat(ofac / "2021-07-07", first)
    for first in ("add", "alt"):
        yield f"{first}.csv without sdn.csv", "us_ofac", lambda first=first: _flat(ofac / "2026-08-02", first, scope)
    yield "daily archive", "us_ofac", lambda: {"sdn_csv_2021-08-18_to_2024-05-03.tar.xz": _archive(ofac)}
    rows = next((ofac / "2026-06_rows").glob("*.gz"))
    yield "rows of SDN.CSV", "us_ofac", lambda: {rows.stem: _lines(rows)}
    yield "SDN reduced", "us_ofac", lambda: {"sdn_and_alt_reduced.json": _reduced(ofac / "2026-07-11")}
    names = ofac / "2025-08_names" / "sdn_names_from_sdn_advanced.jsonl.gz"
    yield "ids in JSON lines", "us_ofac", lambda: {names.stem: _ids(names, scope)}
    yield "names in YAML", "us_ofac", lambda: {"sanctions_names.yml": _names(ofac / "2021-02-26_names", scope)}
    xml = samples / "sdn-xml" / "CONSOLIDATED.2025-01-15.xml.gz"
    yield "SDN.XML", "us_ofac", lambda: {"SDN.XML": _glomag(_few(_content(xml), rb"<sdnEntry>", rb"</sdnEntry>"))}
    yield "SDN_ENHANCED.XML", "us_ofac", lambda: {"SDN_ENHANCED.XML": _enhanced(samples)}
    yield (
        "SDN_ENHANCED.ZIP",
        "us_ofac",
        lambda: {"SDN_ENHANCED.ZIP": pack("zip", {"SDN_ENHANCED.XML": _enhanced(samples)})},
    )
    delta = (samples / "delta-xml" / "OFAC_DELTA.2025-02-11.xml").read_bytes
    yield "delta file", "us_ofac", lambda: {"OFAC_DELTA.xml": _glomag(_few(delta(), rb"<entity ", rb"</entity>"))}


def _others(at: Path) -> Iterator[Made]:
    samples = at / "format-samples"
    uk = samples / "uk" / "UK-Sanctions-List.2026-09-02.two-designations-trimmed.xml"
    yield "UK XML", "gb_fcdo", lambda: {"UK-Sanctions-List.xml": _regime(uk.read_bytes())}
    ods = samples / "uk" / "FCDO_SL_Mon_Aug_11_2025.ods"
    yield "UK ODS", "gb_fcdo", lambda: {ods.name: _ods(ods)}
    yield (
        "ConList.xlsx",
        "gb_fcdo",
        lambda: {"ConList.xlsx": _workbook(at / "uk" / "2022-05-04" / "ConList.xlsx", 2, 2 * FEW)},
    )
    yield from _mirror("gb_fcdo", at / "uk" / "2026-02-24" / "uksl_ghr_gac_yaml.tar.gz")
    eu = samples / "eu" / "xmlFullSanctionsList_1_1.2022-03-18.excerpt.xml"
    yield "EU XML", "eu_fsf", lambda: {"xmlFullSanctionsList_1_1.xml": _programme(eu.read_bytes())}
    yield from _mirror("eu_fsf", at / "eu" / "2023-03-10" / "eu_fsf_hr_yaml.tar.gz")
    yield from _mirror("eu_fsf", at / "eu" / "2026-05-01" / "eu_fsf_hr_full_yaml.tar.gz")
    for sema in (next((samples / "ca").glob(f"*{day}*")) for day in ("2026-08-16", "2026-09-03")):
        yield f"Canada {sema.name[10:20]}", "ca_sema", lambda sema=sema: {sema.name: sema.read_bytes()}
    justice = at / "ca" / "2025-07-24"
    for one, other in (("SOR", "DORS"), ("DORS", "SOR")):
        yield (
            f"Canada {one}",
            "ca_sema",
            lambda pair=(one, other): {
                f"{name}-2017-233.xml": (justice / f"{name}-2017-233.xml").read_bytes() for name in pair
            },
        )
    yield from _mirror("ca_sema", at / "ca" / "2026-08-22" / "ca_jvcfoa_yaml.tar.gz")
    xls = at / "au" / "2022-05-05" / "regulation8_consolidated.xls.gz"
    yield "Australia .xls", "au_dfat", lambda: {xls.stem: _content(xls)}
    book = at / "au" / "2026-08-02" / "Australian_Sanctions_Consolidated_List.xlsx"
    yield "Australia .xlsx", "au_dfat", lambda: {book.name: _workbook(book, 1, 4 * FEW)}
    yield from _mirror("au_dfat", at / "au" / "2026-08-22" / "au_thematic_yaml.tar.gz")


def _records(at: Path) -> Iterator[Made]:
    congress = at / "us-congress"
    for path, importer in (
        ("bills/115/BILLSTATUS-115s3275.xml", "us_congress"),
        ("bills/112/hres808.data.json", "us_congress"),
        ("bills/119/sres52.metadata.md.gz", "us_congress"),
        ("votes/112-2012-s223.data.xml", "us_votes"),
        ("votes/112-2012-s223.data.json", "us_votes"),
    ):
        file = congress / path
        yield f"true {file.name}", importer, lambda f=file: {f.name.removesuffix(".gz"): _content(f)}


def _mirror(importer: str, archive: Path) -> Iterator[Made]:
    def few() -> dict[str, bytes]:
        members = unpack("tar.gz", archive.read_bytes())
        kept = dict(islice(members.items(), FEW // 2))
        return {archive.name: pack("tar.gz", {n: d for n, d in members.items() if n in kept or n == "_index.yaml"})}

    yield f"mirror {archive.name}", importer, few


def _content(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def _lines(file: Path, most: int = FEW) -> bytes:
    return b"".join(_content(file).splitlines(keepends=True)[:most])


def _flat(folder: Path, first: str, alone: Collection[str] = ()) -> dict[str, bytes]:
    """The flat files of a day with the entries of few numbers; of one file alone those that documents name."""
    texts = {f.name.split(".")[0]: _content(f) for f in sorted(folder.glob("*.csv.gz"))}
    lines = texts[first if alone else "sdn"].decode("latin-1").splitlines()
    ours = [n for line in lines if (n := line.split(",")[0]) in alone or (not alone and OURS.search(line))]
    few = {n.encode() for n in (*ours[:FEW], *(line.split(",")[0] for line in lines[:3]))}
    cut = {
        f"{name}.csv": b"".join(line for line in text.splitlines(keepends=True) if line.split(b",")[0] in few)
        for name, text in texts.items()
    }
    return {f"{first}.csv": cut.pop(f"{first}.csv"), **{name: text for name, text in cut.items() if text}}


def _ids(file: Path, scope: Collection[str]) -> bytes:
    lines = _content(file).splitlines(keepends=True)
    return b"".join([*lines[:3], *[n for n in lines if str(json.loads(n)["entity_id"]) in scope][:FEW]])


def _archive(folder: Path) -> bytes:
    with (
        lzma.open(folder / "sdn_csv_2021-08-18_to_2024-05-03.tar.xz") as packed,
        tarfile.open(fileobj=packed, mode="r|") as archive,
    ):
        copies = {}
        for member in islice(archive, 3):
            text = archive.extractfile(member)
            assert text is not None
            ours = [line for line in text if OURS.search(line.decode("latin-1"))]
            copies[member.name] = b"".join(ours[:FEW])
    return pack("tar.xz", copies)


def _reduced(folder: Path) -> bytes:
    document = json.loads(_content(folder / "sdn_and_alt_reduced.json.gz"))
    entries = document["entries"]
    document["entries"] = entries[:3] + [e for e in entries if OURS.search(e["program"])][:FEW]
    document["entry_count"] = len(document["entries"])
    return json.dumps(document).encode()


def _names(folder: Path, scope: dict[str, str]) -> bytes:
    text = _content(folder / "sanctions_names.yml.gz").decode()
    part = text[text.index("OFAC-SDN:\n") :]
    head, *records = re.split(r"(?m)^(?=  - |  updated:)", part)
    last = next(n for n, record in enumerate(records) if record.startswith("  updated:"))
    ours = {given_first(name) for name in scope.values()}
    named = [r for r in records[:last] if any(f"    - {name}\n" in r for name in ours)]
    return "".join([head, *records[:3], *named[:FEW], records[last]]).encode()


def _few(data: bytes, start: bytes, end: bytes) -> bytes:
    """XML with the first few records alone."""
    first, last = re.search(start, data).start(), data.rindex(end) + len(end)
    records = re.findall(start + rb".*?" + end, data[first:last], re.DOTALL)
    few = records[: FEW // 2]
    head = re.sub(rb"(<Record_Count>)\d+", rb"\g<1>%d" % len(few), data[:first])
    return head + b"".join(few) + data[last:]


def _glomag(data: bytes) -> bytes:
    return re.sub(rb"(<program>|<sanctionsProgram [^>]*>)[^<]*<", rb"\1GLOMAG<", data)


def _enhanced(samples: Path) -> bytes:
    with zipfile.ZipFile(samples / "enhanced-xml" / "CONS_ENHANCED.2025-01-10.zip") as archive:
        data = archive.read("CONS_ENHANCED.XML")
    data = _few(_few(data, rb"<entity ", rb"</entity>"), rb"<referenceValue ", rb"</referenceValue>")
    data = re.sub(rb"<remarks>[^<]*<", b"<remarks><", _glomag(data))
    return data.replace(b">SDN List<", b">Other<").replace(b">Consolidated List<", b">SDN List<")


def _regime(data: bytes) -> bytes:
    return re.sub(
        rb"<RegimeName>[^<]*<", b"<RegimeName>The Global Human Rights Sanctions Regulations 2020<", data
    ).replace(b">AFG00", b">GHR00")


def _programme(data: bytes) -> bytes:
    return re.sub(rb'programme="\w+"', b'programme="HR"', _few(data, rb"<sanctionEntity ", rb"</sanctionEntity>"))


def _ods(file: Path) -> bytes:
    members = unpack("zip", file.read_bytes())
    content = members["content.xml"].decode()
    rows = re.findall(r"<table:table-row.*?</table:table-row>", content, re.DOTALL)
    few = [rows[0], *rows[1:3], *[row for row in rows[1:] if OURS.search(row)][:FEW]]
    start, end = content.index(rows[0]), content.rindex("</table:table-row>") + len("</table:table-row>")
    members["content.xml"] = (content[:start] + "".join(few) + content[end:]).encode()
    return pack("zip", members)


def _workbook(file: Path, headers: int, most: int) -> bytes:
    return few_rows(file.read_bytes(), headers, most, OURS)
