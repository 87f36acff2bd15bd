"""RELEASE_NOTES.md: what the changelog says of the version, and what `diff` finds since an earlier release."""

import re
from pathlib import Path

from magnitsky_data.differences import Difference, SchemaChange
from magnitsky_data.errors import BuildStopped


def section(changelog: Path, version: str) -> str:
    """Return what the changelog says of a version; ``BuildStopped`` where it is silent."""
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    found = re.search(rf"^## {re.escape(version)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found or not found[1].strip():
        raise BuildStopped(f"{changelog}: nothing under '## {version}'; say there what users must know of this release")
    return found[1].strip()


def refuse_silence(said: str, difference: Difference) -> None:
    """Raise ``BuildStopped`` for changes that break code and that no item of the changelog names."""
    items = [re.findall(r"`([\w.]+)`", item) for item in re.split(r"^- ", said, flags=re.MULTILINE)]
    silent = [
        f"{change.table}.{change.column}".rstrip(".")
        for change in difference.schema_changes
        if change.kind == "breaking" and not any(_names(item, change) for item in items)
    ]
    if silent:
        raise BuildStopped(
            f"CHANGELOG.md does not name what breaks code since {difference.old_version}: {', '.join(silent)}; "
            f"say under '## {difference.new_version}' what goes and what takes its place"
        )


def _names(item: list[str], change: SchemaChange) -> bool:
    """Tell whether the names of an item have the table of a change, and its column or the date that it is a part of."""
    column = re.sub(r"_(precision|earliest|latest)$", "", change.column)
    tables, ends = {name.partition(".")[0] for name in item}, {name.rpartition(".")[2] for name in item}
    return change.table in tables and (not column or bool({column, change.column} & ends))


def release_notes(heading: str, said: str, difference: Difference | None) -> str:
    """Return the notes in Markdown."""
    return "\n\n".join(filter(None, [f"# {heading}", said, difference.to_markdown() if difference else ""])) + "\n"
