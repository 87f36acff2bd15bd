"""RELEASE_NOTES.md: what the changelog says of the version, and what `diff` finds since an earlier release."""

import re
from pathlib import Path

from magnitsky_data.differences import Difference
from magnitsky_data.errors import BuildStopped


def section(changelog: Path, version: str) -> str:
    """Return what the changelog says of a version; ``BuildStopped`` where it is silent."""
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    found = re.search(rf"^## {re.escape(version)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found or not found[1].strip():
        raise BuildStopped(f"{changelog}: nothing under '## {version}'; say there what users must know of this release")
    return found[1].strip()


def release_notes(heading: str, said: str, difference: Difference | None) -> str:
    """Return the notes in Markdown; ``BuildStopped`` for changes that break code and that the changelog does not name."""
    if difference and (unnamed := difference.unnamed(said)):
        raise BuildStopped(
            f"CHANGELOG.md does not name what breaks code since {difference.old_version}: {', '.join(unnamed)}; "
            f"say under '## {difference.new_version}' what goes and what takes its place"
        )
    return "\n\n".join(filter(None, [f"# {heading}", said, difference.to_markdown() if difference else ""])) + "\n"
