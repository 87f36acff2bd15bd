"""Measure the reading of sanction lists: python tests/benchmarks/lists.py SOURCES [--runs N]

Each measurement is a process of its own, so that peak memory is that of the reading alone. No SDN.XML
of full size is at hand: one is made of the numbers, names, programmes and aliases of 2026-07-11 and
the addresses of 2026-06-02, about 19,000 entries, with a birth date, a number and a nationality each.
The daily archive needs 201 MB for the dictionary of its xz compression, which fills while it is read.
"""

import argparse
import csv
import gzip
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

MEASURE = """
import gzip, resource, sys, time
from hashlib import sha256
from pathlib import Path
sys.path.insert(0, {root!r})
from magnitsky_data.importers import Context, OfficialFile
from magnitsky_data.importers.us_ofac import read_states
def opened(path):
    data = gzip.decompress(path.read_bytes()) if path.suffix == '.gz' else path.read_bytes()
    name = path.name.removesuffix('.gz')
    return OfficialFile(name, data, sha256(data).hexdigest(), {day!r}, 'u', '', '', 'download')
start = time.perf_counter()
files = [opened(Path(path)) for path in {paths!r}]
context = Context(frozenset(), frozenset(), {{}}, {{}}, {{}})
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
states = entries = 0
first = 0.0
for state in read_states(files, context):
    states, entries = states + 1, state.entry_count
    first = first or peak()
print(time.perf_counter() - start, peak(), peak() - first, states, entries)
"""


def measured(paths: list[Path], day: str, runs: int) -> tuple[float, float, float, int, int]:
    """Return seconds, peak MB, MB grown after the first state, number of states, entries of the last."""
    code = MEASURE.format(root=str(ROOT), paths=[str(path) for path in paths], day=day)
    found = []
    for _ in range(runs):
        text = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
        found.append([float(part) for part in text])
    seconds, peak, grown = (median(row[at] for row in found) for at in range(3))
    return seconds, peak, grown, int(found[0][3]), int(found[0][4])


def sdn_xml(sources: Path, target: Path) -> None:
    """Write an SDN.XML of full size."""
    records = json.loads(gzip.decompress((sources / "ofac/2026-07-11/sdn_and_alt_reduced.json.gz").read_bytes()))[
        "entries"
    ]
    text = gzip.decompress((sources / "ofac/2026-06-02/add.csv.gz").read_bytes()).decode()
    addresses: dict[str, list[str]] = {}
    for row in csv.reader(io.StringIO(text, newline="")):
        if len(row) == 6:
            cells = zip(("address1", "city", "country"), row[2:5], strict=True)
            parts = [f"<{tag}>{escape(cell)}</{tag}>" for tag, cell in cells if cell.strip() != "-0-"]
            addresses.setdefault(row[0], []).append(f"<address><uid>1</uid>{''.join(parts)}</address>")
    with target.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0"?>\n<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation>')
        stream.write(
            f"<Publish_Date>07/11/2026</Publish_Date><Record_Count>{len(records)}</Record_Count></publshInformation>\n"
        )
        for record in sorted(records, key=lambda r: int(r["uid"])):
            stream.write(entry(record, addresses.get(record["uid"], [])))
        stream.write("</sdnList>")


def entry(record: dict[str, str], addresses: list[str]) -> str:
    """Return one ``sdnEntry``, indented as OFAC does."""
    last, _, first = record["name"].partition(", ") if record["type"] == "individual" else (record["name"], "", "")
    kind = {"-0-": "Entity"}.get(record["type"].strip(), record["type"].capitalize())
    programs = "".join(f"<program>{escape(p)}</program>" for p in record["program"].split("] ["))
    akas = "".join(
        f"<aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>{escape(a)}</lastName></aka>"
        for a in record["aliases"]
    )
    parts = (
        f"<uid>{record['uid']}</uid>"
        + (f"<firstName>{escape(first)}</firstName>" if first else "")
        + f"<lastName>{escape(last)}</lastName>",
        f"<sdnType>{kind}</sdnType><programList>{programs}</programList>",
        "<idList><id><uid>1</uid><idType>Passport</idType><idNumber>R0459307</idNumber><idCountry>Guyana</idCountry></id></idList>",
        f"<akaList>{akas}</akaList><addressList>{''.join(addresses)}</addressList>",
        "<nationalityList><nationality><uid>1</uid><country>Guyana</country><mainEntry>true</mainEntry></nationality></nationalityList>",
        "<dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>12 Feb 1986</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>",
    )
    return "<sdnEntry>" + "".join(parts).replace("><", ">\n      <") + "</sdnEntry>\n"


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    sources: Path = options.sources
    with tempfile.TemporaryDirectory() as folder:
        xml = Path(folder) / "SDN.XML"
        sdn_xml(sources, xml)
        samples = sources / "format-samples/ofac/csv"
        flat = [samples / "SDN.2024-06.header-added.csv.gz", samples / "ADD.2024-06.header-added.csv.gz"]
        measures = (
            ("SDN.CSV and ADD.CSV, June 2024", flat, "2024-06-27", options.runs, "0.5 s"),
            (
                "SDN, ALT, ADD, COMMENTS, 2021",
                sorted((sources / "ofac/2021-07-07").iterdir()),
                "2021-07-07",
                options.runs,
                "0.5 s",
            ),
            (
                "ADD.CSV and ALT.CSV, 2026",
                sorted((sources / "ofac/2026-06-02").iterdir()),
                "2026-06-02",
                options.runs,
                "0.5 s",
            ),
            (f"SDN.XML made, {xml.stat().st_size / 1e6:.0f} MB", [xml], "", options.runs, "2 s, 100 MB"),
            ("daily archive", [sources / "ofac/sdn_csv_2021-08-18_to_2024-05-03.tar.xz"], "", 1, "15 s, flat"),
        )
        for what, paths, day, runs, budget in measures:
            seconds, peak, grown, states, entries = measured(paths, day, runs)
            print(
                f"{what:32} {states:4} states, {entries:6,} entries {seconds:7.2f} s {peak:5.0f} MB, +{grown:3.0f} MB after the first; budget {budget}"
            )


if __name__ == "__main__":
    main()
