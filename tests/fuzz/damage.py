"""Ways to damage a document by its parts: each changes it in place and tells whether it could."""

import random
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from .documents import Document, Leaf

Damage = Callable[[Document, random.Random], bool]
NEW = "novum"  # a name that no publisher uses

# Texts


def _one(document: Document, chance: random.Random, change: Callable[[str], str], wanted: str = ".") -> bool:
    leaves = [leaf for leaf in document.leaves() if re.search(wanted, leaf.value)]
    if not leaves:
        return False
    leaf = chance.choice(leaves)
    changed = change(leaf.value)
    leaf.put(changed)
    return changed != leaf.value


def _exchanged(text: str) -> str:
    """A date whose day and month, or whose last two numbers, stand in each other's place."""
    forms = (r"(\d{4}-)(\d\d)(-)(\d\d)", r"()(\d\d?)([/.])(\d\d?)(?=[/.]\d)", r"()(\d\d?)( \w+ )(\d{4})")
    for form in forms:
        if match := re.search(form, text):
            new = f"{match[1]}{match[4]}{match[3]}{match[2]}"
            return text[: match.start()] + new + text[match.end() :]
    return text


def _place(text: str, chance: random.Random, kind: Callable[[str], bool], new: str) -> str:
    places = [n for n, letter in enumerate(text) if kind(letter)]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + chance.choice(new) + text[at + 1 :]


def exchange_texts(document: Document, chance: random.Random) -> bool:
    """Two texts of one field in each other's place."""
    by_name: dict[str, list[Leaf]] = {}
    for leaf in document.leaves():
        by_name.setdefault(leaf.name, []).append(leaf)
    pairs = [found for found in by_name.values() if len({leaf.value for leaf in found}) > 1]
    if not pairs:
        return False
    one, other = chance.sample(chance.choice(pairs), 2)
    one.put(other.value)
    other.put(one.value)
    return one.value != other.value


DATE = r"\d{4}-\d\d-\d\d|\d\d?[/.]\d\d?[/.]\d{2,4}|\d\d? [A-Z]\w+ \d{4}"
TEXTS: dict[str, Damage] = {
    "day and month exchanged": lambda d, c: _one(d, c, _exchanged, DATE),
    "name cut to its first word": lambda d, c: _one(d, c, lambda t: t.split()[0], r"[^\W\d]\S* +\S"),
    "last letters cut": lambda d, c: _one(d, c, lambda t: t[: c.randrange(1, len(t))], ".."),
    "another letter": lambda d, c: _one(d, c, lambda t: _place(t, c, str.isalpha, "aeioxzZQ")),
    "another digit": lambda d, c: _one(d, c, lambda t: _place(t, c, str.isdecimal, "0123456789"), r"\d"),
    "digits of another script": lambda d, c: _one(d, c, lambda t: _place(t, c, str.isdecimal, "٣५"), r"\d"),
    "a number of 5,000 digits": lambda d, c: _one(d, c, lambda t: re.sub(r"\d+", "9" * 5000, t, count=1), r"\d"),
    "text emptied": lambda d, c: _one(d, c, lambda t: ""),
    "text of 100,000 letters": lambda d, c: _one(d, c, lambda t: t + "x" * 100_000),
    "a formula": lambda d, c: _one(d, c, lambda t: "=1+1" + t),
    "a control character": lambda d, c: _one(d, c, lambda t: t[:1] + c.choice("\x01\x07\x1b\x85\x9f") + t[1:]),
    "a mark without width": lambda d, c: _one(d, c, lambda t: t[:1] + c.choice("\u200b\u200e\u202e\u00ad\ufeff") + t[1:]),
    "a line break": lambda d, c: _one(d, c, lambda t: t[:1] + "\n" + t[1:]),
    "letters taken apart": lambda d, c: _one(d, c, lambda t: unicodedata.normalize("NFD", t), r"[^\x00-\x7f]"),
    "letters of another script": lambda d, c: _one(d, c, lambda t: t.replace("A", "А").replace("o", "о"), "[Ao]"),
    "a letter outside the first plane": lambda d, c: _one(d, c, lambda t: t + "𝕏"),
    "two texts exchanged": exchange_texts,
}  # fmt: skip

# Structure


def _element(document: Document, chance: random.Random) -> tuple[ElementTree.Element, ElementTree.Element] | None:
    parents = [(parent, child) for parent in document.root.iter() for child in parent]
    return chance.choice(parents) if parents else None


def _holder(document: Document, chance: random.Random, kind: type) -> Any:
    """A mapping or list of a nested document that has something in it."""
    found, pending = [], [document.root]
    while pending:
        value = pending.pop()
        if isinstance(value, dict | list):
            pending += value.values() if isinstance(value, dict) else value
            found += [value] if value and isinstance(value, kind) else []
    return chance.choice(found) if found else None


def _rows(document: Document, chance: random.Random, least: int = 1) -> tuple[list[list[str]], int]:
    rows = document.root
    return rows, chance.randrange(len(rows)) if len(rows) >= least else -1


def delete(document: Document, chance: random.Random) -> bool:
    """An element, a row, a field or an item is missing."""
    if document.kind == "tree" and (found := _element(document, chance)):
        found[0].remove(found[1])
        return True
    if document.kind == "nested" and (holder := _holder(document, chance, object)) is not None:
        del holder[chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))]
        return True
    if document.kind == "table":
        rows, at = _rows(document, chance)
        del rows[at]
        return True
    return False


