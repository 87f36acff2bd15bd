"""Which documents a row rests on: its own source, that of its parent, and what citations add or contradict."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from magnitsky_data.contract.descriptor import KEY_JOINER, Table
from magnitsky_data.errors import ArgumentRefused, RowNotFound, nearest
from magnitsky_data.lives import Keyed, current_id, rows_of
from magnitsky_data.release import contract, read, release_state

if TYPE_CHECKING:
    import pandas as pd

Place = tuple[str, str]  # source_id and where in the source


@dataclass(frozen=True)
class Source:
    """A document as a citation names it; empty where the record does not tell."""

    source_id: str
    title: str
    publisher: str
    day: str  # the document's own
    url: str


def sources() -> dict[str, Source]:
    """Return all documents of the release."""
    return _sources(*release_state())


def places(table: Table) -> dict[str, tuple[Place, ...]]:
    """Return by key the documents of each row of a table: its own, else those of the row that it belongs to."""
    return _places(table.name, *release_state())


def stances(table: str) -> dict[str, list[tuple[str, Place]]]:
    """Return by key what further documents say of a row: ``supports`` or ``conflicts``, and where."""
    return _stances(*release_state()).get(table, {})


@lru_cache(maxsize=2)
def _sources(_path: str, _changed: int) -> dict[str, Source]:
    rows = rows_of("sources", "source_id", "title", "publisher", "document_date", "url")
    return Keyed("sources", ((row[0], Source(*("" if cell is None else str(cell) for cell in row))) for row in rows))


@lru_cache(maxsize=64)
def _places(name: str, _path: str, _changed: int) -> dict[str, tuple[Place, ...]]:
    table = contract().table(name)
    keys = [_key(row) for row in _columns(table, list(table.primary_key))]
    if own := _source_columns(table):
        locators = ["source_locator"] if "source_locator" in table.by_name else []
        rows = _columns(table, [*own, *locators])
        found = [
            tuple((source, row[-1] or "" if locators else "") for source in dict.fromkeys(row[: len(own)]) if source)
            for row in rows
        ]
        return dict(zip(keys, found, strict=True))
    if {"table_name", "row_id"} <= set(table.columns):  # a row that stands for one of another table
        meant = _columns(table, ["table_name", "row_id"])
        return {key: places(contract().table(of)).get(row, ()) for key, (of, row) in zip(keys, meant, strict=True)}
    for link in table.foreign_keys:
        above = contract().table(link.table)
        if link.table != name and (above.row_source != "none" or _source_columns(above)):
            parents = places(above)
            values = (str(value) for (value,) in _columns(table, [link.column]))
            return dict(zip(keys, (parents.get(value, ()) for value in values), strict=True))
    return dict.fromkeys(keys, ())


def _source_columns(table: Table) -> list[str]:
    return [c for c in table.columns if c == "source_id" or c.endswith("_source_id")]


@lru_cache(maxsize=2)
def _stances(_path: str, _changed: int) -> dict[str, dict[str, list[tuple[str, Place]]]]:
    rows = rows_of("citations", "table_name", "row_id", "stance", "source_id", "source_locator")
    found: dict[str, dict[str, list[tuple[str, Place]]]] = {}
    for table, row, stance, source, locator in rows:
        found.setdefault(table, {}).setdefault(row, []).append((stance, (source, locator or "")))
    return found


def _columns(table: Table, columns: list[str]) -> list[tuple[Any, ...]]:
    arrow = read(table, columns)
    return list(zip(*(arrow[name].to_pylist() for name in columns), strict=True))


def _key(parts: Sequence[Any]) -> str:
    # A frame has days as points in time.
    return KEY_JOINER.join(str(part.date() if isinstance(part, datetime) else part) for part in parts)


def row_key(table: Table, given: object) -> str:
    """Return the key of a row as one text, of a withdrawn entity that of its heir; ``RowNotFound`` names the nearest."""
    key = _key(given) if isinstance(given, (tuple, list)) else str(given)
    known = places(table)
    if table.name == "entities":
        key = current_id(key, dict(rows_of("entity_redirects", "old_entity_id", "entity_id")))
    if key not in known:
        parts = f"; the key is {KEY_JOINER.join(table.primary_key)}" if len(table.primary_key) > 1 else ""
        hint = nearest(key, known, f"`magnitsky-data show {table.name}` shows rows")
        raise RowNotFound(f"table {table.name!r} has no row {key!r}; {hint}{parts}")
    return key


def frame_sources(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return the documents that the rows of a frame rest on: source_id, rows, supports, conflicts, title, publisher, day, url.

    ``rows`` counts the rows that name the document, ``supports`` and ``conflicts`` those of which it
    is a further source. The frame is one of ``load``, filtered or sorted; without its key columns
    the columns of sources that it still has are counted.
    """
    import pandas as pd

    rests: Counter[str] = Counter()
    said: dict[str, Counter[str]] = {"supports": Counter(), "conflicts": Counter()}
    name = frame.attrs.get("table", "")
    table = contract().tables.get(name)
    if table is not None and set(table.primary_key) <= set(frame.columns):
        known, further = places(table), stances(table.name)
        for parts in frame[list(table.primary_key)].itertuples(index=False, name=None):
            key = _key(parts)
            rests.update({source for source, _ in known.get(key, ())})
            for stance, source in {(stance, source) for stance, (source, _) in further.get(key, ())}:
                said[stance][source] += 1
    else:
        columns = [c for c in frame.columns if str(c) == "source_id" or str(c).endswith("_source_id")]
        if not columns:
            raise ArgumentRefused(
                "the frame has neither the key of a table nor a source_id; "
                "expected rows of md.load with their key columns, or merge source_id into it"
            )
        for row in frame[columns].itertuples(index=False, name=None):
            rests.update({str(source) for source in row if not pd.isna(source)})
    known_sources = sources()
    ids = sorted({*rests, *said["supports"], *said["conflicts"]}, key=lambda s: (-rests[s], s))
    documents = [known_sources.get(i, Source(i, "", "", "", "")) for i in ids]
    columns_of = {"title": "title", "publisher": "publisher", "day": "day", "url": "url"}
    return pd.DataFrame(
        {
            "source_id": ids,
            "rows": [rests[i] for i in ids],
            "supports": [said["supports"][i] for i in ids],
            "conflicts": [said["conflicts"][i] for i in ids],
            **{column: [getattr(d, name) for d in documents] for column, name in columns_of.items()},
        }
    )
