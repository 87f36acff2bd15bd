"""What changed between two releases: the edits made are the edits told."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from sealing import seal
from small_project import COMMAND, ROOT

import magnitsky_data as md
from magnitsky_data.errors import ReleaseNotFound

Rows = dict[tuple[str, str], tuple[str | None, int | None]]
WORDS = st.text("abcäЖ陈 ", min_size=1, max_size=4).map(str.strip).filter(bool)
KEYS = st.tuples(WORDS, WORDS)
CELLS = st.tuples(st.none() | WORDS, st.none() | st.integers(-5, 5))
TABLES = st.dictionaries(KEYS, CELLS, max_size=8)


def field(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": "A column.", "constraints": more}


FIELDS = [field("left_id", "string"), field("right_id", "string"), field("word", "string"), field("number", "integer")]


def release(folder: Path, rows: Rows, version: str, fields: list[dict[str, Any]] | None = None, **more: Any) -> Path:
    """Write a release of one table ``pairs``."""
    (folder / "parquet").mkdir(parents=True)
    columns = [list(c) for c in zip(*((*key, *cells) for key, cells in sorted(rows.items())), strict=True)] or [[]] * 4
    types = [pa.string(), pa.string(), pa.string(), pa.int64()]
    table = pa.table({f["name"]: pa.array(c, t) for f, c, t in zip(FIELDS, columns, types, strict=True)})
    wanted = fields or FIELDS
    for extra in (f for f in wanted if f["name"] not in table.column_names):
        table = table.append_column(extra["name"], pa.nulls(len(rows), pa.string()))
    table = table.select([f["name"] for f in wanted])
    file = folder / "parquet" / "pairs.parquet"
    parquet.write_table(table, file)
    resource = {
        "name": "pairs", "title": "Pairs", "description": "Pairs.", "x-group": "Reference", "x-shelf": "analysis",
        "x-rows": len(rows), "schema": {"fields": wanted, "primaryKey": ["left_id", "right_id"]},
        "path": "csv/pairs.csv", "hash": "", "x-parquet": {"path": "parquet/pairs.parquet", "hash": ""},
        **more,
    }  # fmt: skip
    descriptor = {
        "version": version, "created": "2027-01-01", "title": "Pairs", "licenses": [{"name": "CC-BY-4.0"}], "contributors": [{"title": "We"}],
        "x-format": 1, "resources": [resource],
    }  # fmt: skip
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return seal(folder)


def text(value: str | int | None) -> str:
    return "" if value is None else str(value)


@settings(max_examples=60)
@given(st.data(), TABLES)
def test_the_edits_made_are_the_edits_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, rows: Rows
) -> None:
    removed = data.draw(st.sets(st.sampled_from(sorted(rows)))) if rows else set()
    kept = sorted(rows.keys() - removed)
    edited = data.draw(st.dictionaries(st.sampled_from(kept), CELLS)) if kept else {}
    added = {key: cells for key, cells in data.draw(TABLES).items() if key not in rows}
    new = {**{key: rows[key] for key in kept}, **edited, **added}
    expected = {("added", "|".join(key), "", "", "") for key in added}
    expected |= {("removed", "|".join(key), "", "", "") for key in removed}
    for key, cells in edited.items():
        for name, a, b in zip(("word", "number"), rows[key], cells, strict=True):
            if a != b:
                expected.add(("changed", "|".join(key), name, text(a), text(b)))
    root = tmp_path_factory.mktemp("releases")
    found = md.diff(release(root / "old", rows, "2026.1.0"), release(root / "new", new, "2027.1.0"))
    frame = found.rows
    assert set(frame[["change", "key", "column", "old", "new"]].itertuples(index=False, name=None)) == expected
    assert len(frame) == len(expected)
    assert found.schema.empty
    counts = found.counts.set_index("table").sum(axis=1).sum()
    assert counts == len(added) + len(removed) + len({k for _, k, c, *_ in expected if c})
    told = json.loads(found.to_json())
    assert {(r["change"], r["key"], r["column"], r["old"], r["new"]) for r in told["rows"]} == expected
    shutil.rmtree(root)


ROWS: Rows = {("a", "b"): ("one", 1), ("a", "c"): (None, 2)}


@pytest.mark.parametrize(
    ("fields", "kind", "column", "said"),
    [
        (FIELDS[:3], "breaking", "number", "column withdrawn"),
        ([*FIELDS, field("more", "string")], "additive", "more", "column added"),
        ([*FIELDS[:3], field("number", "string")], "breaking", "number", "type was integer, is string"),
        (
            [*FIELDS[:2], field("word", "string", required=True), FIELDS[3]],
            "values",
            "word",
            "always filled from now on",
        ),
        (
            [*FIELDS[:2], field("word", "string", enum=["one"]), FIELDS[3]],
            "values",
            "word",
            "a fixed list of values from now on",
        ),
    ],
)
def test_schema_changes_are_classed(
    tmp_path: Path, fields: list[dict[str, Any]], kind: str, column: str, said: str
) -> None:
    found = md.diff(release(tmp_path / "old", ROWS, "2026.1.0"), release(tmp_path / "new", ROWS, "2027.1.0", fields))
    assert found.schema.to_dict("records") == [{"kind": kind, "table": "pairs", "column": column, "said": said}]
    assert found.is_breaking == (kind == "breaking")
    assert found.rows.empty
    assert f"`pairs.{column}`: {said}" in found.to_markdown()
    assert f"### Schema: {kind}" in found.to_markdown()


def test_values_of_an_enumeration_come_and_go(tmp_path: Path) -> None:
    old = [*FIELDS[:2], field("word", "string", enum=["one", "two"]), FIELDS[3]]
    new = [*FIELDS[:2], field("word", "string", enum=["one", "three"]), FIELDS[3]]
    found = md.diff(release(tmp_path / "old", ROWS, "1", old), release(tmp_path / "new", ROWS, "2", new))
    assert found.schema["said"].to_list() == ["values withdrawn: two", "values added: three"]
    assert set(found.schema["kind"]) == {"values"}


def test_a_withdrawn_table_leads_to_its_heir(tmp_path: Path) -> None:
    old = release(tmp_path / "old", ROWS, "1")
    new = release(tmp_path / "new", ROWS, "2", name="couples", **{"x-replaces": ["pairs"]})
    assert md.diff(old, new).schema["said"].to_list() == [
        "table withdrawn (2 rows); `couples` takes its place",
        "table added (2 rows)",
    ]
    assert md.diff(old, new).is_breaking


@pytest.mark.parametrize(
    ("changelog", "unnamed"),
    [
        ("", ["pairs.number"]),
        ("- `pairs.number` is gone: count `pairs.word`.", []),
        ("- Table `pairs` has no\n  `number` any more.", []),
        ("- `pairs` has more rows.\n- `number` of other tables is a text.", ["pairs.number"]),
        ("- pairs.number is gone.", ["pairs.number"]),
    ],
)
def test_what_breaks_code_must_be_named_in_the_changelog(tmp_path: Path, changelog: str, unnamed: list[str]) -> None:
    old = release(tmp_path / "old", ROWS, "2026.1.0")
    new = release(tmp_path / "new", ROWS, "2027.1.0", [*FIELDS[:3], field("more", "string")])
    assert md.diff(old, new).unnamed(changelog) == unnamed
    file = tmp_path / "CHANGELOG.md"
    file.write_text(changelog)
    done = subprocess.run([COMMAND, "diff", old, new, "--changelog", file], capture_output=True, text=True, check=False)
    assert done.returncode == (1 if unnamed else 0)
    if unnamed:
        assert "CHANGELOG.md: does not name what breaks code since 2026.1.0: pairs.number" in done.stderr


def test_a_partial_date_is_named_with_its_companions(tmp_path: Path) -> None:
    day = [field(f"day{part}", "string") for part in ("", "_precision", "_earliest")]
    old = release(tmp_path / "old", ROWS, "2026.1.0", [*FIELDS, *day])
    found = md.diff(old, release(tmp_path / "new", ROWS, "2027.1.0"))
    assert len(found.schema_changes) == 3
    assert (found.unnamed("- `pairs.day` is gone."), found.unnamed("")) == ([], ["pairs.day"])
    alone = md.diff(release(tmp_path / "alone", ROWS, "2026.1.0", [*FIELDS, day[1]]), tmp_path / "new")
    assert alone.unnamed("- `pairs.day` is gone.") == ["pairs.day_precision"]


def test_another_key_is_told_and_rows_are_not_compared(tmp_path: Path) -> None:
    old = release(tmp_path / "old", ROWS, "1")
    new = release(tmp_path / "new", ROWS, "2", schema={"fields": FIELDS, "primaryKey": ["right_id"]})
    found = md.diff(old, new)
    assert found.schema["said"].to_list() == ["key was left_id, right_id, is right_id; rows are not compared"]
    assert found.rows.empty


def test_a_release_does_not_differ_from_itself() -> None:
    found = md.diff(ROOT / "build")
    assert found.rows.empty
    assert found.schema.empty
    assert found.to_markdown().endswith("No difference.")
    assert repr(found).endswith("no difference")
    assert repr(md.diff(ROOT)) == repr(found)  # the folder of a project has its release in build/


def test_pages_fit(tmp_path: Path) -> None:
    new: Rows = {("a", "b"): ("two", 1), ("x", "y"): (None, None)}
    found = md.diff(
        release(tmp_path / "old", ROWS, "1"), release(tmp_path / "new", new, "2", [*FIELDS, field("more", "string")])
    )
    assert max(map(len, repr(found).splitlines())) <= 80
    assert repr(found).splitlines()[-1].split() == ["pairs", "1", "1", "1"]
    assert "| `pairs` | 1 | 1 | 1 |" in found.to_markdown()


def test_a_folder_without_a_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseNotFound, match="so no release; expected a folder with"):
        md.diff(tmp_path)
