"""Text tables: one canonical form, that reading and writing keep."""

import csv
import hashlib
import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_project import ROOT

from magnitsky_data.contract.canonical import NotCSV, canonical, parse_csv, write_csv
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.layout import part_files, table_of
from magnitsky_data.contract.text import INVISIBLE, clean
from magnitsky_data.curation.assemble import strays

CONTRACT = Contract.read(ROOT / "datapackage.json")
FILES = [pytest.param(f, id=str(f.relative_to(ROOT / "raw"))) for f in part_files(ROOT)]

text = st.text(st.characters(codec="utf-8"), max_size=12)
cells = st.one_of(text, st.text(" \t\n\r\",'aé\u0301\u00a0\ufeff", max_size=6))


@pytest.mark.parametrize("file", FILES)
def test_file_is_canonical(file: Path) -> None:
    """Formatting a copy of the file changes no byte."""
    table, _ = table_of(file, CONTRACT)
    header, rows, lines = parse_csv(file.read_bytes())
    assert canonical(table, rows, header) == file.read_bytes()
    assert lines == list(range(2, len(rows) + 2))  # one record a line, so that a diff shows facts


def test_every_file_under_raw_is_read() -> None:
    assert list(strays(ROOT, CONTRACT)) == []
    assert len(FILES) == sum(1 for f in (ROOT / "raw").rglob("*") if f.is_file())


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=6))
def test_canonical_is_idempotent(content: list[list[str]]) -> None:
    table = CONTRACT.table("law_relations")
    columns = ["law_id", "related_law_id"]
    once = canonical(table, [dict(zip(columns, row, strict=True)) for row in content], columns)
    header, rows, _ = parse_csv(once)
    assert canonical(table, rows, header) == once
    assert b"\r" not in once
    assert once.endswith(b"\n")
    assert once.decode() == unicodedata.normalize("NFC", once.decode())


@given(st.lists(st.lists(text.map(clean), min_size=3, max_size=3), max_size=6))
def test_reading_and_writing_change_no_byte(content: list[list[str]]) -> None:
    columns = ["a", "b", "c"]
    written = write_csv(columns, [dict(zip(columns, row, strict=True)) for row in content])
    header, rows, _ = parse_csv(written)
    assert [list(row.values()) for row in rows] == content
    assert write_csv(header, rows) == written
    assert [[*row] for row in csv.reader(io.StringIO(written.decode(), newline=""))][1:] == content


@given(cells)
def test_clean_text_stays(value: str) -> None:
    cleaned = clean(value)
    assert clean(cleaned) == cleaned
    assert cleaned.split() == unicodedata.normalize("NFC", value.translate(INVISIBLE)).split()


def test_whole_numbers_sort_by_value() -> None:
    table = CONTRACT.table("bill_actions")
    rows = [{"bill_id": "us-112-hr-6156", "sequence": number} for number in ("10", "9", "1", "x")]
    lines = canonical(table, rows, ["bill_id", "sequence"]).decode().split()
    assert [line.partition(",")[2] for line in lines[1:]] == ["1", "9", "10", "x"]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_line(data: bytes) -> None:
    try:
        header, rows, lines = parse_csv(data)
    except NotCSV as error:
        assert 0 <= error.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert error.wrong
    else:
        assert all(len(row) == len(set(header)) for row in rows)
        assert len(rows) == len(lines)


def test_pages_are_named_by_their_address() -> None:
    """Host without www. and the first 8 hex digits of the SHA-256 of the address, as CONTRIBUTING says."""
    pages = 0
    for row in parse_csv((ROOT / "build" / "csv" / "sources.csv").read_bytes())[1]:
        if named := re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}-([0-9a-f]{8})", row["source_id"]):
            pages += 1
            addresses = (row["url"], row["found_url"])
            assert named[1] in {hashlib.sha256(a.encode()).hexdigest()[:8] for a in addresses}, row["source_id"]
    assert pages > 1000
