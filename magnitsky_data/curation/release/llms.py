"""llms.txt: what a language model or any other reader must know to query the release right."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files as resources
from typing import Any

from magnitsky_data.citing import dataset_citation
from magnitsky_data.contract.descriptor import Table
from magnitsky_data.curation.release.contents import Contents, File


@dataclass(frozen=True)
class Query:
    """A question, and the SQL that answers it from the files of the Parquet archive."""

    question: str
    sql: str


def queries() -> list[Query]:
    """Return the checked queries."""
    found = []
    for text in _part("queries.sql").strip().split("\n\n"):
        lines = text.split("\n")
        said = [line.removeprefix("-- ") for line in lines if line.startswith("-- ")]
        found.append(Query(" ".join(said), "\n".join(line for line in lines if not line.startswith("-- "))))
    return found


def files(contents: Contents) -> Iterator[File]:
    """Yield the page; each query is run for its answer."""
    import duckdb

    contract = contents.contract
    with duckdb.connect() as database:
        for name, content in contents.tables.items():
            database.register(f"{name}.parquet", content)
        answers = [_answer(database, query) for query in queries()]
    out = [
        f"# {contents.heading}",
        "",
        f"> {contract.descriptor['description']}",
        "",
        "Ready tables answer one question each without a join; analysis tables are what they are made of; evidence proves them.",
        "Every row leads to its source. An empty cell means not known or does not apply. The dataset takes no side.",
        f"Cite: {dataset_citation(contract, 'text')}",
        f"Print where the data are passed on: {' '.join(contents.licence_words)}",
        "",
        "In Python: `pip install magnitsky-data`, then `import magnitsky_data as md`, `md.load(\"listings\")`, "
        "`md.load(\"listings\", as_of=\"2021-06-01\")`, `md.find(\"Кадыров\")`, `md.cite(\"votes\", \"us-112-2012-h-608\")`.",
        "",
        "## Wrong ways",
        "",
        _part("wrong_ways.md").strip(),
        "",
        "## Tables",
        "",
        *(line for table in contract.published.values() for line in _table(table)),
        "## Ten checked queries",
        "",
        f"DuckDB, in the folder of the Parquet archive of release {contract.version}; each was run for the answer below it.",
        "",
        *(line for query, answer in zip(queries(), answers, strict=True) for line in _page(query, answer)),
    ]  # fmt: skip
    yield "llms.txt", ("\n".join(out).rstrip() + "\n").encode()


def _table(table: Table) -> list[str]:
    out = [f"### {table.name} ({table.shelf}, {table.resource['x-rows']:,} rows)", "", table.description]
    out.append(f"Key: {', '.join(table.primary_key)}.")
    if table.foreign_keys:
        out.append("Joins: " + "; ".join(f"{k.column} to {k.table}.{k.target}" for k in table.foreign_keys) + ".")
    out.append(f"Columns: {', '.join(table.columns)}.")
    return [*out, *(f"- {caution}" for caution in table.cautions), ""]


def _answer(database: Any, query: Query) -> str:
    found = database.execute(query.sql)
    heads = [column[0] for column in found.description]
    rows = [["" if cell is None else str(cell) for cell in row] for row in found.fetchall()]
    return "\n".join(" | ".join(row) for row in [heads, *rows])


def _page(query: Query, answer: str) -> list[str]:
    return [f"### {query.question}", "", "```sql", query.sql, "```", "", "```", answer, "```", ""]


def _part(name: str) -> str:
    return resources(__package__).joinpath(name).read_text(encoding="utf-8")
