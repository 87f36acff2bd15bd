"""Files that are replaced together: all of them or none, however the writing ends."""

import errno
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PART, ASIDE = ".part", ".aside"  # ends the name of a file that is being written, and of one that is being replaced
DONE = ".done"  # ends the name of a journal whose files are all in their places


class _Change(NamedTuple):
    """What is replaced: files, each with whether it was there, and the folders that are made for them."""

    files: dict[Path, bool]
    folders: list[Path]


def replace_all(contents: Mapping[Path, bytes], removed: Iterable[Path] = (), journal: Path | None = None) -> None:
    """Write all files and take others away, or leave everything as it was.

    Each is written in full beside its place before the first takes it. Whatever stops this undoes it: an ``OSError``
    that is raised on, an interrupt, and where the process is killed ``recover`` of the journal, which tells what was begun.
    """
    removed = list(removed)
    if not contents and not removed:
        return  # where nothing can be written either
    parents = {p for file in contents for p in file.parents if not p.exists()}
    change = _Change({file: file.exists() for file in (*contents, *removed)}, sorted(parents))
    for file, was_there in change.files.items():
        if was_there and _beside(file, ASIDE).exists():
            _beside(file, ASIDE).unlink()
    try:
        if journal is not None:
            _write_journal(journal, change)
        for file, content in contents.items():
            _write_beside(file, content)
        for file, was_there in change.files.items():
            if was_there:
                os.replace(file, _beside(file, ASIDE))
            if file in contents:
                os.replace(_beside(file, PART), file)
        if journal is not None:
            os.replace(journal, _beside(journal, DONE))
    except BaseException:
        _undo(change, journal)
        raise
    _clear(change, journal)


def _write_beside(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    try:
        _beside(file, PART).write_bytes(content)
    except OSError as error:
        error.filename = str(file)  # as its user knows it
        raise


def recover(journal: Path) -> None:
    """Undo what a killed process had begun, or clear what one left that had done all."""
    _beside(journal, PART).unlink(missing_ok=True)
    if journal.is_file():
        _undo(_read_journal(journal), journal)
    if _beside(journal, DONE).is_file():
        _clear(_read_journal(_beside(journal, DONE)), journal)


def _undo(change: _Change, journal: Path | None) -> None:
    for file, was_there in change.files.items():
        with suppress(FileNotFoundError, NotADirectoryError):
            _beside(file, PART).unlink()
        with suppress(FileNotFoundError, NotADirectoryError):
            if was_there:
                os.replace(_beside(file, ASIDE), file)
            else:
                file.unlink()
    for folder in reversed(change.folders):
        with suppress(OSError):
            folder.rmdir()
    if journal is not None:
        _beside(journal, PART).unlink(missing_ok=True)
        journal.unlink(missing_ok=True)


def _clear(change: _Change, journal: Path | None) -> None:
    with suppress(OSError):  # what cannot be cleared now is cleared by the next
        for file in change.files:
            _beside(file, ASIDE).unlink(missing_ok=True)
        if journal is not None:
            _beside(journal, DONE).unlink(missing_ok=True)


def _beside(file: Path, end: str) -> Path:
    """Return a hidden name beside a file: a browser calls a running download of it ``votes.csv.part``."""
    return file.with_name(f".{file.name.removeprefix('.')}{end}")


def _write_journal(journal: Path, change: _Change) -> None:
    files = {os.path.relpath(file, journal.parent): was_there for file, was_there in change.files.items()}
    folders = [os.path.relpath(folder, journal.parent) for folder in change.folders]
    _beside(journal, PART).write_text(json.dumps([files, folders]), encoding="utf-8")
    os.replace(_beside(journal, PART), journal)


def _read_journal(journal: Path) -> _Change:
    files, folders = json.loads(journal.read_text(encoding="utf-8"))
    root = journal.parent
    return _Change({root / name: was_there for name, was_there in files.items()}, [root / name for name in folders])
