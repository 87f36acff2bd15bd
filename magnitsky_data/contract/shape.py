"""What a descriptor must have for code to read it: its properties, their types, and names that are there.

Who writes a descriptor is told of everything at once by ``slips``; this is for whoever reads one, a release of another
version or a damaged one too, and stops at the first place.
"""

import re
from collections.abc import Iterator
from typing import Any

SHELVES = ("ready", "analysis", "evidence", "workshop")  # in the order in which readers meet them
TYPES = ("string", "integer", "boolean", "date")
NAME = re.compile(r"[a-z][a-z0-9_]*")  # of tables and columns; names of files are made of it
KINDS = {str: "text", int: "a whole number", bool: "true or false", dict: "an object", list: "a list that is not empty"}

# By property what its value is: a type, a pattern, one of several values, an object of properties (those with ? may be
# absent), or a list of one kind of value.
_END = {"day?": [str], "after?": str, "by?": str, "basis?": str}
_FIELD = {
    "name": NAME,
    "type": TYPES,
    "description": str,
    "constraints?": {"required?": bool, "unique?": bool, "enum?": [str], "pattern?": str, "minimum?": int},
    "x-unit?": str,
    "x-overlay?": str,
    "x-derived?": bool,
    "x-partial-date?": bool,
    "x-filled?": int,
    "example?": str,
}
_RESOURCE = {
    "name": NAME,
    "title": str,
    "description": str,
    "x-group": str,
    "x-shelf": SHELVES,
    "x-source?": ("own", "inherited", "none"),
    "x-derived?": bool,
    "x-cautions?": [str],
    "x-warning?": str,
    "x-synonyms?": [str],
    "x-replaces?": [str],
    "x-show?": {"columns": [str], "sort?": str},
    "x-interval?": {
        "start?": _END,
        "end": _END,
        "within?": str,
        "except?": dict,
        "states?": {"table": str, "day": str, "by": str, "through": str},
    },
    "schema": {
        "fields": [_FIELD],
        "primaryKey": [str],
        "foreignKeys?": [{"fields": [str], "reference": {"resource": str, "fields": [str]}}],
    },
}
SHAPE = {
    "version": str,
    "created": str,
    "title": str,
    "homepage?": str,
    "licenses": [{"name": str}],
    "contributors": [{"title": str}],
    "resources": [_RESOURCE],
}


def misfit(value: Any, shape: Any = SHAPE) -> str:
    """Return the first place at which a value has not the shape, with what it is and what was expected; else empty."""
    if isinstance(shape, type):
        expected = "" if type(value) is shape else KINDS[shape]
    elif isinstance(shape, dict) and isinstance(value, dict):
        for key, inner in shape.items():
            name = key.rstrip("?")
            found = value.get(name, [])
            if (found != [] or name == key) and (wrong := misfit(found, inner)):
                return f".{name}{wrong}" if name in value else f" has no property {name!r}"
        return ""
    elif isinstance(shape, list) and isinstance(value, list) and value:
        for at, item in enumerate(value):
            if wrong := misfit(item, shape[0]):
                return f"[{at}]{wrong}"
        return ""
    elif isinstance(shape, tuple):
        expected = "" if value in shape else f"one of {', '.join(shape)}"
    elif isinstance(shape, re.Pattern):
        expected = "" if isinstance(value, str) and shape.fullmatch(value) else "a name as a_b"
    else:
        expected = KINDS[type(shape)]
    return f" is {_shown(value)}; expected {expected}" if expected else ""


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def stray(descriptor: dict[str, Any]) -> str:
    """Return the first name in a descriptor of the right shape that leads to no table or column, or to two; else empty."""
    columns = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in descriptor["resources"]}
    if len(columns) < len(descriptor["resources"]):
        return " two resources have one name"
    for resource in descriptor["resources"]:
        if len(set(columns[resource["name"]])) < len(columns[resource["name"]]):
            return f" two columns of {resource['name']} have one name"
        for table, column in _named(resource):
            if column not in columns.get(table, ()):
                return f" {resource['name']} names {table}.{column}, which is not there"
    return ""


def _named(resource: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the columns that a resource names, each with its table."""
    schema, show, interval = resource["schema"], resource.get("x-show"), resource.get("x-interval", {})
    own = [*schema["primaryKey"], *interval.get("except", ()), *(show["columns"] if show else ())]
    if show and "sort" in show:
        own.append(show["sort"].lstrip("-"))
    for end in (interval.get("start", {}), interval.get("end", {})):
        own += [*end.get("day", ()), *(end[place] for place in ("after", "by", "basis") if place in end)]
    own += [interval["within"]] if "within" in interval else []
    if "states" in interval:
        states = interval["states"]
        own.append(states["through"])
        yield from ((states["table"], column) for column in (states["day"], states["by"]))
    for link in schema.get("foreignKeys", ()):
        own += link["fields"]
        yield link["reference"]["resource"], link["reference"]["fields"][0]
    yield from ((resource["name"], column) for column in own)
