"""The folder that people download: one module a format, each made from the contract and the tables alone.

A format is a module with ``files(contents)``, which yields names and contents, and a line in ``FORMATS``.
Nothing in it depends on a clock, a path or the order of a set: two releases of one commit are the same bytes.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from magnitsky_data.contract.writer import RELEASE
from magnitsky_data.curation.database import Database
from magnitsky_data.curation.explorer import render
from magnitsky_data.curation.publish import check_release
from magnitsky_data.curation.release import notes
from magnitsky_data.curation.release.contents import Contents, File
from magnitsky_data.differences import diff
from magnitsky_data.errors import ArgumentRefused, BuildStopped, CurationToolsMissing

FORMATS = (
    "spreadsheet",
    "csv_archive",
    "parquet_archive",
    "sqlite_file",
    "stata_archive",
    "croissant",
    "citation_files",
    "llms",
)
SUMS = "SHA256SUMS"
UNPUBLISHED = """
    SELECT entity_id FROM entities SEMI JOIN list_entries ON list_entries.entry_id = entities.entity_id
    ANTI JOIN entity_ids USING (entity_id) ORDER BY entity_id
"""


def make_release(
    root: Path, data: Database, out: Path, since: Path | None = None, progress: Callable[[str], None] = lambda _: None
) -> list[Path]:
    """Write the release folder of a project into ``out`` and return its files.

    ``BuildStopped`` when build/ is not what raw/ makes, when an id of an entity is not kept in entity_ids, when the changelog is silent about the version, or about a
    change since the release in ``since`` that breaks code; ``ArgumentRefused`` when the folder is there already.
    """
    build = root / RELEASE
    progress("build/")
    if stale := check_release(root, data):
        raise BuildStopped(
            f"build/{stale[0]} differs from a fresh build of raw/; run `magnitsky-data build` and commit"
        )
    contents = Contents.read(build)
    if new := [entity for (entity,) in data.select(UNPUBLISHED)]:
        rows = "\n".join(f"{entity},{contents.contract.version}" for entity in new)
        raise BuildStopped(
            f"raw/curated/entity_ids.csv lacks ids that this release publishes; add these rows, "
            f"then run `magnitsky-data format` and `magnitsky-data build`, and commit:\n{rows}"
        )
    folder = out / contents.name
    if folder.exists():
        raise ArgumentRefused(
            f"{folder}: there already, nothing was written; take it away or name another folder with --out"
        )
    files = _pages(root, contents, since)
    for name in FORMATS:
        progress(name)
        files |= made(name, contents)
    sums = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    files[SUMS] = "".join(sums).encode()
    staging = folder.with_name(f"{folder.name}.part")  # what a killed release left is made anew
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True)
        for name, content in files.items():
            (staging / name).write_bytes(content)
        staging.rename(folder)
    except OSError as error:
        raise BuildStopped(
            f"{error.filename or folder}: cannot be written ({error.strerror}); name another folder with --out"
        ) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return [folder / name for name in sorted(files)]


def made(name: str, contents: Contents) -> Iterator[File]:
    """Yield the files of a format; ``CurationToolsMissing`` without the library that writes it."""
    try:
        yield from import_module(f"{__name__}.{name}").files(contents)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("magnitsky_data"):
            raise  # a slip of ours
        raise CurationToolsMissing(f"a release needs {error.name}; `pip install 'magnitsky-data[release]'`") from None


def _pages(root: Path, contents: Contents, since: Path | None) -> dict[str, bytes]:
    """Return what is no format: notes, licence, report, explorer."""
    said = notes.section(root / "CHANGELOG.md", contents.contract.version)
    difference = None if since is None else diff(since, root / RELEASE)
    return {
        "RELEASE_NOTES.md": notes.release_notes(contents.heading, said, difference).encode(),
        "LICENSE-DATA.md": contents.pages["LICENSE-DATA.md"],
        "validation.json": contents.pages["validation.json"],
        "explorer.html": render(root / RELEASE).encode(),
    }
