"""Kill writers at random moments, and let each of their writes fail: python tests/fuzz/kills.py [--seed N] [--kills N] [--full N]

Not part of the test run. The small project is built, imported into, formatted and released; each time the process is
killed after a random time or at a random write, or (--full) one write in N meets a full disk. Then raw/ and
build/ must be as they were or as they are to be, the next run must work, and nothing may be left behind.
"""

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_files import small_files
from small_project import COMMAND, ROOT, Cut, Project

from magnitsky_data.contract.canonical import encoded, parse_csv
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.publish import build

# Counts what a process writes below a folder, and kills it or fails the write of a number.
HOOK = """
import atexit, os, signal, sys
root, number, fault = os.environ["STEP_ROOT"], int(os.environ["STEP"]), os.environ["FAULT"]
made = 0
def hook(event, args):
    global made
    if event == "open":
        path, _, flags = args
        if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
    elif event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir"):
        path = args[0]
    else:
        return
    if not str(path).startswith(root):
        return
    made += 1
    if made == number and fault == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if made == number:
        raise OSError(28, os.strerror(28), str(path))
sys.addaudithook(hook)
if not number:
    atexit.register(lambda: open(os.environ["STEP_COUNT"], "w").write(str(made)))
"""


@dataclass
class Work:
    """A command with something to write: the project before it, what it is asked, what is then there."""

    name: str
    before: Path
    arguments: list[str]
    old: dict[str, str]
    new: dict[str, str]
    seconds: float
    steps: int


def state(root: Path) -> dict[str, str]:
    """Every file of raw/, build/ and the releases with its hash; what ``left`` tells of is apart."""
    return {
        str(f.relative_to(root)): hashlib.sha256(f.read_bytes()).hexdigest()
        for name in ("raw", "build", "out")
        for f in sorted((root / name).rglob("*"))
        if f.is_file()
        and f.name != "validation.json"
        and not any(n.endswith((".part", ".aside")) for n in f.parts[-2:])
    }


def halves(found: dict[str, str]) -> list[dict[str, str]]:
    """What is judged apart: raw/, build/, releases."""
    return [{n: h for n, h in found.items() if n.startswith(name)} for name in ("raw/", "build/", "out/")]


