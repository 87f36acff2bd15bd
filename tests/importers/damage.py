"""Every way in which one value of a small official file may be missing or of another type."""

import copy
import csv
import io
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import yaml

OTHER = (None, True, 7, "x", "٣", [], {}, [7], {"x": 7})  # the digit is no digit of ours


def damaged(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield what was done, and the text of the file after it."""
    if name.endswith(".json"):
        for what, document in _documents(json.loads(text)):
            yield what, json.dumps(document)
    elif name.endswith(".jsonl"):
        for what, document in _documents([json.loads(line) for line in text.splitlines()]):
            if isinstance(document, list):
                yield what, "\n".join(map(json.dumps, document))
    elif name.endswith(".yml"):
        for what, document in _documents(yaml.safe_load(text)):
            yield what, yaml.safe_dump(document, default_flow_style=False)
    elif name.endswith(".md"):
        for block in re.finditer(r"```json\n(.*?)\n```", text, re.DOTALL):
            for what, document in _documents(json.loads(block[1])):
                yield what, text[: block.start(1)] + json.dumps(document) + text[block.end(1) :]
    elif name.endswith(".xml"):
        yield from _elements(text)
    else:
        yield from _cells(text)


def _documents(document: object, path: str = "") -> Iterator[tuple[str, object]]:
    for other in OTHER:
        yield f"{path or 'document'} is {other!r}", other
    if isinstance(document, dict | list):
        for key in list(document) if isinstance(document, dict) else range(len(document)):
            without = copy.copy(document)
            del without[key]
            yield f"no {path}.{key}", without
            for what, inside in _documents(document[key], f"{path}.{key}"):
                changed = copy.copy(document)
                changed[key] = inside
                yield what, changed


def _elements(text: str) -> Iterator[tuple[str, str]]:
    root = ElementTree.fromstring(text)
    parents = {child: parent for parent in root.iter() for child in parent}
    for element, parent in parents.items():
        at = list(parent).index(element)
        parent.remove(element)
        yield f"no {element.tag}", ElementTree.tostring(root, encoding="unicode")
        parent.insert(at, element)
    for element in root.iter():
        before = element.text
        for other in ("", "x", "٣", "-1"):
            element.text = other
            yield f"{element.tag} is {other!r}", ElementTree.tostring(root, encoding="unicode")
        element.text = before
        for name, value in list(element.attrib.items()):
            del element.attrib[name]
            yield f"no {element.tag}/@{name}", ElementTree.tostring(root, encoding="unicode")
            for other in ("", "x", "٣", "-1"):
                element.set(name, other)
                yield f"{element.tag}/@{name} is {other!r}", ElementTree.tostring(root, encoding="unicode")
            element.set(name, value)


def _cells(text: str) -> Iterator[tuple[str, str]]:
    rows = list(csv.reader(io.StringIO(text)))
    for line, row in enumerate(rows):
        for column in range(len(row)):
            for other in ([""], ["x"], ["٣"], [], ["x", "x"]):
                changed = [*rows[:line], [*row[:column], *other, *row[column + 1 :]], *rows[line + 1 :]]
                stream = io.StringIO()
                csv.writer(stream, lineterminator="\n").writerows(changed)
                yield f"{line}:{column} is {other}", stream.getvalue()
