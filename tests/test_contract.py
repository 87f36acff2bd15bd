"""The descriptor: what it promises about names and words, and that a slip in it is reported."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_project import ROOT

from magnitsky_data.contract import descriptor as contract_module
from magnitsky_data.contract import slips as lint_module
from magnitsky_data.contract.descriptor import Contract, Field, Table
from magnitsky_data.contract.slips import slips as lint
from magnitsky_data.errors import ContractError

DESCRIPTOR = ROOT / "datapackage.json"
CONTRACT = Contract.read(DESCRIPTOR)
TABLES = [pytest.param(t, id=t.name) for t in CONTRACT.tables.values()]
FIELDS = [pytest.param(t, f, id=f"{t.name}.{f.name}") for t in CONTRACT.tables.values() for f in t.fields]
KEYS = [pytest.param(t, k, id=f"{t.name}.{k.column}") for t in CONTRACT.tables.values() for k in t.foreign_keys]

# A foreign key that does not bear the name of its target, and why.
OTHER_NAMES = {
    "country_code": "tables.md gives the column this name; a country is a jurisdiction by its ISO 3166 code",
}


def test_the_descriptor_has_no_slip() -> None:
    assert [str(p) for p in lint(DESCRIPTOR)] == []


@pytest.mark.parametrize("table", TABLES)
def test_table_is_described(table: Table) -> None:
    assert re.search(r"\w.*\.$", table.description)
    assert table.title
    assert not table.title.endswith(".")


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_column_is_described(table: Table, field: Field) -> None:
    assert re.search(r"\w.*\.$", field.description)


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_column_is_named_after_its_type(table: Table, field: Field) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", field.name)
    is_named_boolean = field.name.startswith(("is_", "has_", "on_"))
    assert (field.type == "boolean") == is_named_boolean
    is_named_date = bool(re.search(r"(^|_)(date|earliest|latest)$", field.name))
    assert (field.type == "date" or field.is_partial_date) == is_named_date


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_foreign_key_bears_the_name_of_its_target(table: Table, key: Any) -> None:
    assert key.column == key.target or key.column.endswith(f"_{key.target}") or key.column in OTHER_NAMES
    assert CONTRACT.tables[key.table].primary_key == (key.target,)


@pytest.mark.parametrize("table", TABLES)
def test_rows_say_where_they_are_from(table: Table) -> None:
    """Design, rule 1: no fact row without a source, unless its parent has it."""
    if table.row_source == "own":
        assert table.by_name["source_id"].required
        assert {"source_locator", "confidence"} <= set(table.columns)
    assert (
        "source_id" not in table.columns
        or table.name
        in {
            "sources",
            "citations",
            "corrections",
            "snapshot_files",
            "entity_countries",
            "readings",
            "accepted_changes",
            "expectations",
            "reissued_numbers",
            "source_addresses",
        }
        or table.row_source == "own"
    )


def test_own_properties_are_those_that_are_read() -> None:
    """lint allows exactly the x- properties that the contract reads from the hand-written descriptor."""
    read = set(re.findall(r'"(x-[a-z-]+)"', Path(contract_module.__file__).read_text(encoding="utf-8")))
    allowed = {p for level in (*lint_module.NEEDED.values(), *lint_module.OPTIONAL.values()) for p in level}
    assert {p for p in allowed if p.startswith("x-")} == read


# Slips. Each changes a small descriptor in one way, which must be reported at its place.


def field(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": "What it means.", **more}


def resource(name: str, fields: list[dict[str, Any]], **schema: Any) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json", "name": name, "type": "table", "title": name,
        "description": "What a row is.", "path": f"build/csv/{name}.csv", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "x-group": "Reference", "x-shelf": "evidence",
        "schema": {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": fields, "primaryKey": [fields[0]["name"]], **schema},
    }  # fmt: skip


def small_descriptor() -> dict[str, Any]:
    chambers = resource("chambers", [field("chamber_id", constraints={"required": True, "pattern": "^[a-z-]+$"}), field("seats", "integer", constraints={"minimum": 1})])  # fmt: skip
    bills = resource(
        "bills",
        [
            field("bill_id"),
            field("chamber_id"),
            field("result", constraints={"enum": ["passed", "failed"]}),
            field("introduced_date", **{"x-partial-date": True}),
            field("introduced_date_precision", **{"x-derived": True}),
            field("introduced_date_earliest", "date", **{"x-derived": True}),
            field("introduced_date_latest", "date", **{"x-derived": True}),
        ],
        foreignKeys=[{"fields": ["chamber_id"], "reference": {"resource": "chambers", "fields": ["chamber_id"]}}],
    )
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "small", "version": "2026.1.0",
        "created": "2026-11-21T00:00:00Z", "title": "Small", "description": "Small.", "licenses": [], "contributors": [],
        "resources": [chambers, bills],
    }  # fmt: skip


def rename(place: Callable[[dict[str, Any]], dict[str, Any]], old: str, new: str) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        holder = place(descriptor)
        holder[new] = holder.pop(old)

    return change


def put(place: Callable[[dict[str, Any]], Any], name: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        place(descriptor)[name] = value

    return change


def chambers(d: dict[str, Any]) -> Any:
    return d["resources"][0]


def bills(d: dict[str, Any]) -> Any:
    return d["resources"][1]


def fields(d: dict[str, Any]) -> Any:
    return bills(d)["schema"]["fields"]


def link(d: dict[str, Any]) -> Any:
    return bills(d)["schema"]["foreignKeys"][0]


SLIPS = [
    ("misspelt package property", rename(lambda d: d, "licenses", "licences"), "", "unknown property 'licences' of the package; did you mean 'licenses'?"),
    ("misspelt resource property", rename(bills, "mediatype", "mediaType"), "bills", "unknown property 'mediaType' of the resource; did you mean 'mediatype'?"),
    ("misspelt own property", rename(bills, "x-shelf", "x-shelv"), "bills", "unknown property 'x-shelv' of the resource; did you mean 'x-shelf'?"),
    ("misspelt schema property", rename(lambda d: bills(d)["schema"], "foreignKeys", "foreignkeys"), "bills", "unknown property 'foreignkeys' of the schema; did you mean 'foreignKeys'?"),
    ("misspelt field property", rename(lambda d: fields(d)[2], "constraints", "constraint"), "bills.result", "unknown property 'constraint' of the field; did you mean 'constraints'?"),
    ("misspelt constraint", rename(lambda d: fields(d)[2]["constraints"], "enum", "enums"), "bills.result", "unknown property 'enums' of the constraints; did you mean 'enum'?"),
    ("constraint outside constraints", put(lambda d: fields(d)[0], "required", True), "bills.bill_id", "unknown property 'required' of the field"),
    ("misspelt foreign key", rename(link, "reference", "references"), "bills", "unknown property 'references' of the foreign key; did you mean 'reference'?"),
    ("misspelt reference", rename(lambda d: link(d)["reference"], "fields", "field"), "bills", "unknown property 'field' of the reference; did you mean 'fields'?"),
    ("synonym that is a table", put(bills, "x-synonyms", ["bills"]), "bills", "x-synonyms has 'bills', which leads to 'bills' already"),
    ("synonym that is no name", put(bills, "x-replaces", ["Old bills"]), "bills", 'x-replaces is ["Old bills"]; expected a list of names'),
    ("show of a misspelt column", put(bills, "x-show", {"columns": ["resutl"]}), "bills", "x-show names 'resutl'; did you mean 'result'?"),
    ("interval by a column that is no day", put(bills, "x-interval", {"end": {"day": ["result"]}}), "bills", "x-interval names 'result' as a day"),
    ("interval of a misspelt end", put(bills, "x-interval", {"end": {"until": "result"}}), "bills", "unknown property 'until' of the end of the interval"),
    ("missing property", lambda d: d.pop("version"), "", "the package has no property 'version'"),
    ("missing description", lambda d: fields(d)[0].pop("description"), "bills.bill_id", "the field has no property 'description'"),
    ("unheeded property", put(lambda d: bills(d)["schema"], "uniqueKeys", [["bill_id"]]), "bills", "property 'uniqueKeys' of the schema is not heeded; use primaryKey"),
    ("date format", put(lambda d: fields(d)[5], "format", "any"), "bills.introduced_date_earliest", "property 'format' of the field is not heeded"),
    ("unknown type", put(lambda d: fields(d)[2], "type", "any"), "bills.result", "type is 'any'; expected one of string, integer, boolean, date"),
    ("enum of numbers", put(lambda d: chambers(d)["schema"]["fields"][1]["constraints"], "enum", ["1"]), "chambers.seats", "enum on a column of type 'integer'; expected it on 'string' alone"),
    ("minimum of texts", put(lambda d: fields(d)[2]["constraints"], "minimum", 1), "bills.result", "minimum on a column of type 'string'; expected it on 'integer' alone"),
    ("empty enum", put(lambda d: fields(d)[2]["constraints"], "enum", []), "bills.result", "enum is []; expected a list of texts"),
    ("enum value twice", put(lambda d: fields(d)[2]["constraints"], "enum", ["passed", "passed"]), "bills.result", "enum value 'passed' stands 2 times"),
    ("minimum as text", put(lambda d: chambers(d)["schema"]["fields"][1]["constraints"], "minimum", "1"), "chambers.seats", 'minimum is "1"; expected a whole number'),
    ("flag as text", put(lambda d: chambers(d)["schema"]["fields"][0]["constraints"], "required", "true"), "chambers.chamber_id", 'required is "true"; expected one of true, false'),
    ("unknown shelf", put(bills, "x-shelf", "cellar"), "bills", 'x-shelf is "cellar"; expected one of "ready", "analysis", "evidence", "workshop"'),
    ("broken pattern", put(lambda d: fields(d)[0], "constraints", {"pattern": "^(a$"}), "bills.bill_id", "pattern '^(a$' is not a regular expression"),
    ("open pattern", put(lambda d: fields(d)[0], "constraints", {"pattern": "[0-9]"}), "bills.bill_id", "pattern '[0-9]' is open; expected it between ^ and $"),
    ("key of a missing column", put(lambda d: bills(d)["schema"], "primaryKey", ["bil_id"]), "bills", "primaryKey names 'bil_id'; did you mean 'bill_id'?"),
    ("key to a missing table", put(lambda d: link(d)["reference"], "resource", "chamber"), "bills", "foreign key to table 'chamber'; did you mean 'chambers'?"),
    ("key to a missing column", put(lambda d: link(d)["reference"], "fields", ["chamber"]), "bills", "foreign key to chambers.chamber; did you mean 'chamber_id'?"),
    ("foreign key of a missing column", put(link, "fields", ["chamber"]), "bills", "foreign key of 'chamber'; did you mean 'chamber_id'?"),
    ("foreign key of two columns", put(link, "fields", ["bill_id", "chamber_id"]), "bills", "expected a list of one column"),
    ("column twice", put(lambda d: fields(d)[1], "name", "bill_id"), "bills", "column 'bill_id' stands 2 times"),
    ("table twice", put(chambers, "name", "bills"), "", "resource 'bills' stands 2 times"),
    ("partial date without precision", lambda d: fields(d).pop(4), "bills.introduced_date", "expected the derived string column introduced_date_precision"),
    ("partial date without first day", lambda d: fields(d).pop(5), "bills.introduced_date", "expected the derived date column introduced_date_earliest"),
    ("partial date without last day", lambda d: fields(d).pop(6), "bills.introduced_date", "expected the derived date column introduced_date_latest"),
    ("companion somewhere else", lambda d: fields(d).append(fields(d).pop(4)), "bills.introduced_date", "expected the derived string column introduced_date_precision"),
    ("companion not derived", lambda d: fields(d)[6].pop("x-derived"), "bills.introduced_date", "expected the derived date column introduced_date_latest"),
    ("field that is none", put(lambda d: fields(d)[2], "constraints", ["required"]), "bills.result", "['required'] is no constraints; expected an object"),
]  # fmt: skip


def lint_of(descriptor: dict[str, Any], folder: Path) -> list[Any]:
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return lint(folder / "datapackage.json")


def test_small_descriptor_has_no_slip(tmp_path: Path) -> None:
    assert lint_of(small_descriptor(), tmp_path) == []


@pytest.mark.parametrize(("change", "place", "message"), [pytest.param(*s[1:], id=s[0]) for s in SLIPS])
def test_slip(change: Callable[[dict[str, Any]], Any], place: str, message: str, tmp_path: Path) -> None:
    descriptor = small_descriptor()
    change(descriptor)
    problems = lint_of(descriptor, tmp_path)
    assert {p.file for p in problems} == {"datapackage.json"}
    assert [p for p in problems if p.column == place and message in p.message], list(map(str, problems))


def test_property_twice_in_one_object(tmp_path: Path) -> None:
    """JSON readers keep the last of two without a word."""
    text = json.dumps(small_descriptor()).replace('"name": "small"', '"name": "small", "name": "large"')
    (tmp_path / "datapackage.json").write_text(text)
    assert [p.message for p in lint(tmp_path / "datapackage.json")] == [
        "property 'name' stands twice in one object; keep one"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"name": ', "datapackage.json:1:10: not JSON"),
        (b"[]", "a JSON list; expected an object"),
        (b"\xff{}", "is not UTF-8"),
    ],
)
def test_file_that_is_no_descriptor(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(ContractError, match=re.escape(message)):
        lint(tmp_path / "datapackage.json")
