"""The files of a release: each read back by a program that it is for, and equal to the tables."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from small_project import COMMAND, ROOT

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.explorer.payload import payload

BUILD = ROOT / "build"
CONTRACT = Contract.read(BUILD / "datapackage.json")
NAME = f"magnitsky-data-{CONTRACT.version}"
Rows = list[list[str]]
OGL = "Contains public sector information licensed under the Open Government Licence v3.0."
FORMATS = {f"{NAME}{end}" for end in ("-csv.zip", "-parquet.zip", "-spreadsheet.xlsx", "-stata.zip", ".sqlite")}
PAGES = """.zenodo.json CITATION.cff LICENSE-DATA.md RELEASE_NOTES.md SHA256SUMS croissant.json datasette-metadata.json
explorer.html llms.txt validation.json""".split()
WITHOUT_DATA = {"CITATION.cff", "RELEASE_NOTES.md", "SHA256SUMS", "validation.json"}
# frictionless reads the parent table anew for each key: these prove that it reads the archive.
JUDGED = ("bills", "chambers", "jurisdictions", "laws", "licences", "sources", "votes")


# Every format made again, without the check of build/ that comes before.
AGAIN = """
import sys
from pathlib import Path
from magnitsky_data.curation.release import FORMATS, made
from magnitsky_data.curation.release.contents import Contents
for format in FORMATS:
    for name, content in made(format, Contents.read(Path("build"))):
        Path(sys.argv[1], name).write_bytes(content)
