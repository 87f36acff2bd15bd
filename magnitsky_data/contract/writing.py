"""Files that are replaced together."""

import os
from collections.abc import Mapping
from pathlib import Path


def replace_all(contents: Mapping[Path, bytes]) -> None:
    """Write all files or none: each is written in full beside its place before the first takes it.

    ``OSError`` when one cannot be written; what was written beside is taken away again.
    """
    parts = {file: file.with_name(file.name + ".part") for file in contents}
    try:
        for file, content in contents.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            parts[file].write_bytes(content)
        for file, part in parts.items():
            os.replace(part, file)
    except OSError:
        for part in parts.values():
            if part.parent.is_dir():
                part.unlink(missing_ok=True)
        raise
