"""What the package says of itself: its tables, its words, what an import brings along."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import magnitsky_data as md
from magnitsky_data.contract.descriptor import SHELVES, Contract

ROOT = Path(__file__).parents[1]
CONTRACT = Contract.read(ROOT / "datapackage.json")
TABLES = sorted(CONTRACT.published)
WORDS = ["__version__", "cite", "connect", "describe", "diff", "entity", "find", "load", "path", "scan", "tables"]


def test_tables_and_describe_follow_the_descriptor():
    listed, front = md.tables(all=True), md.tables()
    assert sorted(listed["table"]) == TABLES
    assert set(front["table"]) == {t for t in TABLES if CONTRACT.tables[t].shelf != "evidence"}
    assert listed["shelf"].map(SHELVES.index).is_monotonic_increasing
    assert listed.set_index("table")["rows"].to_dict() == {t: len(md.load(t)) for t in TABLES}
    described = md.describe("votes").set_index("column")
    assert described.loc["bill_id", "joins"] == "bills.bill_id"
    assert described.loc["vote_id", "key"]
    assert described.loc["yeas", "unit"] == "votes"
    assert md.describe("votes").attrs["cautions"] == list(CONTRACT.tables["votes"].cautions)


@pytest.mark.parametrize("table", TABLES)
def test_describe_tells_how_full_a_column_is_and_gives_an_example(table):
    frame, described = md.load(table), md.describe(table).set_index("column")
    text = pd.read_csv(md.path(table, "csv"), dtype=str, keep_default_na=False)
    for column in frame.columns:
        assert described.loc[column, "filled"] == pytest.approx(frame[column].notna().mean() if len(frame) else 0)
        assert described.loc[column, "example"] in {*text[column]} | {""}
        assert (described.loc[column, "example"] == "") == frame[column].isna().all()


@pytest.mark.parametrize("table", TABLES)
def test_pages_fit_the_screen_and_show_the_cautions(table, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    page = repr(md.describe(table))
    assert max(map(len, page.splitlines())) <= 80
    for caution in CONTRACT.tables[table].cautions:
        assert " ".join(caution.split()) in " ".join(page.split())
    listed = repr(md.tables(all=True))
    assert max(map(len, listed.splitlines())) <= 80
    assert re.search(rf"^{table} +{len(md.load(table)):,}  \w", listed, re.MULTILINE)
    assert type(md.tables()[["table"]]) is pd.DataFrame


def test_citation_names_the_version():
    assert md.__version__ == json.loads((ROOT / "datapackage.json").read_text())["version"]
    assert md.__version__ in md.cite()
    assert md.__version__ in md.cite(style="bibtex")
    assert f'version: "{md.__version__}"' in (ROOT / "CITATION.cff").read_text()


def test_importing_the_package_brings_nothing_heavy():
    script = "import sys; before = set(sys.modules); import magnitsky_data; print(*(set(sys.modules) - before))"
    brought = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True).stdout
    assert set(brought.split()) == {"magnitsky_data"}


def test_loading_needs_no_curation_code():
    script = (
        "import sys, magnitsky_data as md; md.load('votes'); "
        "print(*(m for m in sys.modules if m.startswith('magnitsky_data') or m in ('click', 'frictionless')))"
    )
    brought = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True).stdout
    assert set(brought.split()) == {
        "magnitsky_data",
        "magnitsky_data.citing",
        "magnitsky_data.contract",
        "magnitsky_data.contract.descriptor",
        "magnitsky_data.contract.shape",
        "magnitsky_data.errors",
        "magnitsky_data.loader",
        "magnitsky_data.release",
    }


def test_library_layers_do_not_know_the_command_line():
    for folder in ("curation", "importers"):
        for file in (ROOT / "magnitsky_data" / folder).rglob("*.py"):
            assert "magnitsky_data.cli" not in file.read_text(), file
            assert "import click" not in file.read_text(), file


def test_the_library_has_its_words_and_no_more():
    assert [name for name in dir(md) if name in md.__all__ or not name.startswith("__")] == sorted(md.__all__)
    assert sorted(md.__all__) == WORDS
    assert all(getattr(md, name) is not None for name in md.__all__)
    assert (ROOT / "magnitsky_data" / "py.typed").is_file()
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        _ = md.lode


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "magnitsky_data", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"magnitsky-data {md.__version__}\n"
