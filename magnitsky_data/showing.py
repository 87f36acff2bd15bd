"""Rows chosen and set as text: a page for the terminal, a card a row, CSV, JSON, Markdown. Needs no pandas."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from magnitsky_data import screen
from magnitsky_data.contract.canonical import encoded
from magnitsky_data.contract.descriptor import Table
from magnitsky_data.errors import ArgumentRefused, nearest
from magnitsky_data.release import known_column

if TYPE_CHECKING:
    import pyarrow as pa

LEAST, MOST = 6, 44  # cells of a column on a page
LABEL = 28  # cells of a column's name on the card of a row


@dataclass(frozen=True)
class Rows:
    """Some rows of a table: their columns, their values, and how many there were to choose from."""

    table: Table
    columns: list[str]
    values: list[tuple[Any, ...]]
    total: int


def chosen(
    arrow: "pa.Table", table: Table, columns: list[str], where: Sequence[str], sort: str, limit: int | None
) -> Rows:
    """Return the rows for which every ``COLUMN=VALUE`` holds, sorted by a column (``-COLUMN``: greatest first)."""
    cells = {name: arrow[name].to_pylist() for name in {*columns, *table.columns} & set(arrow.column_names)}
    places = list(range(arrow.num_rows))
    for condition in where:
        column, value = _condition(condition, table)
        places = [at for at in places if plain(cells[column][at]) == value]
    if sort:
        column = known_column(table, sort.lstrip("-"))
        filled = [at for at in places if cells[column][at] is not None]
        empty = [at for at in places if cells[column][at] is None]
        places = sorted(filled, key=lambda at: cells[column][at], reverse=sort.startswith("-")) + empty
    shown = places if limit is None else places[:limit]
    return Rows(table, columns, [tuple(cells[c][at] for c in columns) for at in shown], len(places))


def _condition(condition: str, table: Table) -> tuple[str, str]:
    column, equals, value = condition.partition("=")
    if not equals:
        raise ArgumentRefused(f"--where has {condition!r}; expected COLUMN=VALUE, as 'status=enacted'")
    field = table.by_name[known_column(table, column.strip())]
    allowed = field.enum or (("true", "false") if field.type == "boolean" else ())
    if value and allowed and value not in allowed:
        hint = nearest(value, allowed)
        expected = f"expected one of {', '.join(allowed)}"
        raise ArgumentRefused(f"{table.name}.{column} is never {value!r}; {f'{hint} ' if hint else ''}{expected}")
    return column.strip(), value


def plain(value: Any) -> str:
    """Return a value as CSV has it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def as_page(rows: Rows, width: int) -> str:
    """Return rows as columns that fit the width; what does not fit is cut, the last columns are left out."""
    texts = [[plain(value) for value in row] for row in rows.values]
    names = list(rows.columns)
    held = [
        min(MOST, max([screen.width(" ".join(row[at].split())) for row in texts] or [0])) for at in range(len(names))
    ]
    while sum(min(max(LEAST, n), 10) for n in held) + len(screen.GAP) * (len(held) - 1) > width:
        held.pop()
    widths = _fitted(held, [len(name) for name in names[: len(held)]], width - len(screen.GAP) * (len(held) - 1))
    right = [at for at in range(len(widths)) if rows.table.by_name[names[at]].type == "integer"]
    head = screen.columns([names[: len(widths)]], widths, right)
    body = screen.columns([row[: len(widths)] for row in texts], widths, right)
    return "\n".join((head, body)) if texts else head


def _fitted(held: list[int], heads: list[int], room: int) -> list[int]:
    """Return the widths of columns: what they hold and their heads, cut where that is too wide, heads first."""
    widths = [max(cells, head) for cells, head in zip(held, heads, strict=True)]
    while sum(widths) > room:
        spare = [width - max(cells, LEAST) for width, cells in zip(widths, held, strict=True)]
        widest = spare if max(spare) > 0 else widths
        widths[max(range(len(widths)), key=widest.__getitem__)] -= 1
    return widths


def as_records(rows: Rows, width: int) -> str:
    """Return each row as a card: a line a column, what is empty left out."""
    room = min(LABEL, max(map(len, rows.columns)))
    cards = []
    for row in rows.values:
        lines = [
            screen.wrap(plain(value), width, " " * (room + 2), f"{name:{room}}  ")
            for name, value in zip(rows.columns, row, strict=True)
            if value is not None
        ]
        cards.append("\n".join(lines))
    return "\n\n".join(cards)


def as_csv(rows: Rows) -> str:
    """Return rows as canonical CSV."""
    return encoded(rows.columns, ([plain(value) for value in row] for row in rows.values)).decode().rstrip("\n")


def as_json(rows: Rows) -> str:
    """Return rows as a JSON list of records, days as text."""
    records = [dict(zip(rows.columns, row, strict=True)) for row in rows.values]
    return json.dumps(records, ensure_ascii=False, indent=1, default=str)


def as_markdown(rows: Rows) -> str:
    """Return rows as a Markdown table."""
    lines = [rows.columns, ["---"] * len(rows.columns)]
    lines += [[plain(value).replace("|", "\\|").replace("\n", " ") for value in row] for row in rows.values]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
