"""JSON to an object, strictly."""

import json
from typing import Any

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile


def read_json(file: OfficialFile) -> dict[str, Any]:
    """Return the object of a JSON file."""
    return _object(file.data, file.name)


def read_json_lines(file: OfficialFile) -> list[tuple[str, dict[str, Any]]]:
    """Return the object of each line of a JSON-lines file, and where it stands."""
    lines = enumerate(file.data.splitlines(), start=1)
    return [(where, _object(line, where)) for number, line in lines if (where := f"{file.name}:{number}")]


def _object(text: bytes, where: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (RecursionError, ValueError) as error:
        raise ImportRefused(f"{where}: not JSON ({error}); truncated or of another format: download it again") from None
    if not isinstance(document, dict):
        raise ImportRefused(f"{where}: a JSON {type(document).__name__}; expected an object")
    return document
