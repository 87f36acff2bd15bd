"""The descriptor itself, checked before anything is checked against it.

frictionless accepts a misspelt property without a word, and with it the limit that was meant. So each
level allows the properties of Data Package v2 that are heeded here, and our own that ``contract``
reads; https://datapackage.org/standard/.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.contract.problems import Problem
from magnitsky_data.contract.shape import NAME, SHELVES, TYPES
from magnitsky_data.errors import ContractError, nearest

FILE = "datapackage.json"
COMPANIONS = (("precision", "string"), ("earliest", "date"), ("latest", "date"))

# Properties by level, those that must be there first.
NEEDED = {
    "package": ("$schema", "name", "version", "created", "title", "description", "licenses", "contributors", "resources"),
    "resource": ("$schema", "name", "type", "title", "description", "path", "format", "mediatype", "encoding", "schema", "x-group", "x-shelf"),
    "schema": ("$schema", "fields", "primaryKey"),
    "field": ("name", "type", "description"),
    "constraints": (),
    "foreign key": ("fields", "reference"),
    "reference": ("resource", "fields"),
    "show": ("columns",),
    "interval": ("end",),
    "end of the interval": (),
}  # fmt: skip
OPTIONAL = {
    "package": ("id", "homepage", "image", "keywords", "sources"),
    "resource": ("homepage", "sources", "licenses", "x-cautions", "x-warning", "x-synonyms", "x-replaces", "x-show", "x-interval", "x-source", "x-derived"),
    "schema": ("foreignKeys", "missingValues"),
    "field": ("title", "example", "rdfType", "constraints", "x-unit", "x-overlay", "x-derived", "x-partial-date"),
    "constraints": ("required", "unique", "enum", "pattern", "minimum"),
    "foreign key": (),
    "reference": (),
    "show": ("sort",),
    "interval": ("start", "within", "except", "states"),
    "end of the interval": ("day", "after", "by", "basis"),
}  # fmt: skip
# Properties of the standard that nothing heeds: whoever writes one means a limit that would not hold.
UNHEEDED = {
    "categories": "use constraints.enum",
    "categoriesOrdered": "the order of constraints.enum is the order of the values",
    "uniqueKeys": "use primaryKey, or unique on a column",
    "jsonSchema": "write a rule",
    "format": "dates are YYYY-MM-DD, partial dates have x-partial-date",
}
VALUES: dict[str, tuple[Any, ...]] = {
    "required": (True, False),
    "unique": (True, False),
    "x-derived": (True, False),
    "x-partial-date": (True, False),
    "x-shelf": SHELVES,
    "x-source": ("own", "inherited", "none"),
    "encoding": ("utf-8",),
}


def slips(path: Path) -> list[Problem]:
    """Return every problem of a descriptor file; ``ContractError`` when it is not JSON or not there."""
    repeated: list[str] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated.extend(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        return dict(pairs)

    try:
        descriptor = json.loads(path.read_bytes(), object_pairs_hook=members)
    except (OSError, ValueError, RecursionError):
        Contract.read(path)  # says what is wrong with the file as a whole
        raise
    if not isinstance(descriptor, dict):
        raise ContractError(f"{path}: a JSON {type(descriptor).__name__}; expected an object")
    problems = [_at("", f"property {name!r} stands twice in one object; keep one") for name in repeated]
    problems += _properties(descriptor, "package", "")
    tables = [r for r in _objects(descriptor, "resources") if isinstance(r.get("name"), str)]
    problems += _twice([str(r["name"]) for r in tables], "", "resource")
    problems += _other_names(tables)
    columns = {str(r["name"]): [str(f.get("name")) for f in _fields(r)] for r in tables}
    for resource in _objects(descriptor, "resources"):
        problems += _resource(resource, columns)
    return problems


def _at(where: str, message: str) -> Problem:
    return Problem(FILE, 0, where, message)


def _objects(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = holder.get(name, [])
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _fields(resource: dict[str, Any]) -> list[dict[str, Any]]:
    schema = resource.get("schema")
    return _objects(schema, "fields") if isinstance(schema, dict) else []


def _twice(names: Iterable[str], where: str, what: str) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield _at(where, f"{what} {name!r} stands {times} times; expected each name once")


def _other_names(tables: list[dict[str, Any]]) -> Iterator[Problem]:
    """Report a synonym or withdrawn name that is no name, or leads to more than one table."""
    leads = {str(r["name"]): str(r["name"]) for r in tables}
    for resource in tables:
        for property_name in ("x-synonyms", "x-replaces"):
            names = resource.get(property_name, [])
            if not isinstance(names, list) or not all(isinstance(n, str) and NAME.fullmatch(n) for n in names):
                yield _at(
                    str(resource["name"]), f"{property_name} is {json.dumps(names)}; expected a list of names as a_b"
                )
                continue
            for name in names:
                if name in leads:
                    yield _at(
                        str(resource["name"]), f"{property_name} has {name!r}, which leads to {leads[name]!r} already"
                    )
                leads.setdefault(name, str(resource["name"]))


def _properties(found: Any, level: str, where: str) -> Iterator[Problem]:
    """Report what one object has too much and too little, and values that mean nothing."""
    if not isinstance(found, dict):
        yield _at(where, f"{found!r} is no {level}; expected an object")
        return
    allowed = (*NEEDED[level], *OPTIONAL[level])
    for name, value in found.items():
        if name in UNHEEDED and name not in allowed:
            if level != "field" or name != "format" or value != "default":
                yield _at(where, f"property {name!r} of the {level} is not heeded; {UNHEEDED[name]}")
        elif name not in allowed:
            hint = nearest(name, allowed, f"expected one of {', '.join(allowed)}")
            yield _at(where, f"unknown property {name!r} of the {level}; {hint}")
        elif name in VALUES and json.dumps(value) not in map(json.dumps, VALUES[name]):
            expected = ", ".join(json.dumps(v) for v in VALUES[name])
            yield _at(where, f"{name} is {json.dumps(value)}; expected one of {expected}")
    for name in NEEDED[level]:
        if name not in found:
            yield _at(where, f"the {level} has no property {name!r}; compare it with its neighbours")


def _resource(resource: dict[str, Any], columns: dict[str, list[str]]) -> Iterator[Problem]:
    table = str(resource.get("name", "resource without a name"))
    yield from _properties(resource, "resource", table)
    schema = resource.get("schema", {})
    yield from _properties(schema, "schema", table)
    if not isinstance(schema, dict):
        return
    fields = _fields(resource)
    names = [str(f.get("name", "")) for f in fields]
    yield from _twice(names, table, "column")
    for at, field in enumerate(fields):
        where = f"{table}.{names[at] or at}"
        yield from _properties(field, "field", where)
        yield from _field(field, where)
        if field.get("x-partial-date") is True:
            yield from _companions(names[at], fields[at + 1 : at + 4], where)
    if "x-show" in resource:
        shown = resource["x-show"]
        yield from _properties(shown, "show", table)
        for column in (*shown.get("columns", ()), *([shown["sort"].lstrip("-")] if "sort" in shown else [])):
            if column not in names:
                yield _at(table, f"x-show names {column!r}; {nearest(str(column), names, 'expected a column')}")
    yield from _interval(resource.get("x-interval"), table, fields, _objects(schema, "foreignKeys"))
    key = schema.get("primaryKey", [])
    for column in [key] if isinstance(key, str) else key:
        if column not in names:
            yield _at(table, f"primaryKey names {column!r}; {nearest(str(column), names, 'expected a column')}")
    for link in _objects(schema, "foreignKeys"):
        yield from _foreign_key(link, table, names, columns)


def _interval(found: Any, table: str, fields: list[dict[str, Any]], links: list[dict[str, Any]]) -> Iterator[Problem]:
    """Report an interval with another property, or a column that is not there, no date, or no key of another table."""
    if found is None:
        return
    yield from _properties(found, "interval", table)
    kinds = {str(f.get("name")): "date" if f.get("x-partial-date") else f.get("type") for f in fields}
    keys = [str(column) for link in links for column in link.get("fields", ())]
    for end in ("start", "end"):
        said = found.get(end, {})
        yield from _properties(said, "end of the interval", table)
        for column in (*said.get("day", ()), *(said[place] for place in ("after", "by") if place in said)):
            if kinds.get(column) != "date":
                yield _at(
                    table, f"x-interval names {column!r} as a day; {nearest(column, kinds, 'expected a date column')}"
                )
    for column in (*found.get("except", {}), *(said["basis"] for said in found.values() if "basis" in said)):
        if column not in kinds:
            yield _at(table, f"x-interval names {column!r}; {nearest(column, kinds, 'expected a column')}")
    for column in (found.get("within"), found.get("states", {}).get("through")):
        if column is not None and column not in keys:
            yield _at(table, f"x-interval goes by {column!r}; expected a column with a foreign key")


def _field(field: dict[str, Any], where: str) -> Iterator[Problem]:
    kind, limits = field.get("type"), field.get("constraints", {})
    if kind not in TYPES:
        yield _at(where, f"type is {kind!r}; expected one of {', '.join(TYPES)}")
    yield from _properties(limits, "constraints", where)
    if not isinstance(limits, dict):
        return
    for name, proper in (("enum", "string"), ("pattern", "string"), ("minimum", "integer")):
        if name in limits and kind != proper:
            yield _at(where, f"{name} on a column of type {kind!r}; expected it on {proper!r} alone")
    if "enum" in limits:
        values = limits["enum"]
        if not isinstance(values, list) or not values or not all(isinstance(v, str) and v for v in values):
            yield _at(where, f"enum is {json.dumps(values)}; expected a list of texts")
        else:
            yield from _twice(values, where, "enum value")
    if "minimum" in limits and type(limits["minimum"]) is not int:
        yield _at(where, f"minimum is {json.dumps(limits['minimum'])}; expected a whole number")
    if "pattern" in limits:
        yield from _pattern(str(limits["pattern"]), where)


def _pattern(pattern: str, where: str) -> Iterator[Problem]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield _at(where, f"pattern {pattern!r} is not a regular expression ({error})")
    if not (pattern.startswith("^") and pattern.endswith("$")):
        # frictionless matches the whole value, the own checker searches: between ^ and $ both agree.
        yield _at(where, f"pattern {pattern!r} is open; expected it between ^ and $")


def _companions(name: str, following: list[dict[str, Any]], where: str) -> Iterator[Problem]:
    """Report a partial date whose precision, first and last day do not stand right after it."""
    if name.rpartition("_")[2] != "date":
        yield _at(where, f"a partial date named {name!r}; expected a name that ends in _date")
    for place, (suffix, kind) in enumerate(COMPANIONS):
        found = following[place] if place < len(following) else {}
        if (found.get("name"), found.get("type"), found.get("x-derived")) != (f"{name}_{suffix}", kind, True):
            yield _at(
                where,
                f"a partial date followed by {found.get('name')!r}; expected the derived {kind} column "
                f"{name}_{suffix} at that place",
            )
            return


def _foreign_key(
    link: dict[str, Any], table: str, names: list[str], columns: dict[str, list[str]]
) -> Iterator[Problem]:
    yield from _properties(link, "foreign key", table)
    reference = link.get("reference", {})
    yield from _properties(reference, "reference", table)
    if not isinstance(reference, dict):
        return
    sides = []
    for side in (link.get("fields"), reference.get("fields")):
        if not (isinstance(side, list) and len(side) == 1):
            yield _at(table, f"foreign key over {json.dumps(side)}; expected a list of one column")
            return
        sides.append(str(side[0]))
    (here, there), target = sides, str(reference.get("resource"))
    if here not in names:
        yield _at(table, f"foreign key of {here!r}; {nearest(here, names, 'expected a column')}")
    if target not in columns:
        yield _at(table, f"foreign key to table {target!r}; {nearest(target, columns, 'expected a resource')}")
    elif there not in columns[target]:
        hint = nearest(there, columns[target], f"expected a column of {target}")
        yield _at(table, f"foreign key to {target}.{there}; {hint}")
