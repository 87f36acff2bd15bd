"""Official files as documents that can be damaged by their parts, and back: XML, JSON, YAML, tables, and what holds them."""

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import yaml

from .containers import kind_of, pack, unpack

BLOCK = re.compile(r"```json\n(.*?)\n```", re.DOTALL)
BODIES = re.compile(r"content\.xml|xl/(worksheets/sheet1|sharedStrings)\.xml|.*\.ya?ml|.*\.csv|.*ENHANCED\.XML")


@dataclass
class Leaf:
    """A text in a document, by the name of its place."""

    name: str
    value: str
    put: Callable[[str], None]


@dataclass
class Document:
    """A file that was taken apart: ``kind`` is tree (XML), nested (JSON, YAML) or table (lists of cells)."""

    kind: str
    root: Any
    whole: Callable[[], bytes]

    def leaves(self) -> list[Leaf]:
        """Return all texts that are not blank."""
        found = {"tree": _of_tree, "nested": _of_nested, "table": _of_table}[self.kind](self.root)
        return [leaf for leaf in found if leaf.value.strip()]


def opened(name: str, data: bytes, chance: random.Random) -> Document:
    """Return a file as a document; of an archive or of a page with blocks, one part that is drawn."""
    if kind := kind_of(name):
        members = unpack(kind, data)
        part = chance.choice(sorted(n for n in members if BODIES.fullmatch(n)))
        inner = opened(part, members[part], chance)
        return Document(inner.kind, inner.root, lambda: pack(kind, {**members, part: inner.whole()}))
    suffix = name.lower().rpartition(".")[2]
    if suffix == "xml":
        root = ElementTree.fromstring(data)
        return Document("tree", root, lambda: ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
    if suffix == "json":
        document = json.loads(data)
        return Document("nested", document, lambda: json.dumps(document, ensure_ascii=False).encode())
    if suffix == "jsonl":
        records = [json.loads(line) for line in data.splitlines()]
        return Document("nested", records, lambda: "\n".join(map(json.dumps, records)).encode())
    if suffix in ("yaml", "yml"):
        found = yaml.safe_load(data)
        return Document("nested", found, lambda: yaml.safe_dump(found, allow_unicode=True, sort_keys=False).encode())
    text = data.decode("utf-8")
    if blocks := list(BLOCK.finditer(text)):
        block = chance.choice(blocks)
        inside = json.loads(block[1])
        return Document(
            "nested",
            inside,
            lambda: (text[: block.start(1)] + json.dumps(inside, indent=2) + text[block.end(1) :]).encode(),
        )
    if suffix == "csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        return Document("table", rows, lambda: _written(rows))
    lines = [[line] for line in text.split("\n")]
    return Document("table", lines, lambda: "\n".join(" ".join(line) for line in lines).encode())


def _written(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _of_tree(root: ElementTree.Element) -> Iterator[Leaf]:
    for element in root.iter():
        yield Leaf(element.tag, element.text or "", lambda text, e=element: setattr(e, "text", text))
        for name, value in element.attrib.items():
            yield Leaf(f"{element.tag}@{name}", value, lambda text, e=element, n=name: e.set(n, text))


def _of_nested(value: Any, name: str = "") -> Iterator[Leaf]:
    for key, inside in list(value.items() if isinstance(value, dict) else enumerate(value)):
        at = key if isinstance(key, str) else name
        if isinstance(inside, dict | list):
            yield from _of_nested(inside, at)
        elif inside is not None:

            def put(text: str, key: Any = key, old: Any = inside) -> None:
                value[key] = (
                    int(text) if isinstance(old, int) and re.fullmatch(r"-?\d{1,4000}", text, re.ASCII) else text
                )

            yield Leaf(at, str(inside), put)


def _of_table(rows: list[list[str]]) -> Iterator[Leaf]:
    for row in rows:
        for column, cell in enumerate(row):
            yield Leaf(str(column), cell, lambda text, r=row, c=column: r.__setitem__(c, text))