class Bench:
    """A folder of projects, and the command run in a copy of one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hook = folder, folder / "hook"
        self.hook.mkdir()
        (self.hook / "sitecustomize.py").write_text(HOOK)
        (folder / "tmp").mkdir()

    def run(self, root: Path, arguments: list[str], step: int = 0, fault: str = "", wait: float = 0) -> tuple[int, str]:
        """Run the command; with ``wait`` it is killed after so many seconds."""
        env = os.environ | {
            "PYTHONPATH": str(self.hook), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self.folder / "tmp"), "STEP_ROOT": str(root),
            "STEP": str(step), "FAULT": fault, "STEP_COUNT": str(self.folder / "steps"),
        }  # fmt: skip
        with subprocess.Popen(
            [COMMAND, *arguments], cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as done:
            try:
                _, err = done.communicate(timeout=wait or 300)
            except subprocess.TimeoutExpired:
                done.kill()
                _, err = done.communicate()
        return done.returncode, err

    def copy(self, before: Path) -> Path:
        """A fresh copy of a project."""
        shutil.rmtree(self.folder / "project", ignore_errors=True)
        return Path(shutil.copytree(before, self.folder / "project"))

    def work(self, name: str, base: Path, arguments: list[str], change: Callable[[Path], object]) -> Work:
        """Prepare a command: change the project, run it once whole and see what it does."""
        before = Path(shutil.copytree(base, self.folder / f"before-{name}"))
        change(before)
        root = self.copy(before)
        start = time.monotonic()
        code, err = self.run(root, arguments)
        assert code == 0, err
        seconds = time.monotonic() - start
        steps = int((self.folder / "steps").read_text())
        found = Work(name, before, arguments, state(before), state(root), seconds, steps)
        assert found.old != found.new
        return found

    def left(self, root: Path) -> list[str]:
        """What no run may leave."""
        names = (".build-*", ".magnitsky-data*", "*.part", "*.aside", "out/*.part", "raw/**/*.part", "raw/**/*.aside")
        return [str(f.relative_to(root)) for name in names for f in root.glob(name)]


def works(bench: Bench) -> list[Work]:
    """The four writers."""
    base = bench.folder / "base"
    base.mkdir()
    for name in ("datapackage.json", "CHANGELOG.md"):
        shutil.copy(ROOT / name, base)
    Cut().write(base)
    build(base, validated(base))
    votes = bench.folder / "votes"
    votes.mkdir()
    for name in ("112-2012-s223.data.json", "112-2012-s223.data.xml", "vote_112_2_00223.xml"):
        (votes / name).write_text(small_files()[name])
    return [
        bench.work("build", base, ["build"], another_event),
        bench.work("import", base, ["import", "us_votes", str(votes), "--url", "https://example.org/"], without_votes),
        bench.work("format", base, ["format"], turned_round),
        bench.work("release", base, ["release", "--out", str(bench.folder / "project" / "out")], lambda _: None),
    ]


def without_votes(root: Path) -> None:
    shutil.rmtree(root / "raw" / "imported" / "us_votes")


def another_event(root: Path) -> None:
    Project(root).change("curated/events", {"event_id": "2012-12-06-01"}, title="The Senate passes the bill")


def turned_round(root: Path) -> None:
    for file in sorted((root / "raw").rglob("*.csv")):
        header, rows, _ = parse_csv(file.read_bytes())
        if len(rows) > 1:
            file.write_bytes(encoded(header, ([row[c] for c in header] for row in reversed(rows))))


def judged(bench: Bench, work: Work, root: Path, how: str) -> str:
    """What became of a project: old, new or mixed; then the next run, which must bring the new and leave nothing."""
    at_once = state(root)
    if at_once not in (work.old, work.new):
        bench.run(root, ["validate"])  # whoever reads raw/ next
    found = halves(state(root))
    olds, news = halves(work.old), halves(work.new)
    mixed = [a for a, old, new in zip(found, olds, news, strict=True) if a not in (old, new)]
    if mixed and not (work.name == "build" and mixed == [{}]):  # between the two renames of a swap build/ is not there
        raise SystemExit(f"{how}: neither old nor new: {sorted(set(mixed[0].items()) ^ set(work.old.items()))[:6]}")
    code, err = bench.run(root, work.arguments)
    there = work.name == "release" and code == 2 and "there already" in err  # the killed one had done all
    if (code and not there) or state(root) != work.new:
        raise SystemExit(f"{how}: the next run ended with {code}: {err}")
    if left := bench.left(root):
        raise SystemExit(f"{how}: left behind {left}")
    return "new" if at_once == work.new else "old" if at_once == work.old else "half, settled by the next"


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--full", type=int, metavar="N", help="Let every Nth write of each command meet a full disk.")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder).resolve())
        known = works(bench)
        for work in known:
            print(f"{work.name}: {work.steps} writes in {work.seconds:.1f} s", flush=True)
        seen: Counter[tuple[str, ...]] = Counter()
        if asked.full:
            for work in known:
                for step in range(1, work.steps + 1, asked.full):
                    seen[work.name, full(bench, work, step)] += 1
        else:
            for number in range(asked.kills):
                work = chance.choices(known, (3, 3, 3, 1))[0]  # a release takes longest
                at = chance.choice(("time", "write"))
                step = chance.randint(1, work.steps) if at == "write" else 0
                wait = 0 if at == "write" else chance.uniform(0.05, work.seconds * 1.05)
                root = bench.copy(work.before)
                bench.run(root, work.arguments, step, "kill", wait)
                how = f"kill {number} of {work.name}, write {step}, {wait:.2f} s"
                became = judged(bench, work, root, how)
                print(f"{how}: {became}", flush=True)
                seen[work.name, f"at a {at}", became] += 1
        for what, times in sorted(seen.items()):
            print(f"{times:4}  {', '.join(what)}")
        print(f"in the folder of temporary files: {len(list((bench.folder / 'tmp').iterdir()))}")


def full(bench: Bench, work: Work, step: int) -> str:
    """Let one write meet a full disk: the command says so and changes nothing, or does without."""
    root = bench.copy(work.before)
    code, err = bench.run(root, work.arguments, step, "full")
    how = f"write {step} of {work.name}"
    if "Traceback" in err or code not in (0, 1):
        raise SystemExit(f"{how}: ended with {code}: {err}")
    if state(root) != (work.old if code else work.new):
        raise SystemExit(f"{how}: ended with {code} and left neither old nor new")
    if code and "cannot" not in err:
        raise SystemExit(f"{how}: {err}")
    judged(bench, work, root, how)
    return "told" if code else "done without"


if __name__ == "__main__":
    main()