def duplicate(document: Document, chance: random.Random) -> bool:
    """An element, a row or an item stands twice."""
    if document.kind == "tree" and (found := _element(document, chance)):
        found[0].insert(list(found[0]).index(found[1]), found[1])
        return True
    if document.kind == "nested" and (holder := _holder(document, chance, list)) is not None:
        holder.insert(0, chance.choice(holder))
        return True
    if document.kind == "table":
        rows, at = _rows(document, chance)
        rows.insert(at, list(rows[at]))
        return True
    return False


def exchange(document: Document, chance: random.Random) -> bool:
    """Two neighbours stand in each other's place."""
    items: Any = None
    if document.kind == "tree":
        held = [e for e in document.root.iter() if len(e) > 1]
        items = chance.choice(held) if held else None
    elif document.kind == "nested":
        items = _holder(document, chance, list)
    else:
        items = document.root
    if items is None or len(items) < 2:
        return False
    at = chance.randrange(len(items) - 1)
    items[at], items[at + 1] = items[at + 1], items[at]
    return True


def rename(document: Document, chance: random.Random) -> bool:
    """A tag, a field or a header has another name, once or throughout."""
    if document.kind == "tree" and (found := _element(document, chance)):
        old, everywhere = found[1].tag, chance.random() < 0.5
        for element in document.root.iter(old) if everywhere else [found[1]]:
            element.tag = NEW
        return True
    if document.kind == "nested" and (holder := _holder(document, chance, dict)) is not None:
        holder[NEW] = holder.pop(chance.choice(list(holder)))
        return True
    if document.kind == "table" and document.root[0]:
        document.root[0][chance.randrange(len(document.root[0]))] = NEW
        return True
    return False


def add(document: Document, chance: random.Random) -> bool:
    """An element, field or column that nobody knows."""
    if document.kind == "tree" and (found := _element(document, chance)):
        ElementTree.SubElement(found[1], NEW).text = "x"
        return True
    if document.kind == "nested" and (holder := _holder(document, chance, dict)) is not None:
        holder[NEW] = "x"
        return True
    if document.kind == "table":
        for row in document.root:
            row.append("x")
        return True
    return False


def _attribute(document: Document, chance: random.Random, change: Callable[[dict[str, str], str], None]) -> bool:
    held = [e for e in document.root.iter() if e.attrib] if document.kind == "tree" else []
    if held:
        element = chance.choice(held)
        change(element.attrib, chance.choice(list(element.attrib)))
    return bool(held)


def loose_text(document: Document, chance: random.Random) -> bool:
    """Text between elements."""
    found = _element(document, chance) if document.kind == "tree" else None
    if found:
        found[1].tail = "loose"
    return bool(found)


def move(document: Document, chance: random.Random) -> bool:
    """An element under another parent."""
    if document.kind != "tree" or not (found := _element(document, chance)):
        return False
    parent, child = found
    others = [e for e in document.root.iter() if e not in set(child.iter()) | {parent}]
    if others:
        parent.remove(child)
        chance.choice(others).append(child)
    return bool(others)


def other_type(document: Document, chance: random.Random) -> bool:
    """A value of another type."""
    holder = _holder(document, chance, dict) if document.kind == "nested" else None
    if holder is not None:
        holder[chance.choice(list(holder))] = chance.choice([None, True, 7, 7.5, float("nan"), [], {}, ["x"], {"x": 7}])
    return holder is not None


def _column(document: Document, chance: random.Random, change: Callable[[list[str], int], None], *, head: bool) -> bool:
    rows = document.root if document.kind == "table" else []
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return False
    at = chance.randrange(width - 1)
    for row in rows[:1] if head else rows:
        if len(row) > at + 1:
            change(row, at)
    return True


def _turn(row: list[str], at: int) -> None:
    row[at], row[at + 1] = row[at + 1], row[at]


def shift_cells(document: Document, chance: random.Random) -> bool:
    """A cell too few or too many in a row."""
    if document.kind != "table":
        return False
    rows, at = _rows(document, chance)
    if chance.random() < 0.5 and rows[at]:
        del rows[at][chance.randrange(len(rows[at]))]
    else:
        rows[at].insert(0, "x")
    return True


PARTS: dict[str, Damage] = {
    "part deleted": delete,
    "part twice": duplicate,
    "parts exchanged": exchange,
    "part renamed": rename,
    "part added": add,
    "attribute deleted": lambda d, c: _attribute(d, c, lambda a, n: a.pop(n)),
    "attribute renamed": lambda d, c: _attribute(d, c, lambda a, n: a.update({NEW: a.pop(n)})),
    "attribute added": lambda d, c: _attribute(d, c, lambda a, n: a.update({NEW: "x"})),
    "text between parts": loose_text,
    "part moved": move,
    "value of another type": other_type,
    "column deleted": lambda d, c: _column(d, c, lambda row, at: row.pop(at), head=False),
    "columns exchanged": lambda d, c: _column(d, c, _turn, head=False),
    "headers exchanged": lambda d, c: _column(d, c, _turn, head=True),
    "cells shifted": shift_cells,
}  # fmt: skip
