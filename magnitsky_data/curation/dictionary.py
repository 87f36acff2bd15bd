"""The data dictionary of a release, made from the descriptor and the row counts: README.md and a page a group of tables."""

from collections.abc import Callable, Sequence
from datetime import date

from magnitsky_data.contract.descriptor import Contract, Field, Table
from magnitsky_data.curation.freshness import Newest
from magnitsky_data.curation.linking.quality import Share

HEADINGS = {
    "ready": "Ready: one question each, no join needed",
    "analysis": "Analysis: the tables that most users open",
    "evidence": "Evidence: what proves them",
}
ROW_SOURCES = {
    "own": "Each row names its source.",
    "inherited": "A row has the source of its parent.",
    "none": "Rows need no source of their own.",
}


def data_dictionary(
    published: Contract, shares: Sequence[Share], on_lists: Sequence[tuple[str, ...]], states: Sequence[Newest] = ()
) -> dict[str, str]:
    """Return the pages of the data dictionary in Markdown by file name.

    README.md has every table of the release and how old its lists are; each page under dictionary/ the tables
    of one group with a picture of their joins and the meaning of every column.
    """
    out = [
        f"# {published.descriptor['title']} {published.version}: data dictionary",
        "",
        published.descriptor["description"],
        "",
        "Made by `magnitsky-data build` from `datapackage.json`; edit that file, not this one.",
        "CSV is UTF-8 with an empty cell for a missing value; Parquet holds the same rows with types.",
        "A row of a table with several key columns is referred to by its key parts joined with `|`.",
        "",
    ]
    out += _index(published, lambda table: f"{_page(table)}#{table.name}")
    out += _ages(states, date.fromisoformat(published.release_date))
    out += _identity(shares, on_lists)
    pages = {"README.md": _text(out)}
    for first in published.published.values():
        pages.setdefault(_page(first), _group(published, first.group))
    return pages


def _page(table: Table) -> str:
    return f"dictionary/{table.group.lower().replace(' ', '-')}.md"


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _group(published: Contract, group: str) -> str:
    """Return the page of a group; paths on it start from its own folder."""
    tables = [t for t in published.published.values() if t.group == group]
    out = [
        f"# {group}",
        "",
        f"{published.descriptor['title']} {published.version}, [all tables](../README.md). How the tables join; of one at the forked end",
        "there are many rows. Beside these joins every `source_id` leads to [sources](reference.md#sources).",
        "",
        "```mermaid",
        "erDiagram",
        *_joins(tables),
        "```",
        "",
    ]
    for table in tables:
        out += _table(table, published)
    return _text(out)


def _joins(tables: Sequence[Table]) -> list[str]:
    """Return the foreign keys of tables as relations of a Mermaid diagram, each table at least by its name."""
    joins = [
        f"    {key.table} {'||' if table.by_name[key.column].required else '|o'}--o{{ {table.name} : {key.column}"
        for table in tables
        for key in table.foreign_keys
        if key.table != "sources"
    ]
    return [*(f"    {table.name}" for table in tables), *joins]


def index_of_files(published: Contract) -> str:
    """Return the page that stands beside the CSV files and says which one to open."""
    out = [
        f"# {published.descriptor['title']} {published.version}: which file do I need?",
        "",
        "Start with the files under Ready: each answers a question without a second file. Columns are explained in the",
        "[data dictionary](../README.md). Open files as UTF-8.",
        "",
        *_index(published, lambda table: f"{table.name}.csv"),
    ]
    return _text(out)


def _index(published: Contract, link: Callable[[Table], str]) -> list[str]:
    out = []
    for shelf, heading in HEADINGS.items():
        tables = [t for t in published.published.values() if t.shelf == shelf]
        if not tables:
            continue
        out += [f"## {heading}", "", "| table | group | rows | what a row is |", "| --- | --- | ---: | --- |"]
        for t in tables:
            out.append(f"| [{t.name}]({link(t)}) | {t.group} | {t.resource['x-rows']:,} | {t.description} |")
        out.append("")
    return out


def _ages(states: Sequence[Newest], on: date) -> list[str]:
    """Return how old the newest state of each list is on the day of the release."""
    if not states:
        return []
    rows = [f"| {state.name} | {state.programs} | {state.said(on)} |" for state in states]
    return ["## How new", "", "| list or record | programmes | newest state |", "| --- | --- | --- |", *rows, ""]


def _identity(shares: Sequence[Share], on_lists: Sequence[tuple[str, ...]]) -> list[str]:
    """Return how many entities stand on how many lists, and how good the links between entries are."""
    if not on_lists:
        return []
    most = max(int(lists) for _, lists, _ in on_lists)
    counts = {(kind, int(lists)): count for kind, lists, count in on_lists}
    out = ["## Who is whom", "", "Entities that stand or stood on so many lists:", ""]
    out += [f"| | {' | '.join(map(str, range(1, most + 1)))} |", f"| --- |{' ---: |' * most}"]
    for kind in dict.fromkeys(kind for kind, _, _ in on_lists):
        out.append(f"| {kind} | {' | '.join(counts.get((kind, n), '0') for n in range(1, most + 1))} |")
    if shares:
        out += [
            "",
            "Measured on the labelled pairs of `link_benchmark`, with 95 % intervals (Wilson). Labels and decisions are of the",
            "same readers: a full recall of links says that no labelled pair was left out, not that none is missed elsewhere.",
            "",
        ]
        out += ["| | share |", "| --- | --- |", *(f"| {share.what} | {share} |" for share in shares)]
    return [*out, ""]


def _table(table: Table, published: Contract) -> list[str]:
    targets = {k.column: published.table(k.table) for k in table.foreign_keys}
    out = [
        f"## {table.name}",
        "",
        f"{table.title}. {table.description}",
        "",
        f"Key: {', '.join(f'`{c}`' for c in table.primary_key)}. {ROW_SOURCES[table.row_source]}",
        "",
    ]
    if table.cautions:
        out += ["Before counting:", "", *(f"- {caution}" for caution in table.cautions), ""]
    out += ["| column | type | meaning |", "| --- | --- | --- |"]
    out += [f"| `{f.name}` | {_type(f)} | {_meaning(f, targets)} |" for f in table.fields]
    return [*out, ""]


def _type(field: Field) -> str:
    kind = "enum" if field.enum else "partial date" if field.is_partial_date else field.type
    return f"{kind}, required" if field.required else kind


def _meaning(field: Field, targets: dict[str, Table]) -> str:
    said = field.description.replace("|", "\\|")
    if field.unit:
        said += f" Unit: {field.unit}."
    if field.enum:
        said += f" Values: {', '.join(f'`{v}`' for v in field.enum)}."
    if field.name in targets:
        target = targets[field.name]
        said += f" See [{target.name}]({_page(target).rpartition('/')[2]}#{target.name})."
    return said + (" Computed by the build." if field.is_derived else "")
