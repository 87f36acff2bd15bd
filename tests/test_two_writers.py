"""Two commands on one project, and what a killed one leaves: nothing is lost, and the second is told."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from refusing import Refuse, says
from small_project import Project, Run

from magnitsky_data.contract import writer
from magnitsky_data.contract.writer import JOURNAL, LOCK, only_writer
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.publish import build
from magnitsky_data.errors import ProjectBusy

HOLD = """
import sys, time
from pathlib import Path
from magnitsky_data.contract.writer import only_writer
with only_writer(Path(sys.argv[1]), "import us_votes"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(project: Project) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the project."""
    with subprocess.Popen([sys.executable, "-c", HOLD, project.root], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("command", ["import", "format", "build"])
def test_the_second_is_told_who_writes(
    command: str, holder: "subprocess.Popen[str]", project: Project, small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:  # fmt: skip
    file = put("112-2012-s223.data.json", small_files["112-2012-s223.data.json"])
    arguments = ("us_votes", file, "--url", "https://example.org/x") if command == "import" else ()
    message = refuse(command, *arguments)
    says(
        message,
        str(project.root),
        f"`magnitsky-data import us_votes` (process {holder.pid}) is writing here; nothing was done",
        "wait until it ends, then run this again",
    )


def test_reading_waits_for_nobody(holder: "subprocess.Popen[str]", run: Callable[..., Run]) -> None:
    assert run("validate").code == 0


def test_a_lock_ends_with_its_process(
    holder: "subprocess.Popen[str]", project: Project, run: Callable[..., Run]
) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (project.root / LOCK).is_file()
    assert run("format").code == 0
    assert not (project.root / LOCK).exists()


def test_of_many_writers_each_writes_or_is_told(tmp_path: Path) -> None:
    """Four processes add to a number a hundred times each: none of those that held the project is lost."""
    (tmp_path / "number").write_text("0")
    script = """
import sys
from pathlib import Path
from magnitsky_data.contract.writer import only_writer
from magnitsky_data.errors import ProjectBusy
root, done = Path(sys.argv[1]), 0
while done < 100:
    try:
        with only_writer(root, "import"):
            number = root / "number"
            number.write_text(str(int(number.read_text()) + 1))
            done += 1
    except ProjectBusy:
        pass
"""
    writers = [subprocess.Popen([sys.executable, "-c", script, tmp_path]) for _ in range(4)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * 4
    assert ((tmp_path / "number").read_text(), (tmp_path / LOCK).exists()) == ("400", False)


def test_a_writer_in_the_same_process_is_told_too(tmp_path: Path) -> None:
    with only_writer(tmp_path, "build"), pytest.raises(ProjectBusy, match="`magnitsky-data build`"), only_writer(tmp_path, "format"):  # fmt: skip
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_replaced", [False, True])
def test_what_a_killed_build_left_is_restored_or_cleared(tmp_path: Path, is_replaced: bool) -> None:
    """Killed between the two steps of a swap, the old release comes back; after them, or before, the scratch goes."""
    (tmp_path / ".build-x1" / "old").mkdir(parents=True)
    (tmp_path / ".build-x1" / "old" / "SHA256SUMS").write_text("old")
    (tmp_path / ".build-x2" / "build").mkdir(parents=True)
    if is_replaced:
        (tmp_path / "build").mkdir()
        (tmp_path / "build" / "SHA256SUMS").write_text("new")
    with only_writer(tmp_path, "format"):
        pass
    assert (tmp_path / "build" / "SHA256SUMS").read_text() == ("new" if is_replaced else "old")
    assert [p.name for p in tmp_path.iterdir()] == ["build"]


@pytest.mark.parametrize("moved", [1, 2])
def test_a_build_that_is_interrupted_in_a_swap_leaves_a_release(
    moved: int, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the two steps, or in the second: the old release is back at once or with the next command."""
    before = project.digest()
    project.change("curated/laws", {"law_id": "us-pl-112-208"}, note="A change that a build would publish")
    data, rename, seen = validated(project.root), Path.rename, []

    def interrupted(path: Path, target: Path) -> Path:
        seen.append(path)
        if len(seen) == moved == 2:
            raise KeyboardInterrupt
        done = rename(path, target)
        if len(seen) == moved:
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "rename", interrupted)
        build(project.root, data)
    with only_writer(project.root, "format"):
        pass
    after = project.digest()
    assert {f: d for f, d in after.items() if f.startswith("build")} == {
        f: d for f, d in before.items() if f.startswith("build")
    }
    assert not [*project.root.glob(".build-*")]


def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(_file: int) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(writer, "_hold", without)
    with pytest.raises(ProjectBusy, match=r"cannot be held .*two commands could write at once"), only_writer(tmp_path, "build"):  # fmt: skip
        pass


def test_what_cannot_be_put_in_order_is_named_and_nothing_is_done(project: Project, refuse: Refuse) -> None:
    left = project.root / f"{JOURNAL}.part"
    left.mkdir()  # in the place of a file: no system takes it away as one
    assert f"{left}: cannot be put in order after a command that was killed" in refuse("build")


def test_a_build_that_is_killed_leaves_an_old_or_a_new_release(project: Project, run: Callable[..., Run]) -> None:
    assert run("build").code == 0
    whole = {f.name: f.read_bytes() for f in (project.root / "build").rglob("*") if f.is_file()}
    command = [Path(sys.executable).parent / "magnitsky-data", "build", "--root", project.root]
    for wait in (0.5, 1.5):
        shutil.rmtree(project.root / "build" / "csv")  # so that there is something to write
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(wait)
            process.kill()
        assert run("build").code == 0
        assert {f.name: f.read_bytes() for f in (project.root / "build").rglob("*") if f.is_file()} == whole
        assert not [*project.root.glob(".build-*"), *project.root.glob(LOCK)]


KILLED = """
import os, signal, sys
from magnitsky_data.cli import main
moved = 0
def hook(event, args):
    global moved
    if event == "os.rename" and str(args[0]).startswith(os.getcwd()):
        moved += 1
        if moved == 4:  # the journal, the first file aside, the new one in its place, and no more
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
main(sys.argv[1:])
"""


@pytest.mark.parametrize("command", ["import", "format"])
def test_a_change_of_several_files_that_is_killed_is_undone_by_whoever_reads_next(
    command: str, project: Project, small_files: dict[str, str], put: Callable[..., Path], run: Callable[..., Run]
) -> None:
    arguments = ["format"]
    if command == "import":
        shutil.rmtree(project.root / "raw" / "imported" / "us_votes")
        file = put("112-2012-s223.data.json", small_files["112-2012-s223.data.json"])
        arguments = ["import", "us_votes", str(file), "--url", "https://example.org/x"]
    else:
        for name in ("bills", "laws"):
            for path in (project.root / "raw").rglob(f"{name}.csv"):
                path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = project.digest()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], cwd=project.root, capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert project.digest() != before
    run("validate")
    assert project.digest() == before
    assert run(*arguments).code == 0
    assert not [f for f in project.root.rglob("*") if f.suffix in (".part", ".aside", ".journal", ".lock")]
