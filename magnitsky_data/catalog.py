"""What the release holds: its tables and what their columns mean, as frames and as pages for the terminal.

The pages need no pandas, so that the command line is quick.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from magnitsky_data import screen
from magnitsky_data.contract.descriptor import Contract, Table
from magnitsky_data.errors import one_frame
from magnitsky_data.release import contract

if TYPE_CHECKING:
    import pandas as pd

    from magnitsky_data.table_names import TableName

SHELVES = {
    "ready": "Ready: one question answered, no join needed",
    "analysis": "Analysis: what the answers are made of",
    "evidence": "Evidence: what proves them",
}
EXAMPLE = 40  # cells of an example on a page


@one_frame
def tables(*, all: bool = False) -> "pd.DataFrame":
    """Return what the release holds: a row a table, shelf by shelf.

    Columns: table, group, shelf (ready: one question answered without a join; analysis: what the
    answers are made of; evidence: what proves them), rows, columns (number of), title, description,
    synonyms. Evidence comes with ``all=True``.

    >>> import magnitsky_data as md
    >>> "bills" in set(md.tables()["table"])
    True
    """
    from magnitsky_data.frames import printed

    release = contract()
    shown = shown_tables(release, all)
    return printed(
        {
            "table": [t.name for t in shown],
            "group": [t.group for t in shown],
            "shelf": [t.shelf for t in shown],
            "rows": [rows_of(t) for t in shown],
            "columns": [len(t.fields) for t in shown],
            "title": [t.title for t in shown],
            "description": [t.description for t in shown],
            "synonyms": [", ".join(t.synonyms) for t in shown],
        },
        partial(tables_page, release, all, "md.tables(all=True)"),
        version=release.version,
    )


def shown_tables(release: Contract, all: bool) -> list[Table]:
    """Return the tables of the front shelves, or of all."""
    return [t for t in release.published.values() if all or t.shelf != "evidence"]


def rows_of(table: Table) -> int:
    """Return how many rows a published table has."""
    return int(table.resource["x-rows"])


def tables_page(release: Contract, all: bool, how_to_see_all: str, width: int) -> str:
    """Return the list of tables for a terminal."""
    shown = shown_tables(release, all)
    widths = [max(len(t.name) for t in shown), max(len(f"{rows_of(t):,}") for t in shown)]
    widths.append(width - sum(widths) - 2 * len(screen.GAP))
    out = [screen.cut(f"{release.descriptor['title']} {release.version}, {release.release_date}", width)]
    for shelf, heading in SHELVES.items():
        if rows := [(t.name, f"{rows_of(t):,}", t.description) for t in shown if t.shelf == shelf]:
            out += ["", screen.cut(heading, width), screen.columns(rows, widths, right=[1])]
    hidden = len(release.published) - len(shown)
    if hidden:
        out += ["", screen.wrap(f"{hidden} more tables hold the evidence: {how_to_see_all}", width)]
    return "\n".join(out)


@one_frame
def describe(table: "TableName") -> "pd.DataFrame":
    """Return the columns of a table: column, type, key, joins, required, unit, filled, example, values, meaning.

    ``key`` is True for a part of the key; ``joins`` the column of another table that the values are
    keys of; ``filled`` the share of rows with a value; ``values`` the values of an enumeration.
    ``attrs["cautions"]`` says what to know before counting. ``TableNotFound`` for an unknown name.

    >>> import magnitsky_data as md
    >>> md.describe("votes").set_index("column").loc["bill_id", "joins"]
    'bills.bill_id'
    """
    from magnitsky_data.frames import printed

    release = contract()
    meant = release.table(table)
    facts = [_facts(meant, spec) for spec in meant.resource["schema"]["fields"]]
    return printed(
        {
            "column": list(meant.columns),
            "type": [f.type for f in meant.fields],
            "key": [c in meant.primary_key for c in meant.columns],
            "joins": [f["joins"] for f in facts],
            "required": [f.required for f in meant.fields],
            "unit": [f.unit for f in meant.fields],
            "filled": [f["filled"] for f in facts],
            "example": [f["example"] for f in facts],
            "values": [", ".join(f.enum) for f in meant.fields],
            "meaning": [f.description for f in meant.fields],
        },
        partial(describe_page, release, meant),
        table=meant.name,
        version=release.version,
        description=meant.description,
        cautions=list(meant.cautions),
    )


def _facts(table: Table, spec: dict[str, Any]) -> dict[str, Any]:
    joins = [f"{k.table}.{k.target}" for k in table.foreign_keys if k.column == spec["name"]]
    rows = rows_of(table)
    return {
        "joins": ", ".join(joins),
        "filled": spec.get("x-filled", 0) / rows if rows else 0.0,
        "example": spec.get("example", ""),
    }


def share(part: float) -> str:
    """Return a share in percent that says 0 and 100 only where they are exact."""
    return f"{part:.0%}" if part in (0, 1) else f"{min(max(part, 0.01), 0.99):.0%}"


def describe_page(release: Contract, table: Table, width: int) -> str:
    """Return what a table and its columns mean, for a terminal."""
    shelf = SHELVES[table.shelf].partition(":")[0].lower()
    out = [
        screen.wrap(f"{table.name}: {table.description}", width),
        screen.wrap(f"{rows_of(table):,} rows, key {', '.join(table.primary_key)}; shelf {shelf}.", width),
    ]
    joined = [
        f"{t.name}.{k.column}" for t in release.published.values() for k in t.foreign_keys if k.table == table.name
    ]
    if joined:
        out.append(screen.wrap(f"Joined from {', '.join(joined)}.", width, "  ", ""))
    out += [screen.wrap(caution, width, "  ", "! ") for caution in table.cautions]
    out.append("")
    for field, spec in zip(table.fields, table.resource["schema"]["fields"], strict=True):
        facts = _facts(table, spec)
        kind = "enum" if field.enum else "partial date" if field.is_partial_date else field.type
        marks = [kind, "required" if field.required else f"filled {share(facts['filled'])}"]
        marks += ["key"] if field.name in table.primary_key else []
        marks += [f"joins {facts['joins']}"] if facts["joins"] else []
        out.append(screen.wrap(f"{field.name}  ({', '.join(marks)})", width, "    ", ""))
        said = field.description + (f" Unit: {field.unit}." if field.unit else "")
        said += f" Values: {', '.join(field.enum)}." if field.enum else ""
        said += f" As dates: {field.name}_earliest, {field.name}_latest." if field.is_partial_date else ""
        said += f" Example: {screen.cut(facts['example'], EXAMPLE)}" if facts["example"] and not field.enum else ""
        out.append(screen.wrap(said, width, "    "))
    return "\n".join(out)
