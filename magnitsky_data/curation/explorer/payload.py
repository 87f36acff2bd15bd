"""What the explorer holds of a release: tables column by column, the meanings of their columns, and the letters of a search.

Every cell is the text of the CSV file. A column is the list of its different texts, each as its place
in one sorted pool of all texts, and for each row the place in that list; numbers are written as
differences, which makes them small. ``data.js`` undoes this.
"""

import csv
import gzip
import json
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from magnitsky_data.citing import dataset_citation
from magnitsky_data.contract.cells import span
from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.contract.text import search_key
from magnitsky_data.finder import COVERS
from magnitsky_data.release import contract_of, file_of
from magnitsky_data.spelling import SOUNDS

SHELVES = ("ready", "analysis")  # shown as tables, all of their columns
# What else the pages need: names, sources, who answers what, how far the lists reach, and the words of the publishers.
EVIDENCE = (
    "entity_names", "sources", "citations", "licences", "jurisdictions", "chambers", "lists", "programs", "works",
    "designation_rounds", "list_snapshots", "law_relations", "retaliation_triggers", "event_entities", "entity_redirects",
)  # fmt: skip
# Of the evidence, columns that no page shows.
LEFT_OUT = {
    "sources": ("found_url", "file_name", "file_date", "sha256"),
    "entity_names": ("entity_name_id", "word_scripts", "search_key"),  # the page makes search_key, by the letters below
    "list_snapshots": ("snapshot_id", "source_id", "source_locator", "confidence", "note"),
}
# What a reader may type, beside the letters that names have: alphabets, and the 3,755 commonest Chinese characters,
# which are the first level of GB 2312.
TYPED = (
    (0xC0, 0x24F),
    (0x370, 0x52F),
    (0x531, 0x587),
    (0x5D0, 0x5EA),
    (0x620, 0x6D5),
    (0x10D0, 0x10FF),
    (0x1E00, 0x1EFF),
)
PRECISION = {0: "", 4: "year", 7: "month", 10: "day"}  # of a partial date, by its length
Rows = list[dict[str, str]]


def payload(release: Path) -> dict[str, Any]:
    """Return the content of the explorer of a release folder; ``DamagedRelease`` when a file of it was altered."""
    contract = contract_of(release)
    tables = [t for t in contract.published.values() if t.shelf in SHELVES or t.name in EVIDENCE]
    rows = {t.name: _rows(release, t) for t in tables}
    rows["citations"] = [row for row in rows["citations"] if row["stance"] == "conflicts"]
    stored = {t.name: _stored(t, rows[t.name]) for t in tables}
    pool = sorted({row[c] for t in tables for row in rows[t.name] for c in stored[t.name]})
    places = {text: at for at, text in enumerate(pool)}
    return {
        "about": _about(contract),
        "pool": pool,
        "tables": {t.name: _described(t, rows[t.name], stored[t.name], places) for t in tables},
        "letters": _letters(row["name"] for row in rows["entity_names"]),
        "sounds": SOUNDS,
    }


def packed(content: dict[str, Any]) -> str:
    """Return a content as base64 of gzip of JSON; the header of gzip holds no time."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _about(contract: Contract) -> dict[str, Any]:
    descriptor = contract.descriptor
    return {
        "title": descriptor["title"],
        "version": contract.version,
        "released": contract.release_date,
        "description": descriptor["description"],
        "homepage": descriptor.get("homepage", ""),
        "licence": descriptor["licenses"][0],
        "citation": dataset_citation(contract, "text"),
        "covers": COVERS,
    }


def _rows(release: Path, table: Table) -> Rows:
    with file_of(release, table, "csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _stored(table: Table, rows: Rows) -> list[str]:
    """Return the columns to store: what follows from a partial date in every row is made by the page."""
    made = set(LEFT_OUT.get(table.name, ()))
    for name in (f.name for f in table.fields if f.is_partial_date):
        said = [PRECISION[len(row[name])] for row in rows]
        bounds = [span(row[name]) if row[name] else ("", "") for row in rows]
        follows = {
            "precision": said,
            "earliest": [first for first, _ in bounds],
            "latest": [last for _, last in bounds],
        }
        made |= {
            f"{name}_{part}" for part, cells in follows.items() if cells == [row[f"{name}_{part}"] for row in rows]
        }
    return [c for c in table.columns if c not in made]


def _described(table: Table, rows: Rows, stored: list[str], places: dict[str, int]) -> dict[str, Any]:
    """Return a table: what a reader must know of it, and its columns."""
    dated = {f.name for f in table.fields if f.is_partial_date}
    return {
        "title": table.title,
        "shelf": table.shelf,
        "group": table.group,
        "description": table.description,
        "cautions": table.cautions,
        "key": table.primary_key,
        "show": table.show,
        "interval": table.interval,
        "links": {k.column: k.table for k in table.foreign_keys},
        "fields": [
            [f.name, "partial date" if f.name in dated else f.type, f.description, f.unit]
            for f in table.fields
            if f.name not in LEFT_OUT.get(table.name, ())
        ],
        "rows": len(rows),
        "columns": {c: _column([row[c] for row in rows], places) for c in stored},
    }


def _column(cells: list[str], places: dict[str, int]) -> list[list[int]]:
    texts = list(dict.fromkeys(cells))
    refs = _differences([places[text] for text in texts])
    if len(texts) == len(cells):
        return [refs]
    at = {text: number for number, text in enumerate(texts)}
    return [refs, _differences([at[cell] for cell in cells])]


def _differences(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _letters(names: Any) -> dict[str, str]:
    """Return by letter what the search key has for it; between digits, since no script claims them."""
    letters = {c for name in names for c in name if not c.isascii()}
    letters |= {chr(code) for first, last in TYPED for code in range(first, last + 1)}
    letters |= set(
        bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell)).decode(
            "gb2312", "ignore"
        )
    )
    return {c: search_key(f"1{c}1")[1:-1] for c in sorted(letters)}
