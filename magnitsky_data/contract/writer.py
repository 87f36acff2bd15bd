"""One writer of a project at a time, and what a writer that was killed left behind."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from magnitsky_data.contract.writing import recover
from magnitsky_data.errors import BuildStopped, ProjectBusy

RELEASE = "build"
SCRATCH = ".build-"  # begins the name of the folder in which a release is made
ASIDE = "old"  # the release that is being replaced, in that folder
LOCK = ".magnitsky-data.lock"
UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENOSPC, errno.EDQUOT)
JOURNAL = ".magnitsky-data.journal"  # tells which files of raw/ are being replaced


@contextmanager
def only_writer(root: Path, work: str) -> Iterator[None]:
    """Hold a project for a command that writes to it, beginning with what a killed one left: restored or cleared.

    ``ProjectBusy`` names the command that holds it, ``BuildStopped`` the file of a killed one that cannot be settled. The
    lock ends with its process, however that ends. A project that cannot be written to is not held, and what is to be
    written says so.
    """
    lock = root / LOCK
    try:
        held = _take(lock)
    except OSError as error:
        if error.errno not in UNWRITABLE:
            raise ProjectBusy(
                f"{lock}: cannot be held ({error.strerror}), so that two commands could write at once; nothing was done: "
                "work in a folder of a file system that has locks"
            ) from None
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
        try:
            _tidy(root)
        except OSError as error:
            raise BuildStopped(
                f"{error.filename}: cannot be put in order after a command that was killed ({error.strerror}); "
                "nothing was done: make room or make the folder writable, then run this again"
            ) from None
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that is open
            lock.unlink(missing_ok=True)
        os.close(held)


def settle(root: Path) -> None:
    """Undo what a killed writer had begun before a project is read; one at work is let be."""
    if (root / JOURNAL).exists():
        with suppress(ProjectBusy), only_writer(root, "recovery"):
            pass


def _take(lock: Path) -> int | None:
    """Return the open lock, None when another process has it."""
    while True:
        held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            is_ours = _hold(held)
        except OSError:
            os.close(held)
            raise
        if not is_ours:
            os.close(held)
            return None
        # Its holder may have taken the file away between the two steps; then another of that name counts.
        with suppress(OSError):
            if os.path.samestat(os.fstat(held), lock.stat()):
                return held
        os.close(held)


if sys.platform == "win32":

    def _hold(file: int) -> bool:
        import msvcrt

        os.lseek(file, 1 << 20, os.SEEK_SET)  # a byte behind the name of the holder, which others may still read
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(file, 0, os.SEEK_SET)
        return True

else:

    def _hold(file: int) -> bool:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _tidy(root: Path) -> None:
    """Put a release back that was set aside and not replaced, take scratch folders away, and undo half an import."""
    for scratch in root.glob(f"{SCRATCH}*"):
        if (scratch / ASIDE).is_dir() and not (root / RELEASE).exists():
            (scratch / ASIDE).rename(root / RELEASE)
        shutil.rmtree(scratch, ignore_errors=True)
    recover(root / JOURNAL)
