"""What the explorer is made of: one file, always the same, with the tables cell by cell and nothing that loads or runs."""

import csv
import hashlib
import json
import re
from base64 import b64decode, b64encode
from gzip import decompress
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from small_project import ROOT

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.text import search_key
from magnitsky_data.curation import explorer

BUILD = ROOT / "build"
CONTRACT = Contract.read(BUILD / "datapackage.json")
FOLDER = Path(explorer.__file__).parent


@pytest.fixture(scope="module")
def page() -> str:
    return explorer.render(BUILD)


@pytest.fixture(scope="module")
def store(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/gzip\+base64" id="data">([^<]+)</script>', page)
    assert found
    content: dict[str, Any] = json.loads(decompress(b64decode(found[1])))
    return content


def published(table: str) -> list[dict[str, str]]:
    with (BUILD / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_same_release_gives_the_same_page(page: str) -> None:
    assert explorer.render(BUILD) == page


def test_a_page_of_another_release_differs(page: str, small_project: Path) -> None:
    small = explorer.render(small_project / "build")
    assert small != page
    assert small.count("<script") == page.count("<script") == 2


def test_the_page_is_at_most_one_megabyte(page: str) -> None:
    assert len(page.encode()) <= 1_000_000


def test_all_ready_and_analysis_tables_are_in_it(store: dict[str, Any]) -> None:
    expected = {t.name for t in CONTRACT.published.values() if t.shelf in ("ready", "analysis")}
    assert expected <= store["tables"].keys()
    assert {"listings", "claims", "roll_calls"} <= expected


@pytest.mark.parametrize("table", ["listings", "roll_calls", "claims", "vote_positions", "sources"])
def test_a_table_is_kept_cell_by_cell(store: dict[str, Any], table: str) -> None:
    kept = store["tables"][table]
    rows = published(table)
    assert kept["rows"] == len(rows) > 0
    for column, (refs, *codes) in kept["columns"].items():
        texts = [store["pool"][place] for place in accumulate(refs)]
        cells = [texts[at] for at in accumulate(codes[0])] if codes else texts
        assert cells == [row[column] for row in rows], column


def test_what_is_left_out_of_a_table_follows_from_the_rest(store: dict[str, Any]) -> None:
    for table in (t for t in CONTRACT.published.values() if t.shelf in ("ready", "analysis")):
        kept = store["tables"][table.name]["columns"]
        gone = set(table.columns) - kept.keys()
        partial = {f.name for f in table.fields if f.is_partial_date}
        assert all(re.sub(r"_(precision|earliest|latest)$", "", column) in partial for column in gone), table.name


def test_papers_and_addresses_of_the_lists_are_not_in_it(store: dict[str, Any]) -> None:
    assert not {"list_particulars", "list_entry_parts", "list_entries", "list_names"} & store["tables"].keys()
    columns = {column for table in store["tables"].values() for column in table["columns"]}
    assert not [column for column in columns if re.search("passport|street|address|phone|mail|identity_number", column)]


@pytest.mark.parametrize("name", ["Рамзан Кадыров", "陈全国", "Magņitskis", "محمد بن سلمان", "Ильгар’ Щука", "ԱՐՄԵՆ"])
def test_the_letters_make_the_published_key(store: dict[str, Any], name: str) -> None:
    text = "".join(c if c.isascii() else store["letters"][c] for c in name)
    assert re.findall("[a-z0-9]+", re.sub("['`\"]", "", text).lower()) == search_key(name).split()


def test_the_policy_names_the_script_and_the_style_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    script = re.search(r"<script>(.+?)</script>", page, re.S)
    style = re.search(r"<style>(.+?)</style>", page, re.S)
    assert policy and script and style
    said = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    for name, text in (("script-src", script[1]), ("style-src", style[1])):
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert said[name] == f"'sha256-{digest}'"
    assert said["default-src"] == "'none'"
    assert "connect-src" not in said


def test_texts_go_in_as_texts_and_nothing_is_asked_for(page: str) -> None:
    script = page[page.rindex("<script>") :]
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|\bfetch\(|XMLHttpRequest|\bimport\(", script)  # fmt: skip
    head = page[: page.index('id="data"')]
    assert not re.findall(r'(?:src|href)="(?!#|data:,)[^"]*"', head)


def test_every_column_that_the_scripts_name_is_in_the_tables(page: str, store: dict[str, Any]) -> None:
    script = page[page.rindex("<script>") :]
    columns = {field[0] for table in store["tables"].values() for field in table["fields"]}
    named = set(re.findall(r"\b(?!store|history|document)[a-z]+\.([a-z]+(?:_[a-z]+)+)\b", script))
    assert len(named) > 80
    assert named - columns == set()
    pairs = set(re.findall(r'\b(?:of|one|group|column)\(\s*"(\w+)",\s*"(\w+)"', script))
    assert len(pairs) > 25
    assert [(t, c) for t, c in pairs if c not in {field[0] for field in store["tables"][t]["fields"]}] == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.[jhc]*")), ids=lambda file: file.name)
def test_parts_of_the_page_are_short_and_all_used(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300
    assert file.suffix != ".js" or file.name in explorer.SCRIPTS
