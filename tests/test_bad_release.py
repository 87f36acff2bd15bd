"""Releases: a whole one is exported, an altered one is not read, packed or checked, and none is written where nothing can be."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from refusing import Refuse, no_space, says
from small_project import ROOT, Project, Run


def test_clean_input_ends_with_0(project: Project, run: Callable[..., Run]) -> None:
    done = run("validate")
    assert (done.code, done.err) == (0, "")
    assert run("build", "--check").code == 0


def test_export_writes_the_release(project: Project, run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("export", "votes", "bills", "--to", tmp_path / "new" / "out")
    assert (done.code, done.err) == (0, "")
    written = {f.name: f.read_bytes() for f in (tmp_path / "new" / "out").iterdir()}
    assert written == {
        f"{t}.csv": (project.root / "build" / "csv" / f"{t}.csv").read_bytes() for t in ("votes", "bills")
    }


def altered(project: Project, file: str) -> Path:
    path = project.root / "build" / file
    path.write_bytes(path.read_bytes() + b" ")
    return path


@pytest.mark.parametrize(
    "arguments", [("show", "votes"), ("export", "votes", "--format", "parquet"), ("cite", "votes", "us-114-2016-s-159")]
)
def test_altered_table(arguments: tuple[str, ...], project: Project, refuse: Refuse) -> None:
    path = altered(project, "parquet/votes.parquet")
    message = refuse(*arguments)
    says(message, str(path), "content has sha256:", "the descriptor says sha256:", "install or build the release again")


def test_missing_table(project: Project, refuse: Refuse) -> None:
    (project.root / "build" / "parquet" / "votes.parquet").unlink()
    says(refuse("show", "votes"), "votes.parquet", "the release lacks this file", "install or build the release again")


def test_build_check_of_an_altered_release(project: Project, refuse: Refuse) -> None:
    files = ["README.md", "SHA256SUMS", "csv/votes.csv", "datapackage.json", "parquet/votes.parquet"]
    for file in files:
        altered(project, file)
    (project.root / "build" / "csv" / "old.csv").write_text("x\n")
    message = refuse("build", "--check")
    assert message.splitlines() == [
        f"build/{file} differs from a fresh build of raw/; run `magnitsky-data build`"
        for file in sorted([*files, "csv/old.csv"])
    ]


def wheel(project: Project) -> subprocess.CompletedProcess[str]:
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project.root)
    shutil.copytree(
        ROOT / "magnitsky_data", project.root / "magnitsky_data", ignore=shutil.ignore_patterns("__pycache__")
    )
    return subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", project.root],
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("file", ["csv/votes.csv", "parquet/votes.parquet"])
def test_no_wheel_of_an_altered_release(file: str, project: Project) -> None:
    altered(project, file)
    done = wheel(project)
    assert done.returncode != 0
    says(done.stdout + done.stderr, f"build/{file}: content differs from SHA256SUMS; run `magnitsky-data build` first")
    assert not list(project.root.rglob("*.whl"))


def test_no_wheel_without_a_release(project: Project) -> None:
    shutil.rmtree(project.root / "build")
    done = wheel(project)
    assert done.returncode != 0
    says(done.stdout + done.stderr, "SHA256SUMS: not there; run `magnitsky-data build` first")
    assert not list(project.root.rglob("*.whl"))


@pytest.mark.parametrize("kind", ["csv", "parquet", "json"])
def test_export_below_a_regular_file(kind: str, project: Project, refuse: Refuse) -> None:
    (project.root / "notes.txt").write_text("a file, no folder")
    message = refuse("export", "votes", "bills", "--format", kind, "--to", "notes.txt/out")
    says(message, "notes.txt", "cannot be written", "nothing was exported", "name another folder with --to")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc on this system")
def test_export_to_proc(refuse: Refuse) -> None:
    message = refuse("export", "votes", "--to", "/proc/self/fd")
    says(message, "/proc/self/fd/votes.csv", "cannot be written", "name another folder with --to")


def test_export_to_a_full_disk(project: Project, refuse: Refuse) -> None:
    message = refuse("export", "votes", "bills", "--to", project.root, before=no_space)
    says(message, "votes.csv", "cannot be written", os.strerror(27), "nothing was exported")
