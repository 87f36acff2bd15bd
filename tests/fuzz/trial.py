"""One import of one mutant, in a process of its own with limits of memory and time, and what came of it."""

import json
import os
import re
import resource
import shutil
import signal
import time
import traceback
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from magnitsky_data.contract.canonical import parse_csv
from magnitsky_data.errors import MagnitskyDataError
from magnitsky_data.importers.run import import_files

SECONDS, MEGABYTES = 10, 500  # of a trial; more is a failure
URL = "https://example.org/list/"
# Columns that name the file by its bytes, which every mutant changes.
OF_BYTES = {
    "sha256",
    "source_id",
    "snapshot_id",
    "first_snapshot_id",
    "last_snapshot_id",
    "citation_id",
    "as_of_source_id",
}
Rows = dict[str, list[tuple[tuple[str, str], ...]]]  # by table, without what names the bytes


@dataclass
class Outcome:
    """What a trial came to: ``verdict`` refused, equal, other, traceback, hang, memory or crash."""

    verdict: str
    message: str = ""
    changed: list[str] = field(default_factory=list)  # what rows say otherwise: ``list_names.name``, ``list_names -1``
    megabytes: int = 0
    seconds: float = 0.0


def attempt(root: Path, importer: str, files: dict[str, bytes], day: str, before: Rows) -> Outcome:
    """Import files into a project in a child process, and put the project back; ``before`` are the rows of the true file."""
    report, answer = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if not child:
        os.close(report)
        _run(answer, root, importer, files, day, before)
    os.close(answer)
    said, is_late = _until(report, child, started + SECONDS)
    _, status, usage = os.wait4(child, 0)
    seconds = round(time.monotonic() - started, 2)
    if is_late:
        return Outcome("hang", seconds=seconds)
    if not said:
        return Outcome("crash", f"status {status}", seconds=seconds)
    found = Outcome(**json.loads(said))
    found.seconds = seconds
    found.megabytes = max(found.megabytes, usage.ru_maxrss // 1024)
    if found.megabytes > MEGABYTES or "MemoryError" in found.message:
        found.verdict = "memory"
    return found


def _until(report: int, child: int, end: float) -> tuple[bytes, bool]:
    """Return what a child says before its end, and whether it had to be killed."""
    said, is_late = b"", False

    def late(*_: object) -> None:
        nonlocal is_late
        is_late = True
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, max(0.1, end - time.monotonic()))
    while part := os.read(report, 65536):
        said += part
    signal.setitimer(signal.ITIMER_REAL, 0)
    os.close(report)
    return said, is_late


def _run(answer: int, root: Path, importer: str, files: dict[str, bytes], day: str, before: Rows) -> None:
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEGABYTES * 1024**2,) * 2)  # beyond what counts as a failure
    lay_out(root, files)
    kept = _stored(root)
    try:
        found = _imported(root, importer, day, before)
        if found.verdict == "refused" and _stored(root) != kept:
            found = Outcome("crash", "refused, and raw/ was written to")
    except BaseException:
        found = Outcome("traceback", traceback.format_exc(limit=-3))
    clear(root, importer)
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    found.megabytes = max(used) // 1024
    os.write(answer, json.dumps(asdict(found)).encode())
    os._exit(0)


def rows_in(root: Path, importer: str, files: dict[str, bytes], day: str) -> Rows:
    """Return the rows that true files give, which must be taken; the project is put back."""
    lay_out(root, files)
    import_files(root, importer, root / "official", url=URL, licence="made", date=day)
    rows = rows_of(root)
    clear(root, importer)
    return rows


def lay_out(root: Path, files: dict[str, bytes]) -> None:
    """Put files into the folder that is imported, alone."""
    shutil.rmtree(root / "official", ignore_errors=True)
    (root / "official").mkdir()
    for name, data in files.items():
        (root / "official" / name).write_bytes(data)


def clear(root: Path, importer: str) -> None:
    """Take away what an import wrote; members, whom other importers look up, stay."""
    for folder in (root / "raw" / "imported").glob("*"):
        if folder.name != "us_legislators" or importer == "us_legislators":
            shutil.rmtree(folder)


def _imported(root: Path, importer: str, day: str, before: Rows) -> Outcome:
    try:
        import_files(root, importer, root / "official", url=URL, licence="made", date=day)
    except MagnitskyDataError as error:
        return Outcome("refused", str(error)[:2000])
    changed = differences(before, rows_of(root))
    return Outcome("other" if changed else "equal", changed=changed)


def _stored(root: Path) -> dict[str, int]:
    return {str(f): f.stat().st_mtime_ns for f in (root / "raw").rglob("*.csv")}


def rows_of(root: Path) -> Rows:
    """Return the rows of raw/imported by table."""
    found: Rows = {}
    for file in sorted((root / "raw" / "imported").rglob("*.csv")):
        _, rows, _ = parse_csv(file.read_bytes())
        cells = [tuple((c, v) for c, v in row.items() if c not in OF_BYTES) for row in rows]
        found[f"{file.parent.name}/{file.stem}" if file.stem == "sources" else file.stem] = sorted(cells)
    return found


def differences(before: Rows, after: Rows) -> list[str]:
    """Return what differs: columns where as many rows changed as came, else how many rows more or fewer."""
    found: Counter[str] = Counter()
    for table in sorted(before.keys() | after.keys()):
        old, new = Counter(before.get(table, ())), Counter(after.get(table, ()))
        gone, come = list((old - new).elements()), list((new - old).elements())
        if len(gone) != len(come):
            found[f"{table} {len(come) - len(gone):+d}"] += 1
        for one, other in zip(gone, come, strict=False):
            for (column, value), (_, now) in zip(one, other, strict=False):
                if value != now:
                    found[f"{table}.{column}"] += 1
    return sorted(found)


def place_of(message: str, names: list[str]) -> str:
    """Return where a refusal says the file is wrong: what stands behind the file's name; empty where it names none."""
    found = next((n for n in names if n in message), "")
    if not found:
        return ""
    return re.sub(r"\s+", " ", message.split(found, 1)[1])[:300]
