"""One writer of a project at a time, and what a writer that was killed left behind."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from magnitsky_data.errors import ProjectBusy

RELEASE = "build"
SCRATCH = ".build-"  # begins the name of the folder in which a release is made
ASIDE = "old"  # the release that is being replaced, in that folder
LOCK = ".magnitsky-data.lock"


@contextmanager
def only_writer(root: Path, work: str) -> Iterator[None]:
    """Hold a project for a command that writes to it, beginning with what a killed one left: restored or cleared.

    ``ProjectBusy`` names the command that holds it. The lock ends with its process, however that ends. A project that
    cannot be written to is not held, and what is to be written says so; neither is one on Windows.
    """
    lock = root / LOCK
    try:
        held = _take(lock)
    except (OSError, ImportError):
        yield
        return
    if held is None:
        holder = ""
        with suppress(OSError):
            holder = lock.read_text(encoding="utf-8")
        raise ProjectBusy(
            f"{root}: {holder or 'another command'} is writing here; nothing was done: wait until it ends, then run this again"
        )
    try:
        with suppress(OSError):
            os.ftruncate(held, 0)
            os.write(held, f"`magnitsky-data {work}` (process {os.getpid()})".encode())
        _tidy(root)
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(held)


def _take(lock: Path) -> int | None:
    """Return the open lock, None when another process has it."""
    import fcntl  # Windows has none

    while True:
        held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            return None
        # Its holder may have taken the file away between the two steps; then another of that name counts.
        with suppress(OSError):
            if os.path.samestat(os.fstat(held), lock.stat()):
                return held
        os.close(held)


def _tidy(root: Path) -> None:
    """Put a release back that was set aside and not replaced; take scratch folders and half-written files away."""
    for scratch in root.glob(f"{SCRATCH}*"):
        if (scratch / ASIDE).is_dir() and not (root / RELEASE).exists():
            (scratch / ASIDE).rename(root / RELEASE)
        shutil.rmtree(scratch, ignore_errors=True)
    for part in (root / "raw").rglob("*.csv.part"):
        part.unlink(missing_ok=True)
