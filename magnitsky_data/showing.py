"""Rows chosen and set as text: a page for the terminal, a card a row, CSV, JSON, Markdown. Needs no pandas."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from magnitsky_data import screen
from magnitsky_data.contract.canonical import encoded
from magnitsky_data.contract.descriptor import Table
from magnitsky_data.errors import ArgumentRefused, nearest
from magnitsky_data.release import known_column

if TYPE_CHECKING:
    import pyarrow as pa

LEAST, FAIR, MOST = 6, 16, 44  # cells of a column on a page: at least, enough to be read, at most
HEAD = 11  # cells of its name that stay as long as its values can be cut
TELLING = 5  # columns that a page has, if the table has as many
NAMES = ("name", "listed_name", "member")  # columns that have one spelling of a name
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


def unmet(arrow: "pa.Table", table: Table, where: Sequence[str]) -> Iterator[str]:
    """Say of each ``COLUMN=VALUE`` that no row meets, whatever the others say, which value is nearest to it."""
    for column, value in (_condition(condition, table) for condition in where):
        if value not in (told := {plain(cell) for cell in arrow[column].to_pylist()}):
            found_by = " (`magnitsky-data find` knows all spellings of a name)" if column in NAMES else ""
            yield f"no row has {column} {value!r}; {nearest(value, told, 'none is like it')}{found_by}"


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


def telling(rows: Rows, width: int) -> Rows:
    """Return the columns for which a page has fair room, five at least; those without a value in these rows last."""
    filled = [at for at in range(len(rows.columns)) if any(row[at] is not None for row in rows.values)]
    empty = [at for at in range(len(rows.columns)) if at not in filled]
    kept = sorted(filled + empty[: max(0, TELLING - len(filled))]) if rows.values else empty
    fair = dict(enumerate(_floors(_held(rows), rows.columns)))
    while len(kept) > TELLING and sum(fair[at] for at in kept) + len(screen.GAP) * (len(kept) - 1) > width:
        kept.pop()
    values = [tuple(row[at] for at in kept) for row in rows.values]
    return Rows(rows.table, [rows.columns[at] for at in kept], values, rows.total)


def as_page(rows: Rows, width: int) -> str:
    """Return rows as columns that fit the width; what does not fit is cut, the last columns are left out."""
    texts = [[plain(value) for value in row] for row in rows.values]
    names, held = list(rows.columns), _held(rows)
    while sum(min(max(LEAST, n), 10) for n in held) + len(screen.GAP) * (len(held) - 1) > width:
        held.pop()
    widths = _fitted(held, names[: len(held)], width - len(screen.GAP) * (len(held) - 1))
    right = [at for at in range(len(widths)) if rows.table.by_name[names[at]].type == "integer"]
    head = screen.columns([names[: len(widths)]], widths, right)
    body = screen.columns([row[: len(widths)] for row in texts], widths, right)
    return "\n".join((head, body)) if texts else head


def _held(rows: Rows) -> list[int]:
    """Return how many cells the values of each column take, up to what a page grants."""
    cells = [[screen.width(" ".join(plain(value).split())) for value in row] for row in rows.values]
    return [min(MOST, max([row[at] for row in cells] or [0])) for at in range(len(rows.columns))]


def _floors(held: list[int], names: Sequence[str]) -> list[int]:
    """Return for how many cells columns are fair: their names, and of their values what can be read."""
    return [max(min(len(name), HEAD), min(cells, FAIR)) for cells, name in zip(held, names, strict=True)]


def _fitted(held: list[int], names: Sequence[str], room: int) -> list[int]:
    """Return the widths of columns: what they hold and their names; the widest is cut first, to what is fair, then to less."""
    widths = [max(cells, len(name)) for cells, name in zip(held, names, strict=True)]
    for floors in (_floors(held, names), [max(LEAST, min(cells, FAIR)) for cells in held], [1] * len(held)):
        while sum(widths) > room and (
            above := [at for at, (cells, floor) in enumerate(zip(widths, floors, strict=True)) if cells > floor]
        ):
            widths[max(above, key=widths.__getitem__)] -= 1
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
