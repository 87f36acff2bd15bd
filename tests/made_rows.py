"""Views and rules on a few made rows: what goes into typed tables, and what one SQL file makes of it."""

from small_project import ROOT, Row

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.database import Database, statements
from magnitsky_data.curation.rules.run import rules

CONTRACT = Contract.read(ROOT / "datapackage.json")
SOURCES = [
    {"source_id": "a", "title": "A title", "publisher": "A publisher", "url": "https://a.example/"},
    {"source_id": "b", "title": "B title", "publisher": "B publisher", "url": "https://b.example/"},
]
JURISDICTIONS = [
    {"jurisdiction_code": code, "name": name}
    for code, name in {
        "BG": "Bulgaria",
        "CA": "Canada",
        "GB": "United Kingdom",
        "RU": "Russia",
        "US": "United States",
    }.items()
]
Tables = dict[str, list[Row]]


def rows(columns: str, *cells: tuple[str, ...]) -> list[Row]:
    """Return rows from the names of columns, parted by blanks, and the cells of each."""
    return [dict(zip(columns.split(), row, strict=True)) for row in cells]


def made(tables: Tables) -> Database:
    """Return a database of these rows, two sources and four states; nothing is checked."""
    data = Database(CONTRACT)
    for name, given in ({"sources": SOURCES, "jurisdictions": JURISDICTIONS} | tables).items():
        data.add(name, given)
    return data


def broken(name: str, tables: Tables, *steps: str) -> list[str]:
    """Return what a rule finds in made rows, after some steps that derive: key of the row, column, message."""
    data, mine = made(tables), [rule for rule in rules() if rule.name == name]
    assert mine
    for step in steps:
        data.run(statements("derive", step))
    found = [problem for rule in mine for problem in rule.find(data)]
    return sorted(f"{p.file.partition('key ')[2].removesuffix(')')}:{p.column}  {p.message}" for p in found)


def view(name: str, tables: Tables) -> list[Row]:
    """Return the rows of a view, by key, with the cells that are filled."""
    data = made(tables)
    data.run(statements("views", name))
    return [{column: cell for column, cell in row.items() if cell} for row in data.rows(name)]


def cells(found: list[Row], columns: str) -> list[tuple[str, ...]]:
    """Return some columns of rows, empty where a cell is."""
    return [tuple(row.get(column, "") for column in columns.split()) for row in found]