"""


def run(*command: object, **variables: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | variables
    return subprocess.run([*map(str, command)], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    done = run(COMMAND, "release", "--out", folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(file) for file in sorted((folder / NAME).iterdir())]
    return folder / NAME


@pytest.fixture(scope="module")
def published() -> dict[str, Rows]:
    """Every table as build/csv has it, the header first."""
    found = {}
    for name in CONTRACT.published:
        with (BUILD / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            found[name] = list(csv.reader(stream))
    return found


@pytest.fixture(scope="module")
def unzipped(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    def unzip(kind: str) -> Path:
        folder = tmp_path_factory.mktemp(kind)
        zipfile.ZipFile(release / f"{NAME}-{kind}.zip").extractall(folder)
        return folder / f"{NAME}-{kind}"

    return unzip


def as_text(cell: Any) -> str:
    """Return a cell of a program as canonical CSV has it."""
    if cell is None or cell is pd.NaT or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def test_a_release_has_these_files_and_their_sums(release: Path) -> None:
    assert {f.name for f in release.iterdir()} == {*FORMATS, *PAGES}
    sums = dict(reversed(line.split("  ")) for line in (release / "SHA256SUMS").read_text().splitlines())
    assert sums == {
        f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in release.iterdir() if f.name != "SHA256SUMS"
    }


def test_the_command_of_readme_finds_a_changed_byte(release: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text()
    command = readme.partition("<!-- check command -->\n```sh\n")[2].partition("\n```")[0]
    copy = shutil.copytree(release, tmp_path / "copy")
    for folder in (copy, BUILD):
        assert subprocess.run(["sh", "-c", command], cwd=folder, check=False).returncode == 0
    content = bytearray((copy / "explorer.html").read_bytes())
    content[1000] ^= 1
    (copy / "explorer.html").write_bytes(content)
    done = subprocess.run(["sh", "-c", command], cwd=copy, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "explorer.html: FAILED\n")


def test_formats_made_again_elsewhere_have_the_same_bytes(release: Path, tmp_path: Path) -> None:
    done = run(sys.executable, "-c", AGAIN, tmp_path, TZ="Pacific/Auckland", PYTHONHASHSEED="7", LC_ALL="tr_TR.UTF-8")
    assert done.returncode == 0, done.stderr
    assert {*FORMATS, "croissant.json", "llms.txt"} <= {f.name for f in tmp_path.iterdir()}
    assert [f.name for f in tmp_path.iterdir() if f.read_bytes() != (release / f.name).read_bytes()] == []


# The workbook


@pytest.fixture(scope="module")
def workbook(release: Path) -> CalamineWorkbook:
    return CalamineWorkbook.from_path(str(release / f"{NAME}-spreadsheet.xlsx"))


def test_the_workbook_holds_the_ready_and_analysis_tables_and_says_what_they_are(workbook: CalamineWorkbook) -> None:
    tables = [t.name for t in CONTRACT.published.values() if t.shelf in ("ready", "analysis")]
    assert workbook.sheet_names == ["Read me", *tables, "Columns"]
    told = "\n".join(str(cell) for row in workbook.get_sheet_by_name("Read me").to_python() for cell in row)
    assert OGL in told
    assert f"version {CONTRACT.version} [data set]" in told
    assert [c for name in tables for c in CONTRACT.table(name).cautions if c not in told] == []
    columns = [tuple(row[:2]) for row in workbook.get_sheet_by_name("Columns").to_python()[1:]]
    assert columns == [(name, column) for name in tables for column in CONTRACT.table(name).columns]


def test_every_sheet_has_the_rows_of_its_table_and_text_stays_text(
    workbook: CalamineWorkbook, published: dict[str, Rows]
) -> None:
    kinds = {"string": str, "integer": float, "boolean": bool, "date": date}
    for name in workbook.sheet_names[1:-1]:
        rows = workbook.get_sheet_by_name(name).to_python()
        assert [[as_text(cell) for cell in row] for row in rows] == published[name], name
        for at, field in enumerate(CONTRACT.table(name).fields):
            assert {type(row[at]) for row in rows[1:]} <= {kinds[field.type], str}, field.name
            assert field.type == "string" or not any(row[at] for row in rows[1:] if isinstance(row[at], str))


def test_values_that_spreadsheets_spoil_are_in_the_workbook(workbook: CalamineWorkbook) -> None:
    votes, members = (workbook.get_sheet_by_name(name).to_python() for name in ("votes", "legislators"))
    assert "1/2" in {row[votes[0].index("majority_required")] for row in votes}
    assert "00004" in {row[members[0].index("thomas_id")] for row in members}


# The other formats


def test_csv_has_a_byte_order_mark_and_is_a_valid_package(
    unzipped: Callable[[str], Path], published: dict[str, Rows]
) -> None:
    import frictionless

    folder = unzipped("csv")
    for name, rows in published.items():
        content = (folder / f"{name}.csv").read_bytes()
        assert content[:3] == b"\xef\xbb\xbf"
        assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == rows
    descriptor = json.loads((folder / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
    small = [r for r in descriptor["resources"] if r["name"] in JUDGED]
    package = frictionless.Package.from_descriptor({**descriptor, "resources": small}, basepath=str(folder))
    report = package.validate()
    assert report.valid, report.flatten(["title", "fieldName", "message"])[:5]


def test_parquet_has_the_tables(unzipped: Callable[[str], Path]) -> None:
    folder = unzipped("parquet")
    for name in CONTRACT.published:
        assert (
            pq.ParquetFile(folder / f"{name}.parquet").read()
            == pq.ParquetFile(BUILD / f"parquet/{name}.parquet").read()
        )


def test_sqlite_has_the_tables_with_keys_and_finds_names(release: Path, published: dict[str, Rows]) -> None:
    with sqlite3.connect(f"file:{release / NAME}.sqlite?mode=ro", uri=True) as database:
        for name, (_, *rows) in published.items():
            kinds = [f.type for f in CONTRACT.table(name).fields]
            found = database.execute(f"SELECT * FROM {name} ORDER BY rowid")
            texts = [
                [
                    as_text(bool(cell) if kind == "boolean" and cell is not None else cell)
                    for cell, kind in zip(row, kinds, strict=True)
                ]
                for row in found
            ]
            assert texts == rows, name
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        search = """
            SELECT DISTINCT e.name FROM entity_names_fts JOIN entity_names AS n ON n.rowid = entity_names_fts.rowid
            JOIN entities AS e USING (entity_id) WHERE entity_names_fts MATCH ?
        """
        for asked, name in (("Бастрыкин", "Bastrykin"), ("kadyrov ramzan", "Kadyrov")):
            assert [n for (n,) in database.execute(search, [asked]) if name in n], asked
        known = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    described = json.loads((release / "datasette-metadata.json").read_bytes())["databases"][NAME]["tables"]
    assert described.keys() <= known
    assert described["votes"]["columns"]["yeas"] == CONTRACT.table("votes").by_name["yeas"].description


def test_stata_has_the_tables_with_labels(unzipped: Callable[[str], Path], published: dict[str, Rows]) -> None:
    folder = unzipped("stata")
    empty = set(re.findall(r"`(\w+\.\w+)`", (folder / "EMPTY.md").read_text()))
    for name, (header, *rows) in published.items():
        wholly = {at for at in range(len(header)) if not any(row[at] for row in rows)}
        assert {f"{name}.{header[at]}" for at in wholly} <= empty
        with pd.read_stata(folder / f"{name}.dta", iterator=True) as reader:
            labels = reader.variable_labels()
            frame = reader.read()
        assert list(frame) == [column for at, column in enumerate(header) if at not in wholly]
        assert [column for column, label in labels.items() if not label] == []
        texts = [[as_text(cell) for cell in row] for row in frame.itertuples(index=False)]
        assert texts == [[cell for at, cell in enumerate(row) if at not in wholly] for row in rows], name


def test_croissant_describes_every_column_and_the_archive(release: Path) -> None:
    described = json.loads((release / "croissant.json").read_bytes())
    fields = {s["name"]: tuple(f["name"] for f in s["field"]) for s in described["recordSet"]}
    assert fields == {name: table.columns for name, table in CONTRACT.published.items()}
    archive = described["distribution"][0]
    assert archive["sha256"] == hashlib.sha256((release / archive["contentUrl"]).read_bytes()).hexdigest()
    inside = set(zipfile.ZipFile(release / archive["contentUrl"]).namelist())
    assert {file["contentUrl"] for file in described["distribution"][1:]} <= inside


def test_the_queries_of_llms_txt_give_the_answers_below_them(release: Path, unzipped: Callable[[str], Path]) -> None:
    import duckdb

    page = (release / "llms.txt").read_text()
    checked = re.findall(r"```sql\n(.*?)\n```\n\n```\n(.*?)\n```", page, re.DOTALL)
    assert len(checked) == 10
    with duckdb.connect() as database:
        database.execute(f"SET file_search_path = '{unzipped('parquet')}'")
        for sql, answer in checked:
            found = database.execute(sql).fetchall()
            assert found
            assert [" | ".join("" if cell is None else str(cell) for cell in row) for row in found] == answer.split(
                "\n"
            )[1:]
    # As the Clerk and the Senate count: 37 Democrats and 6 Republicans, 3 Democrats and an independent.
    for counted in (
        "House of Representatives | D | nay | 37",
        "House of Representatives | R | nay | 6",
        "Senate | D | nay | 3",
    ):
        assert f"\n{counted}\n" in page
    assert [name for name in CONTRACT.published if f"\n### {name} (" not in page] == []


def test_the_words_of_the_publishers_are_in_every_file_that_goes_out(release: Path) -> None:
    for file in release.iterdir():
        if file.suffix == ".zip":
            said = zipfile.ZipFile(file).read(f"{file.stem}/README.md").decode()
        elif file.name == "explorer.html":
            said = str(payload(BUILD)["pool"])  # which the page holds, and tells on its page about itself
        elif file.name in WITHOUT_DATA or file.suffix == ".xlsx":  # the workbook is read above
            continue
        else:
            said = file.read_bytes().decode(errors="replace")
        assert OGL in said, file.name


def test_the_citation_file_of_the_project_is_that_of_the_release(release: Path) -> None:
    assert (ROOT / "CITATION.cff").read_text() == (release / "CITATION.cff").read_text()
